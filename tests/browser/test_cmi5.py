"""A real cmi5 course plays in the browser: launched elsewhere against the record store, and in the hub as its learner does it."""

import base64
import http.server
import json
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Dialog, expect

from tests.browser import learners
from tests.records import running, torture
from tests.records.talking import ask

pytestmark = pytest.mark.browser

COURSE = "https://w3id.org/xapi/cmi5/catapult/lts/course/geology-intro-single-au-basic-responsive/1"
ACTOR = {"objectType": "Agent", "account": {"homePage": "https://hub.example", "name": "amina"}}
REGISTRATION = "6c1c5c5e-8c1b-4b5a-8f0f-1c8c7f6a2d11"
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/cmi5"


@pytest.fixture(scope="module")
def store() -> Iterator[torture.Hub]:
    with running.hub() as made:
        yield made


@pytest.fixture
def player(field_data: Path, tmp_path: Path, store: torture.Hub) -> Iterator[str]:
    """The course's address; `/fetch` beside it hands out the token, once asked by POST, as a launching system does."""
    with zipfile.ZipFile(field_data / "packages" / "cmi5" / "single_au_basic_responsive.zip") as package:
        package.extractall(tmp_path)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(tmp_path))

        def do_POST(self) -> None:
            body = json.dumps({"auth-token": base64.b64encode(store.key.encode()).decode()}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            """Nothing is printed."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _launch(store: torture.Hub, address: str) -> str:
    """What a launching system writes before it opens the course (cmi5, 10.0), and the address it opens."""
    launch = {
        "contextTemplate": {
            "contextActivities": {"grouping": [{"id": COURSE}]},
            "extensions": {"https://w3id.org/xapi/cmi5/context/extensions/sessionid": "session-1"},
        },
        "launchMode": "Normal",
        "moveOn": "CompletedOrPassed",
        "masteryScore": 0.8,
    }
    where = urlencode(
        {
            "activityId": COURSE,
            "agent": json.dumps(ACTOR),
            "registration": REGISTRATION,
            "stateId": "LMS.LaunchData",
        }
    )
    assert ask(store, "POST", f"activities/state?{where}", launch)[0] == 204
    profile = urlencode({"agent": json.dumps(ACTOR), "profileId": "cmi5LearnerPreferences"})
    assert ask(store, "POST", f"agents/profile?{profile}", {"languagePreference": "en-US"})[0] == 204
    query = {
        "endpoint": f"http://127.0.0.1:{store.port}/xapi/",
        "fetch": f"{address}/fetch",
        "actor": json.dumps(ACTOR),
        "registration": REGISTRATION,
        "activityId": COURSE,
    }
    return f"{address}/index.html?{urlencode(query, quote_via=quote)}"


def _verbs(store: torture.Hub) -> list[str]:
    query = urlencode({"registration": REGISTRATION, "ascending": "true"})
    _status, _headers, body = ask(store, "GET", f"statements?{query}")
    return [one["verb"]["id"].rpartition("/")[2] for one in json.loads(body)["statements"]]


def _wait(store: torture.Hub, verb: str) -> list[str]:
    for _ in range(100):
        found = _verbs(store)
        if verb in found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"no {verb} in {found}")


def test_a_cmi5_course_records_a_session(store: torture.Hub, player: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []

    def told(dialog: Dialog) -> None:
        problems.append(dialog.message)
        dialog.accept()

    page.on("dialog", told)
    page.goto(_launch(store, player))
    assert _wait(store, "initialized")[0] == "initialized"
    page.evaluate("course.gotoPage(1)")
    _wait(store, "experienced")
    page.evaluate("course.pass()")
    _wait(store, "passed")
    page.evaluate("course.exit()")
    found = _wait(store, "terminated")
    context.close()
    assert problems == []
    assert found.index("passed") < found.index("terminated")
    query = urlencode({"activity": CATEGORY, "related_activities": "true", "agent": json.dumps(ACTOR)})
    _status, _headers, body = ask(store, "GET", f"statements?{query}")
    defined = json.loads(body)["statements"]
    assert {one["context"]["registration"] for one in defined} == {REGISTRATION}


def test_a_learner_passes_it_in_the_hub(store: torture.Hub, field_data: Path, browser: Browser) -> None:
    package = field_data / "packages/cmi5/single_au_basic_responsive.zip"
    store.run("course", "package", str(package))
    course = f"http://127.0.0.1:{store.port}/en/learn/introduction-to-geology-responsive-style/"
    context = browser.new_context()
    page = context.new_page()
    page.goto(course)
    page.click("main a[href*='/account/login/']")
    learners.open_account(page, "amina")
    page.locator("main .button").first.click()
    page.locator("form[action$='/enrol/'] button").click()
    with page.expect_response(
        lambda answer: "suspendData" in answer.url
    ):  # the last that it asks before it begins
        page.locator("form[action$='/open/'] button").first.click()
    inner = page.locator("iframe.package").element_handle()
    frame = inner.content_frame() if inner else None
    assert frame is not None
    for step, verb in (("course.gotoPage(1)", "experienced"), ("course.pass()", "passed")):
        frame.evaluate(step)
        _wait_anywhere(store, verb)
    frame.evaluate("course.exit()")
    expect(page.locator(".facts .good")).to_have_count(1)
    page.goto(course)
    assert page.locator(".won").count() == 1
    context.close()
    found = _wait_anywhere(store, "terminated")
    steps = [
        "registered",
        "launched",
        "initialized",
        "experienced",
        "passed",
        "satisfied",
        "completed",
        "terminated",
    ]
    assert sorted(steps, key=found.index) == steps


def _wait_anywhere(store: torture.Hub, verb: str) -> list[str]:
    """The verbs of all cmi5 sessions and of the hub's own course, once this one is among them since the course began."""
    query = urlencode({"ascending": "true", "limit": "500"})
    for _ in range(100):
        _status, _headers, body = ask(store, "GET", f"statements?{query}")
        found = [one["verb"]["id"].rpartition("/")[2] for one in json.loads(body)["statements"]]
        mine = found[found.index("registered") :] if "registered" in found else []
        if verb in mine:
            return mine
        time.sleep(0.1)
    raise AssertionError(f"no {verb} in {mine}")
