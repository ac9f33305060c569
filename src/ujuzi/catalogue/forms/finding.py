"""A search as an address and back: everything that was asked stands in the query string, bounded and in one order.

?q=...&language=sw&level=beginner&sort=newest&page=2
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict

from ujuzi.catalogue.search import terms

MAX_TEXT = 200
MAX_VALUE = 80
MAX_CHOSEN = 20  # values of one facet
MAX_PAGE = 1000


def read(params: QueryDict, languages: Sequence[str]) -> terms.Query:
    """What is asked. What makes no sense is left out rather than refused: addresses get cut and mistyped."""
    sort = params.get("sort", "")
    return terms.Query(
        text=_printable(params.get("q", ""))[:MAX_TEXT].strip(),
        facets=chosen(params),
        sort=sort if sort in terms.SORTS else "fit",
        page=_page(params.get("page", "")),
        languages=tuple(languages),
    )


def chosen(params: QueryDict) -> dict[str, tuple[str, ...]]:
    """{facet: chosen values}, no more than a page could offer."""
    facets = {}
    for facet in terms.FACETS:
        values = tuple(dict.fromkeys(v for v in params.getlist(facet) if _is_sane(v)))[:MAX_CHOSEN]
        if values:
            facets[facet] = values
    return facets


def _is_sane(value: str) -> bool:
    return 0 < len(value) <= MAX_VALUE and value.isprintable()


def _printable(text: str) -> str:
    return "".join(" " if not (sign.isprintable() or sign in "\u200c\u200d") else sign for sign in text)


def _page(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        return 1
    digits = text.lstrip("0")
    return min(
        int(digits[:6] or 1), MAX_PAGE
    )  # a number of six thousand digits is an error of its own in Python


def address(query: terms.Query) -> str:
    """The query string, "?" included; "" for a search for everything. Equal searches have equal addresses."""
    pairs = [("q", query.text)] if query.text else []
    for facet in terms.FACETS:
        pairs += [(facet, value) for value in query.facets.get(facet, ())]
    if query.sort != "fit":
        pairs.append(("sort", query.sort))
    if query.page > 1:
        pairs.append(("page", str(query.page)))
    return f"?{urlencode(pairs)}" if pairs else "?"


def toggled(query: terms.Query, facet: str, value: str) -> terms.Query:
    """The same search with one value of a facet added or taken away, from its first page."""
    chosen = query.facets.get(facet, ())
    values = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
    facets: Mapping[str, tuple[str, ...]] = {**query.facets, facet: values}
    return replace(query, facets={name: kept for name, kept in facets.items() if kept}, page=1)
