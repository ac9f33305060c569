"""Partners' tools and their links: made, changed, switched off."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ujuzi.evidence.models import AccessToken, Launch, LineItem, ResourceLink, Tool, ToolState
from ujuzi.organisations.models import Organisation
from ujuzi.standards.lti import deeplinking

MAXIMUM = 100.0


def register(organisation: Organisation, said: Mapping[str, Any], *, now: datetime) -> Tool:
    """The hub gives the client id and the deployment id."""
    return Tool.objects.create(
        organisation=organisation,
        client_id=uuid.uuid4().hex,
        deployment_id=uuid.uuid4().hex[:12],
        made_at=now,
        **said,
    )


def change(tool: Tool, said: Mapping[str, Any]) -> None:
    """With other keys, tokens that were given for the old ones end."""
    keys = (tool.jwks_url, tool.jwks)
    for name, value in said.items():
        setattr(tool, name, value)
    if (tool.jwks_url, tool.jwks) != keys:
        tool.jwks_read_at = None
        AccessToken.objects.filter(tool=tool).delete()
    tool.save()


def switch(tool: Tool, *, on: bool) -> None:
    """Off: launches and tokens end at once. Grades and links stay."""
    tool.state = ToolState.ACTIVE if on else ToolState.OFF
    tool.save(update_fields=["state"])
    if not on:
        AccessToken.objects.filter(tool=tool).delete()
        Launch.objects.filter(tool=tool).delete()


@transaction.atomic
def add_link(tool: Tool, said: Mapping[str, Any], *, now: datetime) -> ResourceLink:
    """A link by hand has its column of grades, so that the tool can say who is through."""
    link = ResourceLink.objects.create(tool=tool, made_at=now, **said)
    LineItem.objects.create(tool=tool, link=link, counts=True, label=link.title, maximum=MAXIMUM, made_at=now)
    return link


def change_link(link: ResourceLink, said: Mapping[str, Any]) -> None:
    for name, value in said.items():
        setattr(link, name, value)
    link.save()


def add_chosen(tool: Tool, item: deeplinking.Item, *, now: datetime) -> ResourceLink:
    """Of deep linking: not published; a column of grades when the tool asks for one."""
    link = ResourceLink.objects.create(
        tool=tool,
        title=(item.title or tool.name)[:300],
        text=item.text[:2000],
        url=item.url,
        custom=dict(item.custom),
        made_at=now,
    )
    if (column := item.line_item) is not None:
        LineItem.objects.create(
            tool=tool,
            link=link,
            counts=True,
            label=column.label,
            maximum=column.maximum,
            resource_id=column.resource_id,
            tag=column.tag,
            starts_at=column.starts_at,
            ends_at=column.ends_at,
            made_at=now,
        )
    return link
