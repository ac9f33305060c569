"""Are two statements the same statement? (2.3.1, "Statement Comparison Requirements".)"""

import re
from typing import Any

from ujuzi.standards.xapi import actors, references, values

Object = dict[str, Any]
# Set by the store, or (attachments) not part of the statement.
_IGNORED = ("id", "stored", "authority", "version", "attachments")

_HUNDREDTHS = re.compile(r"([.,]\d\d)\d+(?=S\Z)")  # 4.6: finer parts of a second do not count


def same(one: Object, other: Object) -> bool:
    """Whether they say the same; both have passed their rules.

    A timestamp that one of them lacks was set by the store, so it is compared only when both have one.
    """
    left, right = _plain(one), _plain(other)
    if ("timestamp" in left) != ("timestamp" in right):
        left.pop("timestamp", None)
        right.pop("timestamp", None)
    return left == right and _kinds(left) == _kinds(right)


def _kinds(value: Any) -> Any:
    """Where true and false stand: Python takes them for 1 and 0."""
    if isinstance(value, dict):
        return {key: kind for key, one in value.items() if (kind := _kinds(one)) is not None} or None
    if isinstance(value, list):
        kinds = [_kinds(one) for one in value]
        return kinds if any(kind is not None for kind in kinds) else None
    return True if isinstance(value, bool) else None


def _plain(statement: Object) -> Object:
    """The immutable content in one form: what 2.3.1 lists as exceptions is dropped or brought into one order."""
    out: Object = _copy({key: value for key, value in statement.items() if key not in _IGNORED})
    for verb in references.verbs_in(out):
        verb.pop("display", None)
    for activity in references.activities_in(out):
        activity.pop("definition", None)
        activity.pop("objectType", None)
    for actor in references.actors_in(out):
        _plain_actor(actor)
    parts = [out, out["object"]] if out["object"].get("objectType") == "SubStatement" else [out]
    for part in parts:
        part.pop("attachments", None)
        if "timestamp" in part:
            part["timestamp"] = values.instant(part["timestamp"])
        if "duration" in part.get("result", {}):
            part["result"]["duration"] = _HUNDREDTHS.sub(r"\1", part["result"]["duration"])
        if "context" in part:
            _plain_context(part["context"])
    if out["object"].get("objectType") == "StatementRef":
        out["object"]["id"] = out["object"]["id"].lower()
    return out


def _plain_context(context: Object) -> None:
    if "registration" in context:
        context["registration"] = context["registration"].lower()
    if "statement" in context:
        context["statement"]["id"] = context["statement"]["id"].lower()
    if "language" in context:
        context["language"] = context["language"].lower()
    held = context.get("contextActivities", {})
    for key, said in held.items():
        held[key] = sorted((one["id"] for one in said), key=str) if isinstance(said, list) else [said["id"]]


def _plain_actor(actor: Object) -> None:
    if "member" in actor:
        for member in actor["member"]:
            _plain_actor(member)
        actor["member"].sort(key=lambda member: (actors.identity(member) or "", member.get("name", "")))
    elif actor.get("objectType") == "Agent":
        del actor["objectType"]
    if "mbox" in actor:
        name, at, host = actor["mbox"].rpartition("@")
        actor["mbox"] = f"{name}{at}{host.lower()}"
    if "mbox_sha1sum" in actor:
        actor["mbox_sha1sum"] = actor["mbox_sha1sum"].lower()


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value
