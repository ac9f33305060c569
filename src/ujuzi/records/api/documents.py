"""The document resources: state, activity profile, agent profile (part three, 2.2, 2.3, 2.6, 2.7, 3.1)."""

import uuid
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any

from django.http import HttpResponse

from ujuzi.records import marks
from ujuzi.records.api import answers, calls
from ujuzi.records.api.agents import parameter
from ujuzi.records.api.calls import Call, Refused
from ujuzi.records.models.credentials import Scope
from ujuzi.records.operations import documents
from ujuzi.records.operations.documents import Precondition, Shelf
from ujuzi.records.operations.writing import microseconds, moment
from ujuzi.standards.xapi import actors, queries
from ujuzi.standards.xapi.errors import Broken

NAME_BYTES = 1000
LONGEST_CONDITION = 4000  # characters of If-Match; our tags have 42


@dataclass(frozen=True, slots=True)
class Kind:
    """A document resource: its name in the table, its id's parameter, its shelf's parameters, who may use it."""

    name: str
    id: str
    shelf: tuple[str, ...]
    scope: Scope
    optional: tuple[str, ...] = ()


STATE = Kind("state", "stateId", ("activityId", "agent"), Scope.STATE, ("registration",))
ACTIVITY = Kind("activity", "profileId", ("activityId",), Scope.PROFILE)
AGENT = Kind("agent", "profileId", ("agent",), Scope.PROFILE)


def state(call: Call) -> HttpResponse:
    return _resource(call, STATE)


def activity_profile(call: Call) -> HttpResponse:
    return _resource(call, ACTIVITY)


def agent_profile(call: Call) -> HttpResponse:
    return _resource(call, AGENT)


def _resource(call: Call, kind: Kind) -> HttpResponse:
    reading = call.method in ("GET", "HEAD")
    if not (call.author.may(kind.scope) or (reading and call.author.may(Scope.ALL_READ))):
        raise Refused(403, f"this key has not the scope {kind.scope.value}")
    call.only(kind.id, *kind.shelf, *kind.optional, *(["since"] if reading else []))
    shelf = _shelf(call, kind)
    if reading:
        return _read(call, kind, shelf)
    if call.method == "DELETE":
        return _delete(call, kind, shelf)
    return _write(call, kind, shelf)


def _shelf(call: Call, kind: Kind) -> Shelf:
    activity = agent = 0
    if "activityId" in kind.shelf:
        activity = marks.activity(parameter(call, "activityId", queries.iri))
    if "agent" in kind.shelf:
        found = parameter(call, "agent", queries.agent)
        if kind is AGENT or kind is STATE:
            agent = marks.agent(actors.identity(found) or "")
    registration = b""
    if "registration" in call.parameters:
        registration = uuid.UUID(parameter(call, "registration", queries.uuid)).bytes
    return Shelf(kind.name, call.author.owner, activity, agent, registration)


def _name(call: Call, kind: Kind) -> str:
    name = call.required(kind.id)
    if not name or "\0" in name or len(name.encode()) > NAME_BYTES:
        raise Broken(f"must be between 1 and {NAME_BYTES} bytes long", kind.id)
    return name


def _read(call: Call, kind: Kind, shelf: Shelf) -> HttpResponse:
    if kind.id not in call.parameters:
        since = parameter(call, "since", queries.instant) if "since" in call.parameters else None
        after = microseconds(since) if since else -1
        listed = documents.listed(
            shelf, after=after, every=kind is STATE and "registration" not in call.parameters
        )
        response = answers.json([name for name, _updated in listed])
        newest = max((updated for _name, updated in listed), default=None)
    else:
        found = documents.get(shelf, _name(call, kind))
        if found is None:
            raise Refused(404, "there is no such document")
        response = HttpResponse(found.content, content_type=found.content_type)
        response.headers["ETag"] = f'"{found.etag}"'
        # A partner's document is shown to programs only: no browser may take it for a page of the hub.
        response.headers["Content-Disposition"] = "attachment"
        response.headers["X-Content-Type-Options"] = "nosniff"
        newest = found.updated
    if newest is not None:
        response.headers["Last-Modified"] = format_datetime(moment(newest), usegmt=True)
    return response


def _precondition(call: Call) -> Precondition:
    return Precondition(_tags(call.header("if-match")), _tags(call.header("if-none-match")))


def _tags(header: str) -> frozenset[str] | None:
    """The entity tags in If-Match or If-None-Match, `*` among them; None without the header."""
    if len(header) > LONGEST_CONDITION:
        raise Refused(400, f"a condition is longer than {LONGEST_CONDITION} characters")
    if not header.strip():
        return None
    tags = (part.strip().removeprefix("W/").strip('"') for part in header.split(","))
    return frozenset(tag for tag in tags if tag)


def _delete(call: Call, kind: Kind, shelf: Shelf) -> HttpResponse:
    name: str | None = None
    if kind is not STATE or kind.id in call.parameters:
        name = _name(call, kind)
    _done(documents.delete(shelf, name, _precondition(call), every="registration" not in call.parameters))
    return HttpResponse(status=204)


def _write(call: Call, kind: Kind, shelf: Shelf) -> HttpResponse:
    name = _name(call, kind)
    condition = _precondition(call)
    content_type = call.header("content-type") or "application/octet-stream"
    if len(content_type) > 200 or not content_type.isprintable():
        raise Refused(400, "the Content-Type cannot be read")
    needs_condition = call.method == "PUT" and (kind is not STATE or call.version == "2.0")
    if needs_condition and condition.empty and call.version == "1.0" and documents.get(shelf, name) is None:
        raise Refused(400, "a profile is written with If-Match or If-None-Match")
    now = microseconds(calls.clock())
    given: dict[str, Any] = {"content": call.body, "content_type": content_type, "now": now}
    if _is_json(content_type):
        given["merge"] = call.json()
    if call.method == "PUT":
        given.pop("merge", None)
        _done(documents.put(shelf, name, condition, guarded=needs_condition, **given))
    else:
        _done(documents.post(shelf, name, condition, **given))
    return HttpResponse(status=204)


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


_REFUSALS = {
    "precondition": Refused(412, "the document is not as If-Match or If-None-Match says"),
    "unguarded": Refused(
        409, "the document exists: read it, then send its ETag as If-Match or use If-None-Match"
    ),
    "unmergeable": Refused(400, "only JSON objects can be merged; replace the document with PUT"),
}


def _done(outcome: documents.Outcome) -> None:
    if outcome != "done":
        found = _REFUSALS[outcome]
        raise Refused(found.status, found.rule)
