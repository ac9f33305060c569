"""The facets beside the results, made ready for the template."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ujuzi.catalogue.forms import finding
from ujuzi.catalogue.queries import pages
from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import labels
from ujuzi.core import caching, wording

ORDER = (
    "language", "level", "cost", "access", "line", "duration", "certificate", "subject", "audience", "kind", "modality",
    "sdg", "country", "provider",
)  # fmt: skip
SHOWN = 8  # values of a facet before "show all"
# Kept in the order of the scale; the others stand in the order of their counts.
SCALES: Mapping[str, Sequence[str]] = {
    "level": ("beginner", "intermediate", "advanced"),
    "duration": ("hour", "day", "week", "long", "unknown"),
    "sdg": tuple(str(number) for number in range(1, 18)),
}
# Offered as one tap above the results: what most people who share a phone line ask for.
QUICK = (
    ("cost", "free"),
    ("level", "beginner"),
    ("line", "light"),
    ("access", "captions"),
    ("duration", "hour"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen value with the address without it, or one offered with the address with it."""

    name: str
    address: str
    count: str = ""


def boxes(
    results: terms.Results, query: terms.Query, params: QueryDict, names: Mapping[str, str], reader: str
) -> list[SafeString]:
    """A box to open for each facet. `names` are those of the providers (`provider_names`)."""
    whole = set(params.getlist("all"))
    found = []
    for code in ORDER:
        all_counts = results.facets.get(code, ())
        counts = _shown(code, all_counts, code in whole)
        if counts:
            named = (
                tuple([names.get(count.value, count.value) for count in counts]) if code == "provider" else ()
            )
            is_open = code == "language" or code in whole or code in query.facets
            found.append(_box(code, tuple(counts), named, is_open, len(all_counts) - len(counts), reader))
    return found


@lru_cache(maxsize=1024)
def _box(
    code: str, counts: Sequence[terms.FacetCount], names: Sequence[str], is_open: bool, more: int, reader: str
) -> SafeString:
    """Ready HTML, remembered: sixty check boxes by the template engine would take longer than the search.

    `more` counts the values that are not shown; a check box `all=<code>` shows them.
    """
    title = escape(str(labels.FACETS[code]))
    known = names or [labels.value(code, count.value, reader) for count in counts]
    options = [_check(code, count, name, reader) for count, name in zip(counts, known, strict=True)]
    if more:
        options.append(
            f'<label class="check"><input type="checkbox" name="all" value="{code}">'
            f"<span>{escape(_('Show all'))}</span> <small>+{more}</small></label>"
        )
    return mark_safe(
        f'<details class="facet"{" open" if is_open else ""}><summary>{title}</summary>'
        f'<fieldset><legend class="out">{title}</legend>{"".join(options)}</fieldset></details>'
    )


def provider_names(results: terms.Results) -> Mapping[str, str]:
    """{slug: name in the reader's language} of every provider."""
    return _provider_names(wording.active(), results.version, int(time.monotonic()) // caching.SECONDS)


@lru_cache(maxsize=16)
def _provider_names(reader: str, version: int, minute: int) -> Mapping[str, str]:
    """Remembered while the catalogue (`version`) stays as it is, for a minute, the life of a public page."""
    return pages.provider_names()


def _check(code: str, count: terms.FacetCount, name: str, reader: str) -> str:
    chosen = " checked" if count.chosen else ""
    return (
        f'<label class="check"><input type="checkbox" name="{code}" value="{escape(count.value)}"{chosen}>'
        f"<span>{escape(name)}</span> <small>{wording.number(count.count, reader)}</small></label>"
    )


def _shown(code: str, counts: Sequence[terms.FacetCount], whole: bool) -> list[terms.FacetCount]:
    """The values with most results and every chosen one; scales in their order."""
    if code in SCALES:
        place = {value: number for number, value in enumerate(SCALES[code])}
        return sorted(counts, key=lambda count: place.get(count.value, len(place)))
    chosen = [count for count in counts if count.chosen]
    rest = (
        [count for count in counts if not count.chosen] if chosen else counts
    )  # most first, as search has it
    return [*chosen, *rest] if whole else [*chosen, *rest[: max(0, SHOWN - len(chosen))]]


def _name(code: str, value: str, names: Mapping[str, str], reader: str) -> str:
    if code == "provider":
        return names.get(value, value)
    return labels.value(code, value, reader)


def chosen(query: terms.Query, names: Mapping[str, str], reader: str) -> list[Choice]:
    """What limits this search, each with the address that takes it away."""
    return [
        Choice(_name(code, value, names, reader), finding.address(finding.toggled(query, code, value)))
        for code in ORDER
        for value in query.facets.get(code, ())
    ]


def quick(results: terms.Results, query: terms.Query, reader: str) -> list[Choice]:
    """What would narrow this search by one tap and leave something."""
    found = []
    wanted = [("language", reader), *QUICK]
    for code, value in wanted:
        if query.facets.get(code):
            continue
        count = next((c.count for c in results.facets.get(code, ()) if _same(c.value, value)), 0)
        actual = next((c.value for c in results.facets.get(code, ()) if _same(c.value, value)), value)
        if 0 < count < results.total:
            address = finding.address(finding.toggled(query, code, actual))
            name = wording.own_name(actual) if code == "language" else labels.value(code, actual, reader)
            found.append(Choice(name, address, wording.number(count, reader)))
    return found


def _same(value: str, wanted: str) -> bool:
    return value.lower() == wanted
