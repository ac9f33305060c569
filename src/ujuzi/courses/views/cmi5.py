"""What a cmi5 unit reaches under its launch: its token, and an xAPI endpoint where it can speak of its learner in this session only."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _

from ujuzi.courses import statements as statements_of
from ujuzi.courses.models import Launch, Session, Unit
from ujuzi.courses.operations import sessions
from ujuzi.records.api import agents, answers, documents, statements
from ujuzi.records.api.calls import Call, Refused
from ujuzi.records.authors import Author
from ujuzi.records.queries import persons
from ujuzi.standards.cmi5 import ids, preferences
from ujuzi.standards.cmi5 import sessions as rules
from ujuzi.standards.xapi import actors, queries
from ujuzi.standards.xapi.errors import Broken

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_MORE = "statements/more/"


def frame(made: Launch, unit: Unit) -> HttpResponse:
    """To the unit itself, with what it needs in its address."""
    response = redirect(sessions.launch_address(made, unit))
    response["Cache-Control"] = "no-store"
    return response


def fetch(request: HttpRequest, made: Launch) -> HttpResponse:
    """The token, once (8.2). Every answer is 200, as the specification wants it."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=OPEN | {"Access-Control-Allow-Methods": "POST, OPTIONS"})
    if request.method != "POST":
        return HttpResponse(status=405, headers=OPEN)
    token = sessions.fetch(made, clock=timezone.now)
    told = {"auth-token": token}
    if token is None:
        told = {
            "error-code": "1",
            "error-text": "The token of this session was given out already, or it has ended.",
        }
    response = JsonResponse(told, headers=OPEN)
    response["Cache-Control"] = "no-store"
    return response


def returned(request: HttpRequest, made: Launch) -> HttpResponse:
    """Where a unit sends its window when it has ended: the page around it takes over; a window of its own leads back."""
    with translation.override(get_language_from_request(request)):
        text = _("Back to the course")
    response = HttpResponse(
        '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>.</title></head><body><p><a href="{statements_of.unit_id(made.enrolment.course.name, made.unit)}" target="_top" rel="noreferrer">{text}</a></p>'
        '<script src="/p/players/own/return.js"></script></body></html>'
    )
    response["Cache-Control"] = "no-store"
    return response


def xapi_endpoint(request: HttpRequest, number: UUID, rest: str) -> HttpResponse:
    """`rest` below /p/<launch>/xapi/. Some units put a slash too many before it."""
    held: list[Session] = []

    def whose(header: str) -> Author | None:
        found = sessions.holding(header, number, clock=timezone.now)
        if found is None:
            return None
        held[:] = [found]
        return sessions.author(found)

    rest = rest.lstrip("/")
    if rest == "about":
        return answers.about(request, agents.about(), "1.0")
    name = "more" if rest.startswith(_MORE) else rest
    if name not in _RESOURCES:
        return answers.nowhere(request)

    def resource(call: Call) -> HttpResponse:
        if name == "more":
            return _more(call, held[0], rest.removeprefix(_MORE))
        return _RESOURCES[name](call, held[0])

    first = statements.consistent if name in ("statements", "more") else None
    return _unasked(answers.answer(request, resource, "1.0", first, whose))


def _unasked(response: HttpResponse) -> HttpResponse:
    """At a 401 browsers ask the learner for a name and a password, which nobody has given her; units take 403 as well."""
    if response.status_code == 401:
        response.status_code = 403
        del response.headers["WWW-Authenticate"]
    return response


def _statements(call: Call, session: Session) -> HttpResponse:
    if call.method in ("GET", "HEAD"):
        return _read(call, session)
    said: list[dict[str, Any]] = []

    def admit(many: Sequence[dict[str, Any]]) -> None:
        try:
            if sessions.admit(session, _unit(session), many, clock=timezone.now):
                said.extend(many)
        except rules.Refused as error:
            raise Refused(403, str(error)) from None

    call.admit = admit
    response = statements.resource(call)
    if said:
        sids = [UUID(str(statement["id"])).bytes for statement in said]
        sessions.heard(session, sids, clock=timezone.now)
    return response


def _unit(session: Session) -> Unit:
    return Unit.objects.get(course=session.launch.enrolment.course_id, name=session.launch.unit)


def _read(call: Call, session: Session) -> HttpResponse:
    """Its own statements of this learner in this registration; single ones are not given out by their id."""
    if "statementId" in call.parameters or "voidedStatementId" in call.parameters:
        raise Refused(403, "a unit reads the statements of its registration, not single ones")
    _same(call, session, "registration", needed=False)
    _same(call, session, "agent", needed=False)
    call.parameters["registration"] = str(session.launch.enrolment.apart)
    return _here(statements.resource(call), session)


def _more(call: Call, session: Session, token: str) -> HttpResponse:
    try:
        held = signing.loads(token, salt=statements.MORE)
    except signing.BadSignature:
        raise Refused(404, "there is no such page") from None
    if held["parameters"].get("registration") != str(session.launch.enrolment.apart):
        raise Refused(403, "this page belongs to another session")
    return _here(statements.more(call, token), session)


def _here(response: HttpResponse, session: Session) -> HttpResponse:
    """Further pages are fetched here, not at the hub's own endpoint, which knows no such token."""
    if not response.streaming and response.headers.get("Content-Type", "").startswith("application/json"):
        found = orjson.loads(response.content)
        if isinstance(found, dict) and str(found.get("more", "")).startswith("/xapi/"):
            found["more"] = f"/p/{session.pk}{found['more']}"
            response.content = orjson.dumps(found)
    return response


def _state(call: Call, session: Session) -> HttpResponse:
    for name in ("activityId", "agent", "registration"):
        _same(call, session, name)
    name = call.parameters.get("stateId", "")
    if call.method not in ("GET", "HEAD") and name in ("", ids.LAUNCH_DATA):
        raise Refused(403, "cmi5 10.2.1: the launch data can only be read")
    return documents.state(call)


def _agent_profile(call: Call, session: Session) -> HttpResponse:
    call.required("agent")
    _same(call, session, "agent")
    if call.parameters.get("profileId", ids.PREFERENCES) != ids.PREFERENCES:
        raise Refused(403, "a unit has the learner's preferences, and no other profile of hers")
    if call.method in ("PUT", "POST"):
        try:
            preferences.check(call.header("content-type"), call.body)
        except preferences.NotPreferences as error:
            raise Refused(403, f"cmi5 11: {error}") from None
        if call.method == "PUT" and not (call.header("if-match") or call.header("if-none-match")):
            call.headers = {**{name.lower(): value for name, value in call.headers.items()}, "if-match": "*"}
    elif call.method == "DELETE":
        raise Refused(403, "the learner's preferences are not a unit's to delete")
    elif "profileId" in call.parameters and not session.ready:
        Session.objects.filter(pk=session.pk).update(ready=True)
    return documents.agent_profile(call)


def _activity_profile(call: Call, session: Session) -> HttpResponse:
    _same(call, session, "activityId")
    return documents.activity_profile(call)


def _activities(call: Call, session: Session) -> HttpResponse:
    return agents.activities(call)


def _agents(call: Call, session: Session) -> HttpResponse:
    _same(call, session, "agent")
    return agents.agents(call)


def _same(call: Call, session: Session, name: str, *, needed: bool = True) -> None:
    """A parameter must be what the launch said, so that a unit reaches nothing of others."""
    if name not in call.parameters and not needed:
        return
    said = call.parameters.get(name, "")
    if name == "agent":
        right = actors.identity(_agent(said)) == actors.identity(
            persons.agent(session.launch.enrolment.person)
        )
    else:
        bound = sessions.terms(session, _unit(session))
        right = said == bound.activity if name == "activityId" else said.lower() == bound.registration
    if not right:
        raise Refused(403, f"cmi5 8.1: this is not the {name} of the launch", name)


def _agent(said: str) -> dict[str, Any]:
    try:
        return queries.agent(said)
    except Broken as error:
        raise error.under("agent") from None


_RESOURCES: Mapping[str, Callable[[Call, Session], HttpResponse]] = {
    "statements": _statements,
    "more": _statements,
    "activities": _activities,
    "activities/state": _state,
    "activities/profile": _activity_profile,
    "agents": _agents,
    "agents/profile": _agent_profile,
}
