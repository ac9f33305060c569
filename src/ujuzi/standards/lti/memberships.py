"""Who is there: the membership container of Names and Role Provisioning Services 2.0, section 2.2."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ujuzi.standards.lti import names
from ujuzi.standards.lti.launches import Context


@dataclass(frozen=True, slots=True)
class Member:
    """By the same `sub` as in her launches. Name and address only when she has agreed."""

    sub: str
    roles: tuple[str, ...]
    name: str = ""
    email: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)


def container(
    address: str, context: Context, members: Sequence[Member], *, with_message: bool = False
) -> dict[str, Any]:
    """`with_message`: of one link, so each member has the message that she would be launched with (section 3.2)."""
    return {
        "id": address,
        "context": {"id": context.id, "title": context.title}
        | ({"label": context.label} if context.label else {}),
        "members": [_member(one, with_message=with_message) for one in members],
    }


def _member(one: Member, *, with_message: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"status": "Active", "user_id": one.sub, "roles": list(one.roles)}
    said |= {name: value for name, value in (("name", one.name), ("email", one.email)) if value}
    if with_message:
        message: dict[str, Any] = {names.MESSAGE_TYPE: names.RESOURCE_LINK_REQUEST}
        said["message"] = [message | ({names.CUSTOM: dict(one.custom)} if one.custom else {})]
    return said


def has_role(one: Member, wanted: str) -> bool:
    """By the full name of a role, or the short name of a context role (section 2.4.1)."""
    return not wanted or any(role == wanted or role.endswith(f"#{wanted}") for role in one.roles)
