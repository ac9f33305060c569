"""The hub's own addresses, as tools must know them, and where pages of a tool may send a form."""

from collections.abc import Iterable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

import ujuzi
from ujuzi.evidence.models import LineItem, ResourceLink, Tool
from ujuzi.standards.lti.launches import Context, Platform, Services


def issuer() -> str:
    return str(settings.ORIGIN)


def platform() -> Platform:
    host = urlsplit(settings.ORIGIN).netloc
    return Platform(issuer=issuer(), name=settings.HUB_NAME, version=ujuzi.__version__, guid=host)


def authentication() -> str:
    return _absolute(reverse("lti_authentication"))


def token() -> str:
    return _absolute(reverse("lti_token"))


def jwks() -> str:
    return _absolute(reverse("lti_jwks"))


def deep_links(tool: Tool) -> str:
    return _absolute(reverse("lti_deep_links", args=[tool.pk]))


def line_items(tool: Tool) -> str:
    return _absolute(reverse("lti_line_items", args=[tool.pk]))


def line_item(item: LineItem) -> str:
    return _absolute(reverse("lti_line_item", args=[item.tool_id, item.pk]))


def result(item: LineItem, sub: object) -> str:
    return f"{line_item(item)}/results?user_id={sub}"


def memberships(tool: Tool) -> str:
    return _absolute(reverse("lti_memberships", args=[tool.pk]))


def link(one: ResourceLink) -> str:
    """Where learners open it; also the name of what is completed by it, when the partner gave no other."""
    return _absolute(reverse("lti_link", args=[one.pk]))


def context(tool: Tool) -> Context:
    return Context(id=str(tool.pk), title=tool.name)


def services(tool: Tool, item: LineItem | None) -> Services:
    return Services(
        lineitems=line_items(tool),
        lineitem=line_item(item) if item else "",
        memberships=memberships(tool),
    )


def login(tool: Tool, parameters: dict[str, str]) -> str:
    """The tool's own parameters stay."""
    return tool.login_url + ("&" if "?" in tool.login_url else "?") + urlencode(parameters)


def origins(tool: Tool) -> list[str]:
    """Of all the addresses that its partner registered: a form that is sent to the tool may be led on from one to another."""
    return _origins([tool.login_url, tool.launch_url, *tool.redirect_uris])


def _origins(urls: Iterable[str]) -> list[str]:
    parts = [urlsplit(url) for url in urls]
    return list(dict.fromkeys(f"{one.scheme}://{one.netloc.rpartition('@')[2]}" for one in parts))


def _absolute(path: str) -> str:
    return f"{settings.ORIGIN}{path}"
