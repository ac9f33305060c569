"""What a tool returns from deep linking: Deep Linking 2.0, section 4.4. Only links to the tool itself are taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ujuzi.standards.lti import grades, names, reading, tokens
from ujuzi.standards.lti.problems import LtiError

MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Item:
    """An ltiResourceLink. `url` "" means the tool's own launch address."""

    title: str
    text: str
    url: str
    custom: Mapping[str, str] = field(default_factory=dict)
    line_item: grades.LineItem | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """`skipped` are the types of items that no platform of ours can show. `message` and `error` are for the person."""

    data: str
    nonce: str
    expires_at: datetime
    items: tuple[Item, ...]
    skipped: tuple[str, ...]
    message: str
    error: str


def check(
    token: str,
    key_set: Mapping[str, Any],
    *,
    client_id: str,
    deployment_id: str,
    issuer: str,
    now: datetime,
) -> Response:
    """The response of this tool to this platform. Whether `data` and `nonce` are fresh the caller must look up. Raises `LtiError`."""
    claims = tokens.verified(token, key_set)
    tokens.same(claims, "iss", client_id)
    tokens.check_audience(claims, [issuer])
    expires_at = tokens.check_times(claims, now=now)
    tokens.same(claims, names.MESSAGE_TYPE, names.DEEP_LINKING_RESPONSE)
    tokens.same(claims, names.VERSION_CLAIM, names.VERSION)
    tokens.same(claims, names.DEPLOYMENT_ID, deployment_id)
    items, skipped = _items(claims.get(names.CONTENT_ITEMS, []))
    return Response(
        data=reading.needed(claims, names.DATA),
        nonce=reading.needed(claims, "nonce"),
        expires_at=expires_at,
        items=items,
        skipped=skipped,
        message=_said(claims, names.MESSAGE),
        error=_said(claims, names.ERROR_MESSAGE),
    )


def _said(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value[:500] if isinstance(value, str) else ""


def _items(found: Any) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    if not isinstance(found, list):
        raise LtiError("type", names.CONTENT_ITEMS, "is no list")
    if len(found) > MOST_ITEMS:
        raise LtiError("too-many", names.CONTENT_ITEMS, f"more than {MOST_ITEMS} items")
    items, skipped = [], []
    for number, one in enumerate(found):
        path = f"content_items[{number}]"
        said = reading.mapping(one, path)
        kind = reading.needed(said, "type", at=f"{path}.")
        if kind == "ltiResourceLink":
            items.append(_item(said, f"{path}."))
        else:
            skipped.append(kind[:100])
    return tuple(items), tuple(skipped)


def _item(said: dict[str, Any], at: str) -> Item:
    line_item = said.get("lineItem")
    title = reading.text(said, "title", at=at) or ""
    return Item(
        title=title,
        text=reading.text(said, "text", at=at, most=10_000) or "",
        url=reading.address(said, "url", at=at) or "",
        custom=reading.custom(said, "custom", at=at),
        line_item=None
        if line_item is None
        else grades.line_item(
            reading.mapping(line_item, f"{at}lineItem"), at=f"{at}lineItem.", otherwise=title
        ),
    )
