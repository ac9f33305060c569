""" "Can I use this?" in a line: language, level, time, cost, size and access of an edition, as short facts.

A list shows ten of these lines and the same combinations come again and again, so made lines are remembered.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.queries import pages
from ujuzi.catalogue.search import buckets
from ujuzi.catalogue.views import labels
from ujuzi.core import wording

SHOWN_ACCESS = ("captions", "transcript", "screen-reader", "sign-language", "audio-description")
Fact = tuple[str, str]  # text and tone: "", "good", "mind" (something to mind)


def line(
    edition: Edition | pages.Listed, languages: Collection[str], *, with_kind: bool = True
) -> SafeString:
    """List items with what is known; what is not stated is left out here and said on the resource's own page."""
    access = buckets.access(edition.access_features)
    return _line(
        wording.active(),
        edition.kind if with_kind else "course",
        edition.language,
        max(0, len(set(languages) - {edition.language})),
        edition.level,
        edition.duration_minutes or 0,
        edition.cost,
        edition.certificate,
        edition.size_bytes or 0,
        edition.works_offline,
        edition.account_needed,
        tuple(code for code in SHOWN_ACCESS if code in access),
    )


@lru_cache(maxsize=4096)
def _line(
    reader: str,
    kind: str,
    language: str,
    others: int,
    level: str,
    minutes: int,
    cost: str,
    certificate: str,
    size: int,
    offline: bool | None,
    account: bool | None,
    access: tuple[str, ...],
) -> SafeString:
    facts = [
        (labels.value("kind", kind, reader) if kind != "course" else "", ""),
        (_language(language, others, reader), ""),
        (labels.value("level", level, reader) if level else "", ""),
        (wording.minutes(minutes, reader) if minutes else "", ""),
        *_price(cost, certificate),
        *_weight(size, offline, reader),
        *((labels.value("access", code, reader), "good") for code in access),
        (_("No account needed") if account is False else "", "good"),
    ]
    return mark_safe("".join(_item(*fact) for fact in facts if fact[0]))


def _item(text: str, tone: str) -> str:
    return f'<li class="{tone}">{escape(text)}</li>' if tone else f"<li>{escape(text)}</li>"


def _language(tag: str, others: int, reader: str) -> str:
    if not tag:
        return ""
    name = wording.own_name(tag)
    if not others:
        return name
    return ngettext("%(language)s and %(count)d more", "%(language)s and %(count)d more", others) % {
        "language": name,
        "count": others,
    }


def _price(cost: str, certificate: str) -> Iterator[Fact]:
    if cost == "free" and certificate == "free":
        yield _("Free, certificate included"), "good"
        return
    if cost == "free":
        yield _("Free"), "good"
    elif cost == "paid":
        yield _("Costs money"), "mind"
    if certificate == "free":
        yield _("Free certificate"), "good"
    elif certificate == "paid":
        yield _("Certificate costs money"), "mind"
    elif certificate == "yes":
        yield _("With certificate"), ""


def _weight(size: int, offline: bool | None, reader: str) -> Iterator[Fact]:
    if size:
        yield wording.size(size, reader), "good" if size <= buckets.LIGHT_BYTES else ""
    if offline:
        yield _("Works offline"), "good"
