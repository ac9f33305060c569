"""Films of lessons: what the page's script sends becomes statements of the video profile, and nothing else does."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.courses import samples
from tests.courses.conftest import bring_in
from ujuzi.accounts.models import Person
from ujuzi.courses.models import Course, Enrolment
from ujuzi.courses.text import files
from ujuzi.records.operations import following

FILM = b"a film"
HERE = "/en/learn/seeds/notebook/"


@pytest.fixture
def filmed(db: None) -> Course:
    box = ":::video films/loop.mp4\ncaptions: films/loop.en.vtt\ntranscript: films/loop.en.md\ntitle: The loop\n:::\n\nThen"
    contents = samples.changed("1-start/01-notebook.en.md", "Then", box)
    more = {"films/loop.mp4": FILM, "films/loop.en.vtt": b"WEBVTT", "films/loop.en.md": b"She looks."}
    return bring_in(contents | more)


@pytest.fixture
def viewer(filmed: Course, amina: Person) -> Client:
    client = Client()
    client.force_login(amina)
    client.post("/en/learn/seeds/enrol/")
    return client


def said(**changed: Any) -> dict[str, Any]:
    return {
        "verb": "paused",
        "session": "6c1c5c5e-8c1b-4b5a-8f0f-1c8c7f6a2d11",
        "film": f"http://127.0.0.1:8000/learn/files/{files.digest(FILM)}",
        "length": 60,
        "time": 31.5,
        "progress": 0.5,
        "segments": [[0, 12.25], [20, 31.5]],
    } | changed


def tell(client: Client, value: Any) -> int:
    return client.post(f"{HERE}watched/", json.dumps(value), content_type="application/json").status_code


def found() -> list[dict[str, Any]]:
    return [
        one.statement for one in following.after(0, 100) if "#film-" in str(one.statement["object"].get("id"))
    ]


def test_the_page_has_the_script_for_whoever_takes_the_course(viewer: Client, filmed: Course) -> None:
    assert "video.js" in viewer.get(HERE).text
    assert "video.js" not in Client().get(HERE).text


def test_what_was_seen(viewer: Client) -> None:
    assert tell(viewer, said()) == 204
    (statement,) = found()
    assert statement["verb"]["id"] == "https://w3id.org/xapi/video/verbs/paused"
    assert statement["object"]["definition"] == {"type": "https://w3id.org/xapi/video/activity-type/video"}
    assert statement["context"]["contextActivities"]["category"][0]["id"] == "https://w3id.org/xapi/video"
    assert statement["context"]["registration"] == str(Enrolment.objects.get().registration)
    assert statement["result"]["extensions"] == {
        "https://w3id.org/xapi/video/extensions/time": 31.5,
        "https://w3id.org/xapi/video/extensions/progress": 0.5,
        "https://w3id.org/xapi/video/extensions/played-segments": "0[.]12.25[,]20[.]31.5",
    }


def test_a_jump_and_the_end(viewer: Client) -> None:
    assert tell(viewer, said(verb="seeked", **{"from": 12.25})) == 204
    assert tell(viewer, said(verb="completed", progress=1)) == 204
    jump, end = found()
    assert jump["result"]["extensions"] == {
        "https://w3id.org/xapi/video/extensions/time-from": 12.25,
        "https://w3id.org/xapi/video/extensions/time-to": 31.5,
    }
    assert end["result"]["completion"] is True
    assert end["result"]["duration"] == "PT60.00S"
    assert not Enrolment.objects.get().progress.exclude(done_at=None).exists()  # a film is not the lesson


@pytest.mark.parametrize(
    "changed",
    [
        {"verb": "passed"}, {"film": "x"}, {"film": f"/learn/files/{'0' * 64}"}, {"session": "no"}, {"length": -1}, {"time": "3"},
        {"progress": 2}, {"segments": "all"}, {"segments": [[1]]}, {"segments": [[0, 99]]}, {"segments": [[0, 1]] * 201}, {"time": True},
    ],
)  # fmt: skip
def test_what_is_not_taken(viewer: Client, changed: dict[str, Any]) -> None:
    assert tell(viewer, said(**changed)) == 400
    assert not found()


def test_who_may_not(viewer: Client, filmed: Course) -> None:
    assert tell(viewer, [1]) == 400
    assert tell(Client(), said()) == 302
