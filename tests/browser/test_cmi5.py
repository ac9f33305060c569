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
from django.utils import timezone
from playwright.sync_api import Browser, Dialog, Frame, Page, expect

from tests.browser import learners
from tests.courses import samples
from tests.records import running, torture
from tests.records.talking import ask
from ujuzi.courses import hosting
from ujuzi.courses.exports import pages
from ujuzi.courses.operations import starter
from ujuzi.courses.text import faults, files, shapes

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
    _wait_anywhere(store, "terminated")
    for _ in range(50):
        page.goto(course)
        if page.locator(".won").count():
            break
        time.sleep(0.1)
    assert page.locator(".won").count() == 1
    context.close()
    found = _wait_anywhere(store, "completed")
    steps = ["registered", "launched", "initialized", "experienced", "passed", "satisfied"]
    assert sorted(steps, key=found.index) == steps
    # The unit says at once that it has ended; the hub completes its course while it does.
    assert found.index("passed") < min(found.index("completed"), found.index("terminated"))


def test_a_course_of_the_hub_plays_as_cmi5(store: torture.Hub, tmp_path: Path, browser: Browser) -> None:
    """Out of the hub as a package, in again as another's, and worked through: a lesson, and a quiz that is failed and passed."""
    folder = tmp_path / "seeds"
    for path, content in samples.course().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    store.run("course", "import", str(folder))
    store.run("course", "export", "seeds", str(tmp_path / "seeds.zip"), "--as", "cmi5")
    store.run("course", "package", str(tmp_path / "seeds.zip"), "--title", "Seeds elsewhere")
    course = f"http://127.0.0.1:{store.port}/en/learn/seeds-elsewhere/"
    context = browser.new_context()
    page = context.new_page()
    page.goto(course)
    page.click("main a[href*='/account/login/']")
    learners.open_account(page, "zuri")
    page.locator("main .button").first.click()
    page.locator("form[action$='/enrol/'] button").click()
    known = {item.name: item for unit in _read(folder).units for item in unit.texts["en"].items}
    for right in (False, True):
        for address in page.locator(".units li:not(.done) a").evaluate_all(
            "(all) => all.map((one) => one.href)"
        ):
            page.goto(address)
            page.locator("form[action$='/open/'] button").first.click()
            frame = page.locator("iframe.package").element_handle().content_frame()
            assert frame is not None
            _work_through(page, frame, known, right=right)
        page.goto(course)
    assert page.locator(".won").count() == 1
    context.close()


def _read(folder: Path) -> shapes.Course:
    found = faults.Faults()
    read = hosting.read(files.Folder(folder, found), found)
    assert read is not None
    return read


def _work_through(page: Page, frame: Frame, known: dict[str, shapes.Item], *, right: bool) -> None:
    """A lesson leads back by itself; after a quiz one reads what was right."""
    frame.wait_for_selector("main")
    if frame.locator("#done").count():
        frame.locator("#done").click()
        expect(page.locator(".facts .good")).to_have_count(1)
        return
    learners.answer(frame, known, right=right)  # type: ignore[arg-type]
    frame.locator("form .act").click()
    frame.wait_for_function("document.getElementById('told').textContent.includes('%')")
    assert ("100" in str(frame.locator("#told").text_content())) is right


@pytest.mark.django_db
def test_exported_quizzes_grade_as_the_hub_does(browser: Browser, tmp_path: Path) -> None:
    """Every question of the starter curriculum, opened from a disk: all right is everything, all wrong is not enough."""
    page = browser.new_page()
    for folder in starter.folders():
        course = starter.bring_in(folder, now=timezone.now())
        for made in pages.in_order(course, "en", "unit.js"):
            if made.items:
                _graded(page, tmp_path, made)
    page.close()


def _graded(page: Page, folder: Path, made: pages.Page) -> None:
    (folder / made.path).write_text(made.html)
    (folder / "unit.js").write_text((Path(pages.__file__).parent / "unit.js").read_text())
    known = {item.name: item for item in made.items}
    for right in (True, False):
        page.goto((folder / made.path).as_uri())
        learners.answer(page, known, right=right)
        page.locator("form .act").click()
        page.wait_for_function("document.getElementById('told').textContent.includes('%')")
        told = str(page.locator("#told").text_content())
        assert "not opened by a learning platform" in told
        percent = int(told.partition(" ")[0])
        wrong = page.locator(".answered .mind").count()
        assert (percent == 100 and wrong == 0) if right else percent < 50, (made.path, told)


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
