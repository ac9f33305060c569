"""Agents and Groups: their rules (2.4.2) and what identifies them."""

from collections.abc import Iterator
from typing import Any

from ujuzi.standards.xapi import shapes, values
from ujuzi.standards.xapi.errors import Broken

IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")

account = shapes.record({"homePage": values.iri, "name": values.string}, ("homePage", "name"))

_COMMON = {
    "name": values.string,
    "mbox": values.mailto,
    "mbox_sha1sum": values.sha1,
    "openid": values.iri,
    "account": account,
}
_agent = shapes.record({"objectType": shapes.one_of({"Agent"}), **_COMMON})


def agent(value: Any) -> None:
    _agent(value)
    if _identifiers(value) != 1:
        raise Broken("an Agent has exactly one of mbox, mbox_sha1sum, openid and account")


_group = shapes.record(
    {"objectType": shapes.one_of({"Group"}), "member": shapes.array(agent), **_COMMON}, ("objectType",)
)


def group(value: Any) -> None:
    _group(value)
    found = _identifiers(value)
    if found > 1:
        raise Broken("a Group has at most one of mbox, mbox_sha1sum, openid and account")
    if not found and "member" not in value:
        raise Broken("a Group without an identifier needs its members")


def actor(value: Any) -> None:
    if type(value) is dict and value.get("objectType") == "Group":
        group(value)
    else:
        agent(value)


def identified(value: Any) -> None:
    """What may stand in a query's `agent` parameter: an Agent or an identified Group."""
    actor(value)
    if identity(value) is None:
        raise Broken("must be an Agent or an identified Group")


def authority(value: Any) -> None:
    """2.4.9: an Agent, or in three-legged OAuth a Group of two: an application and a user."""
    actor(value)
    if value.get("objectType") == "Group":
        if identity(value) is not None:
            raise Broken("a Group that is an authority has no identifier of its own")
        if len(value["member"]) != 2:
            raise Broken("a Group that is an authority has exactly two members")


def _identifiers(value: dict[str, Any]) -> int:
    return ("mbox" in value) + ("mbox_sha1sum" in value) + ("openid" in value) + ("account" in value)


def identity(value: dict[str, Any]) -> str | None:
    """The inverse functional identifier as one line of text, equal for equal agents; None for an anonymous Group.

    `mbox mailto:a@b.example`, `account https://lms.example 42`. The host of an address is not case-sensitive (2.3.1).
    """
    if "mbox" in value:
        name, at, host = value["mbox"].rpartition("@")
        return f"mbox {name}{at}{host.lower()}"
    if "account" in value:
        return f"account {value['account']['homePage']} {value['account']['name']}"
    if "mbox_sha1sum" in value:
        return f"mbox_sha1sum {value['mbox_sha1sum'].lower()}"
    if "openid" in value:
        return f"openid {value['openid']}"
    return None


def identities(value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(identity, object) of an actor and, for a Group, of its members."""
    if (found := identity(value)) is not None:
        yield found, value
    for member in value.get("member", ()):
        if (found := identity(member)) is not None:
            yield found, member


def person(identity_of: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """The Person object of the Agents resource (part three, 2.4): every property an array."""
    out: dict[str, Any] = {"objectType": "Person"}
    if names:
        out["name"] = names
    return out | {key: [identity_of[key]] for key in IDENTIFIERS if key in identity_of}
