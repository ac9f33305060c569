"""cmi5 units at work over HTTP, as their browsers ask: what counts, what ends, and what a unit must not reach."""

import base64
import copy
import json
import threading
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from tests import make
from tests.courses import packages_made
from tests.courses.operations.test_packaging import take
from ujuzi.accounts.models import Person
from ujuzi.courses.models import Course, Enrolment, Launch, Session, Unit, UnitProgress
from ujuzi.courses.operations import learning, progress, sessions, settling
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.queries import standing
from ujuzi.records import followers
from ujuzi.records.models import log
from ujuzi.records.operations import following
from ujuzi.standards.cmi5 import ids

HOST = {"host": "localhost:8000"}  # the origin of packages of a hub at 127.0.0.1:8000


@pytest.fixture
def seeds(db: None, tmp_path: Path) -> Course:
    return take(tmp_path, packages_made.cmi5()).course


@pytest.fixture
def enrolment(seeds: Course, amina: Person) -> Enrolment:
    return learning.enrol(amina, seeds, clock=timezone.now)


def unit(course: Course, name: str = "au-one") -> Unit:
    return course.units.get(name=name)


class Player:
    """What runs in the frame: it knows only its address."""

    def __init__(self, made: Launch, of: Unit) -> None:
        self.made, self.http = made, Client()
        address = urlsplit(sessions.launch_address(made, of))
        self.path = address.path
        self.asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        self.token = ""
        self.template: dict[str, Any] = {}

    def start(self) -> "Player":
        self.token = self.fetch()["auth-token"]
        self.template = self.state("GET").json()["contextTemplate"]
        assert self.profile("GET").status_code == 200
        assert self.say(ids.INITIALIZED).status_code == 204
        return self

    def fetch(self) -> dict[str, str]:
        found = self.http.post(urlsplit(self.asked["fetch"]).path, headers=HOST)
        assert found.status_code == 200
        return dict(found.json())

    def ask(self, method: str, resource: str, query: dict[str, str], body: Any = None, **more: Any) -> Any:
        path = f"{urlsplit(self.asked['endpoint']).path}{resource}"
        headers = HOST | {"x-experience-api-version": "1.0.3", "authorization": f"Basic {self.token}"} | more
        return self.http.generic(
            method,
            path,
            json.dumps(body) if body is not None else b"",
            content_type="application/json",
            headers=headers,
            query_params=query,
        )

    def state(self, method: str, body: Any = None, **changed: str) -> Any:
        query = {
            "stateId": ids.LAUNCH_DATA,
            "activityId": self.asked["activityId"],
            "agent": self.asked["actor"],
            "registration": self.asked["registration"],
        }
        return self.ask(method, "activities/state", query | changed, body)

    def profile(self, method: str, body: Any = None, **changed: str) -> Any:
        query = {"profileId": ids.PREFERENCES, "agent": self.asked["actor"]}
        return self.ask(method, "agents/profile", query | changed, body)

    def statement(self, verb: str, **result: Any) -> dict[str, Any]:
        judging = verb in (ids.COMPLETED, ids.PASSED, ids.FAILED)
        context = copy.deepcopy(self.template) | {"registration": self.asked["registration"]}
        categories = [ids.CATEGORY, ids.MOVE_ON_CATEGORY] if judging else [ids.CATEGORY]
        context["contextActivities"]["category"] = [{"id": one} for one in categories]
        flags = {
            ids.PASSED: {"success": True},
            ids.FAILED: {"success": False},
            ids.COMPLETED: {"completion": True},
        }
        lasted = {} if verb == ids.INITIALIZED else {"duration": "PT3S"}
        return {
            "id": str(uuid.uuid4()),
            "timestamp": "2026-11-23T09:00:00Z",
            "actor": json.loads(self.asked["actor"]),
            "verb": {"id": verb},
            "object": {"id": self.asked["activityId"]},
            "context": context,
            "result": lasted | flags.get(verb, {}) | result,
        }

    def say(self, verb: str, **result: Any) -> Any:
        return self.send(self.statement(verb, **result))

    def send(self, statement: dict[str, Any]) -> Any:
        return self.ask("PUT", "statements", {"statementId": statement["id"]}, statement)


def opened(enrolment: Enrolment, name: str = "au-one", mode: str = "Normal") -> Player:
    of = unit(enrolment.course, name)
    return Player(sessions.launch(enrolment, of, mode=mode, clock=timezone.now), of)


def verbs(registration: uuid.UUID) -> list[str]:
    """Of everything in the log under a registration, in order."""
    found = [entry.statement for entry in following.after(0, 1000)]
    mine = [one for one in found if one.get("context", {}).get("registration") == str(registration)]
    return [one["verb"]["id"].rpartition("/")[2] for one in mine]


def test_a_package_becomes_a_course(seeds: Course) -> None:
    units = list(seeds.units.order_by("position"))
    assert [(one.name, one.move_on, one.counts) for one in units] == [
        ("au-one", "CompletedAndPassed", True),
        ("au-two", "CompletedOrPassed", True),
        ("au-three", "NotApplicable", True),
    ]
    assert [module.titles for module in seeds.modules.all()] == [{"en": "Block first"}, {}]
    assert units[0].launch["file"] == "index.html?level=1"


def test_a_structure_alone_opens_elsewhere(db: None, tmp_path: Path) -> None:
    there = packages_made.cmi5_xml(packages_made.cmi5_unit("far", "https://partner.example/a.html?x=1#top"))
    taken = take(tmp_path, there.encode())
    assert taken.notes == ["1 of 1 parts lie at their publisher's address and open in a window of their own."]
    enrolment = learning.enrol(make.person("zuri"), taken.course, clock=timezone.now)
    player = opened(enrolment, "au-far")
    address = sessions.launch_address(player.made, unit(taken.course, "au-far"))
    assert address.startswith("https://partner.example/a.html?x=1&endpoint=http%3A%2F%2Flocalhost%3A8000")
    assert address.endswith("#top")
    preflight = player.http.options(urlsplit(player.asked["endpoint"]).path + "statements", headers=HOST)
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    player.start()


@pytest.mark.parametrize("url", ["missing.html", "../index.html", "/index.html"])
def test_a_unit_must_be_in_the_package(db: None, tmp_path: Path, url: str) -> None:
    with pytest.raises(NotTaken, match="not in the package"):
        take(tmp_path, packages_made.cmi5(packages_made.cmi5_xml(packages_made.cmi5_unit("a", url))))
    assert not Course.objects.exists()


def test_from_the_launch_to_the_end_of_the_course(enrolment: Enrolment, seeds: Course) -> None:
    player = opened(enrolment).start()
    assert player.asked["activityId"] == "http://127.0.0.1:8000/learn/seeds-in-cmi5/au-one"
    assert player.asked["registration"] == str(enrolment.apart)
    assert player.say(ids.PASSED, score={"scaled": 0.8}).status_code == 204
    assert not standing.of(enrolment).done(unit(seeds))
    assert player.say(ids.COMPLETED).status_code == 204
    now = standing.of(enrolment)
    assert now.done(unit(seeds))
    assert now.marks["au-one"].best == 0.8
    assert player.say(ids.TERMINATED).status_code == 204
    opened(enrolment, "au-two").start().say(ids.COMPLETED)
    opened(enrolment, "au-three").start()
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    assert verbs(enrolment.apart) == [
        "launched", "initialized", "passed", "completed", "terminated",
        "launched", "initialized", "completed", "satisfied", "satisfied",
        "launched", "initialized",
    ]  # fmt: skip
    assert verbs(enrolment.registration) == ["registered", "completed"]


def test_what_is_done_can_be_rebuilt_from_the_log(enrolment: Enrolment) -> None:
    player = opened(enrolment).start()
    player.say(ids.PASSED, score={"scaled": 0.9})
    player.say(ids.COMPLETED)
    settling.waive(enrolment, unit(enrolment.course, "au-two"), reason="Known", by=None, clock=timezone.now)

    def rows() -> list[Any]:
        found = UnitProgress.objects.order_by("unit")
        return list(found.values_list("unit", "done_at", "by_other", "best", "completed", "passed"))

    before = rows()
    assert len(before) == 2
    follower = followers.FOLLOWERS[progress.NAME]
    following.rebuild(follower, clock=timezone.now, stop=threading.Event())
    assert rows() == before


def test_in_review_nothing_counts(enrolment: Enrolment) -> None:
    player = opened(enrolment, mode="Review").start()
    assert player.say(ids.PASSED).status_code == 403
    assert player.state("GET").json()["launchMode"] == "Review"
    assert player.say(ids.TERMINATED).status_code == 204


def test_the_token_is_given_out_once_and_dies_with_the_session(enrolment: Enrolment) -> None:
    player = opened(enrolment)
    assert player.ask("GET", "statements", {}).status_code == 403
    player.start()
    assert player.fetch()["error-code"] == "1"
    player.say(ids.TERMINATED)
    assert player.say(ids.PASSED).status_code == 403
    assert player.state("GET").status_code == 403
    assert "www-authenticate" not in player.state("GET").headers  # no browser shall ask the learner for it


def test_a_token_opens_its_own_session_only(enrolment: Enrolment, seeds: Course) -> None:
    first, second = opened(enrolment).start(), opened(enrolment, "au-two").start()
    first.asked["endpoint"] = second.asked["endpoint"]
    assert first.state("GET").status_code == 403
    hub = first.http.get(
        "/xapi/statements",
        headers={"authorization": f"Basic {first.token}", "x-experience-api-version": "1.0.3"},
    )
    assert hub.status_code == 401


def test_a_unit_speaks_for_nobody_else(enrolment: Enrolment, seeds: Course) -> None:
    other = learning.enrol(make.person("baraka"), seeds, clock=timezone.now)
    theirs = opened(other).start()
    mine = opened(enrolment).start()
    for change in (
        {"actor": json.loads(theirs.asked["actor"])},
        {"context": mine.template | {"registration": str(other.apart)}},
        {"context": mine.template | {"registration": str(enrolment.registration)}},
    ):
        assert mine.send(mine.statement(ids.PASSED) | change).status_code == 403
    for changed in (
        {"agent": theirs.asked["actor"]},
        {"registration": theirs.asked["registration"]},
        {"activityId": theirs.asked["activityId"].replace("au-one", "au-two")},
    ):
        assert mine.state("GET", **changed).status_code == 403
        assert mine.state("PUT", {}, stateId="x", **changed).status_code == 403
    assert mine.profile("GET", agent=theirs.asked["actor"]).status_code == 403
    found = mine.ask("GET", "statements", {}).json()["statements"]
    assert {one["context"]["registration"] for one in found} == {str(enrolment.apart)}
    assert mine.ask("GET", "statements", {"registration": str(other.apart)}).status_code == 403
    assert mine.ask("GET", "statements", {"statementId": found[0]["id"]}).status_code == 403


def test_a_unit_is_never_taken_for_the_hub(enrolment: Enrolment, seeds: Course, course: Course) -> None:
    """Free statements may say anything; nothing of it moves what the hub itself keeps."""
    player = opened(enrolment).start()
    course_iri = "http://127.0.0.1:8000/learn"
    for verb in ("registered", "completed", "passed", "waived", "voided"):
        for target in ("seeds-in-cmi5", "seeds-in-cmi5/au-two", course.name):
            free = player.statement(f"http://adlnet.gov/expapi/verbs/{verb}")
            del free["context"]["contextActivities"]["category"]
            free["object"] = {"id": f"{course_iri}/{target}"}
            assert player.send(free).status_code in (204, 403, 400)
    following.advance(followers.FOLLOWERS[progress.NAME], clock=timezone.now, stop=threading.Event())
    enrolment.refresh_from_db()
    assert enrolment.completed_at is None
    assert Enrolment.objects.count() == 1
    assert standing.of(enrolment).many_done == 0
    authorities = {log.Statement.objects.get(sid=entry.sid).owner for entry in following.after(0, 100)}
    assert authorities == {0, -1}


def test_a_unit_cannot_void_or_change_its_orders(enrolment: Enrolment) -> None:
    player = opened(enrolment).start()
    passed = player.statement(ids.PASSED)
    assert player.send(passed).status_code == 204
    void = player.statement(ids.VOIDED) | {"object": {"objectType": "StatementRef", "id": passed["id"]}}
    assert player.send(void).status_code == 403
    for method in ("PUT", "POST", "DELETE"):
        assert player.state(method, {"masteryScore": 0}).status_code == 403
    assert player.ask("DELETE", "activities/state", {
        "activityId": player.asked["activityId"], "agent": player.asked["actor"], "registration": player.asked["registration"],
    }).status_code == 403  # fmt: skip
    assert player.state("GET").json()["masteryScore"] == 0.6
    assert player.state("PUT", {"page": 3}, stateId="bookmark").status_code == 204
    assert player.state("GET", stateId="bookmark").json() == {"page": 3}


def test_preferences_are_kept_for_all_units(enrolment: Enrolment) -> None:
    player = opened(enrolment).start()
    assert player.profile("PUT", {"languagePreference": "sw,en", "audioPreference": "off"}).status_code == 204
    assert (
        player.profile("PUT", {"languagePreference": "no list", "audioPreference": "off"}).status_code == 403
    )
    assert player.profile("GET", profileId="other").status_code == 403
    other = opened(enrolment, "au-two").start()
    assert other.profile("GET").json() == {"languagePreference": "sw,en", "audioPreference": "off"}


def test_sent_again_after_a_lost_answer(enrolment: Enrolment) -> None:
    player = opened(enrolment).start()
    passed = player.statement(ids.PASSED)
    assert [player.send(passed).status_code for _ in range(3)] == [204, 204, 204]
    assert player.send(passed | {"timestamp": "2026-11-23T10:00:00Z"}).status_code == 409
    assert player.send(passed | {"verb": {"id": ids.COMPLETED}}).status_code == 403
    assert verbs(enrolment.apart).count("passed") == 1


def test_killed_between_admission_and_the_log(enrolment: Enrolment) -> None:
    """The verb is kept for its statement for a minute; after that another may take its place."""
    player = opened(enrolment).start()
    session = sessions.holding(f"Basic {player.token}", player.made.pk, clock=timezone.now)
    assert session is not None
    lost = player.statement(ids.PASSED)
    sessions.admit(session, unit(enrolment.course), [lost], clock=timezone.now)
    # With the id of what was admitted nothing else comes in.
    stranger = lost | {"actor": {"account": {"homePage": "http://127.0.0.1:8000", "name": "999"}}}
    assert player.send(stranger).status_code == 403
    assert player.say(ids.PASSED).status_code == 403
    kept = Session.objects.get(pk=player.made.pk)
    kept.verbs[ids.PASSED][1] -= sessions.UNDECIDED.total_seconds() + 1
    kept.save()
    assert player.say(ids.PASSED).status_code == 204


def test_a_batch_is_taken_whole_or_not_at_all(enrolment: Enrolment) -> None:
    player = opened(enrolment).start()
    both = [player.statement(ids.PASSED), player.statement(ids.FAILED)]
    assert player.ask("POST", "statements", {}, both).status_code == 403
    assert "passed" not in verbs(enrolment.apart)
    assert player.ask("POST", "statements", {}, both[:1]).status_code == 200


def test_a_new_launch_abandons_the_old(enrolment: Enrolment) -> None:
    player = opened(enrolment).start()
    opened(enrolment)
    assert verbs(enrolment.apart) == ["launched", "initialized", "abandoned", "launched"]
    assert player.say(ids.PASSED).status_code == 403
    first = Session.objects.get(pk=player.made.pk)
    sessions.end(first, clock=timezone.now)
    assert verbs(enrolment.apart).count("abandoned") == 1


def test_sessions_left_open_are_abandoned(enrolment: Enrolment) -> None:
    opened(enrolment).start()
    opened(enrolment, "au-two")  # never said a word
    assert sessions.end_old(clock=timezone.now) == 0
    Launch.objects.update(started_at=timezone.now() - sessions.LIFE - timedelta(minutes=1))
    assert sessions.end_old(clock=timezone.now) == 2
    assert verbs(enrolment.apart) == ["launched", "initialized", "launched", "abandoned"]


def test_waived_by_a_facilitator(enrolment: Enrolment, amina: Person) -> None:
    facilitator = make.person("zuri")
    one, two = unit(enrolment.course), unit(enrolment.course, "au-two")
    for of in (one, two):
        assert settling.waive(enrolment, of, reason="Taught in class", by=facilitator, clock=timezone.now)
    assert not settling.waive(enrolment, one, reason="Again", by=facilitator, clock=timezone.now)
    marks = standing.of(enrolment).marks
    assert marks["au-one"].by_other
    assert verbs(enrolment.apart) == ["waived", "waived", "satisfied", "satisfied"]
    waived = next(
        one.statement for one in following.after(0, 100) if one.statement["verb"]["id"] == ids.WAIVED
    )
    assert waived["result"]["extensions"] == {ids.REASON: "Taught in class"}
    assert waived["context"]["instructor"]["account"]["name"] == str(facilitator.pk)


def test_a_lesson_of_ours_can_be_marked_by_hand(course: Course, amina: Person) -> None:
    enrolment = learning.enrol(amina, course, clock=timezone.now)
    of = standing.of(enrolment).units[0]
    settling.waive(enrolment, of, reason="Taught in class", by=None, clock=timezone.now)
    mark = standing.of(enrolment).marks[of.name]
    assert mark.done_at is not None
    assert mark.by_other


def test_where_a_unit_goes_when_it_has_ended(enrolment: Enrolment) -> None:
    player = opened(enrolment)
    page = player.http.get(f"/p/{player.made.pk}/return", headers=HOST | {"accept-language": "fr"})
    assert 'href="http://127.0.0.1:8000/learn/seeds-in-cmi5/au-one"' in page.text
    assert "players/own/return.js" in page.text
    first = player.http.get(f"/p/{player.made.pk}/", headers=HOST)
    assert first.status_code == 302
    assert first.headers["Location"].startswith(
        f"http://localhost:8000/p/{player.made.pk}/f/index.html?level=1&endpoint="
    )
    # The way of SCORM and H5P to say that something is done is closed to it.
    done = {"result": {"completion": True}}
    again = player.http.post(
        f"/p/{player.made.pk}/commit", done, content_type="application/json", headers=HOST
    )
    assert again.status_code == 404
    assert player.http.get(f"/p/{player.made.pk}/fetch", headers=HOST).status_code == 405


def test_basic_tokens_are_the_sessions_own(enrolment: Enrolment) -> None:
    player = opened(enrolment)
    assert base64.b64decode(player.fetch()["auth-token"]).decode().startswith(f"{player.made.pk}:")
    for wrong in ("", "x", base64.b64encode(f"{player.made.pk}:x".encode()).decode(), "%%%"):
        player.token = wrong
        assert player.state("GET").status_code == 403
