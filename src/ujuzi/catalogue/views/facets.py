"""The facets beside the results, made ready for the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ujuzi.catalogue.forms import finding
from ujuzi.catalogue.queries import pages
from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import labels
from ujuzi.core import wording

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
class Facet:
    """`options` is ready HTML: sixty check boxes by the template engine would take longer than the search.

    `more` counts the values that are not shown; a check box `all=<code>` shows them.
    """

    code: str
    name: str
    options: SafeString
    is_open: bool
    more: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen value with the address without it, or one offered with the address with it."""

    name: str
    address: str
    count: str = ""


def boxes(
    results: terms.Results, query: terms.Query, params: QueryDict, names: Mapping[str, str], reader: str
) -> list[Facet]:
    """`names` are those of the providers (`provider_names`)."""
    whole = set(params.getlist("all"))
    found = []
    for code in ORDER:
        counts = _shown(code, results.facets.get(code, ()), code in whole)
        if not counts:
            continue
        options = "".join([_check(code, c, _name(code, c.value, names, reader), reader) for c in counts])
        is_open = code == "language" or code in whole or code in query.facets
        more = len(results.facets[code]) - len(counts)
        found.append(Facet(code, str(labels.FACETS[code]), mark_safe(options), is_open, more))
    return found


def provider_names(results: terms.Results, params: QueryDict) -> dict[str, str]:
    """Names of the providers that the page will mention, in one question."""
    shown = _shown("provider", results.facets.get("provider", ()), "provider" in params.getlist("all"))
    return pages.provider_names(count.value for count in shown) if shown else {}


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
    ordered = sorted(counts, key=lambda count: (not count.chosen, -count.count, count.value))
    return ordered if whole else ordered[: max(SHOWN, sum(count.chosen for count in counts))]


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
