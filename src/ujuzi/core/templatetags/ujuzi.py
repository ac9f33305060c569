"""What templates say of facts, in the page's language (`core.wording`), and the switch between languages."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ujuzi.core import middleware, wording

register = template.Library()
LONGEST_QUERY = 2000  # that is said again in eight links; no search by our own forms is so long
CURRENT = ' aria-current="true"'


@register.filter
def minutes(amount: int | None) -> str:
    """ "1 hr 30 min"; nothing for nothing."""
    return wording.minutes(amount, wording.active()) if amount else ""


@register.filter
def size(amount: int | None) -> str:
    """Bytes as "2.3 MB"."""
    return wording.size(amount, wording.active()) if amount else ""


@register.filter
def number(amount: int | None) -> str:
    """With the language's own separators: "20,000"."""
    return wording.number(amount or 0, wording.active())


@register.filter
def day(value: date | datetime | None) -> str:
    """ "23 November 2026"."""
    if isinstance(value, datetime):
        value = value.date()
    return wording.day(value, wording.active()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """ "23 Nov 2026, 05:27"."""
    return wording.moment(value, wording.active()) if value else ""


@register.filter
def language(tag: str) -> str:
    """A language's name for the reader."""
    return wording.language(tag, wording.active()) if tag else ""


@register.filter
def own_name(tag: str) -> str:
    """A language's name for its own speakers."""
    return wording.own_name(tag)


@register.filter
def direction(tag: str) -> str:
    return wording.direction(tag)


@register.filter
def country(code: str) -> str:
    return wording.country(code, wording.active())


@register.simple_tag(takes_context=True)
def tongues(context: dict[str, Any]) -> SafeString:
    """List items that lead to the same page in each language of the hub, each by its own name.

    Addresses outside the languages lead to the front page.
    """
    request = context.get("request")
    here = wording.active()
    rest = "/"
    if request is not None and request.path.startswith(f"/{here}/"):
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            query = ""
        rest = request.path[len(here) + 1 :] + (f"?{query}" if query and request.method == "GET" else "")
    rest = escape(iri_to_uri(rest))
    return mark_safe(
        "".join(
            f'<li><a href="/{code}{rest}" lang="{code}" hreflang="{code}" dir="{wording.direction(code)}"'
            f"{CURRENT if code == here else ''}>{name}</a></li>"
            for code, name in settings.LANGUAGES
        )
    )


@register.filter
def hub_tongue(code: str) -> str:
    """The own name of a language of the hub, as the settings write it."""
    return dict(settings.LANGUAGES).get(code, code)


@register.simple_tag
def to(name: str) -> str:
    """`{% url %}` for what every page links to: remembered per language; "" where a hub has no such page."""
    return _address(name, wording.active())


@lru_cache(maxsize=512)
def _address(name: str, _language: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag
def page_weight() -> SafeString:
    """Where the middleware writes how many kilobytes the page takes on the wire."""
    return mark_safe(middleware.WEIGHT_MARK)


@register.simple_tag
def hub_name() -> str:
    return settings.HUB_NAME
