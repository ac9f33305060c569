"""The one way to ask the catalogue: `search(query)`. Equal answers on SQLite and PostgreSQL, for neither is asked."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pyroaring import BitMap

from ujuzi.catalogue.search import arranging, counting, following, questions, ranking, weighing
from ujuzi.catalogue.search.memory import NOTHING, Index
from ujuzi.catalogue.search.questions import Question
from ujuzi.catalogue.search.ranking import Feature
from ujuzi.catalogue.search.terms import Hit, Query, Results

LARGEST_PAGE = 100
FEW = 5  # results with all the words; below it, those with some follow
HEAVY = 0.35  # of the rarest word's weight: what a word needs to bring in results of its own


def search(query: Query, *, fresh_for: float = 0.0) -> Results:
    """What matches `query`, a page of it, and the facet counts. Any text is safe to ask.

    `fresh_for`: seconds for which this process need not look whether the catalogue changed.
    """
    with following.lock:
        return _answer(query, following.current(fresh_for=fresh_for))


class _Matches(NamedTuple):
    text: BitMap  # what matches the text
    all: BitMap  # and the chosen facets
    widened: bool


def _answer(query: Query, index: Index) -> Results:
    question = questions.understand(query.text, query.languages, index)
    matches = _matches(query, question, index)
    size = max(1, min(query.page_size, LARGEST_PAGE))
    number = max(1, query.page)
    total = counting.works(index, matches.all)
    features = weighing.features(question, index, query.languages, asked=bool(question.units))
    return Results(
        hits=_hits(query, question, index, matches.all, features, number, size),
        total=total,
        page=number,
        pages=-(-total // size),
        facets=counting.counts(index, matches.text, query),
        widened=matches.widened,
        corrected=question.corrected,
    )


def _matches(query: Query, question: Question, index: Index) -> _Matches:
    """All words first; when few have all of them, also those that have some."""
    limits = counting.chosen_sets(index, query.facets)
    text = weighing.with_all(question) & index.live if question.units else index.live
    matches = counting.limited(text, limits)
    if len(question.units) < 2 or len(matches) >= FEW:
        return _Matches(text, matches, False)
    weights = [weighing.rarity(unit, index) if unit.all else 0.0 for unit in question.units]
    heavy = [
        u.all for u, weight in zip(question.units, weights, strict=True) if weight >= HEAVY * max(weights)
    ]
    wider = BitMap.union(text, *heavy) & index.live
    more = counting.limited(wider, limits)
    return _Matches(wider, more, True) if len(more) > len(matches) else _Matches(text, matches, False)


def _hits(
    query: Query,
    question: Question,
    index: Index,
    matches: BitMap,
    features: Sequence[Feature],
    number: int,
    size: int,
) -> list[Hit]:
    if query.sort in _KEYS:
        order = arranging.one_per_work(index, _sorted(query.sort, index, matches, number * size))
        chosen = arranging.page(order, number, size, fair=None)
    else:
        order = arranging.one_per_work(index, ranking.best_first(matches, features))
        floor = features[-2].points if question.units else 0
        chosen = arranging.page(order, number, size, fair=arranging.fair_window(index, size, floor))
    known = weighing.understood(question, index, query.languages) if question.units else index.live
    return [_hit(edition, index, matches, features, known, query.languages) for edition, _points in chosen]


def _hit(
    edition: int,
    index: Index,
    matches: BitMap,
    features: Sequence[Feature],
    known: BitMap,
    languages: Sequence[str],
) -> Hit:
    editions = [edition]
    if group := counting.siblings(index).get(index.works[edition]):
        editions += [one for one in group if one != edition and one in matches]
        editions.sort(key=lambda one: _preference(one, index, languages))
    shown = editions[0]
    points = sum(feature.points for feature in features if feature.code and shown in feature.members)
    return Hit(
        edition_id=shown,
        score=points / 1000,
        because=arranging.reasons(shown, features),
        other_language=shown not in known,
        editions=tuple(editions),
    )


def _preference(edition: int, index: Index, languages: Sequence[str]) -> int:
    """The place of the edition's language among the reader's; stable sorting keeps the better match first otherwise."""
    for place, language in enumerate(languages):
        if edition in index.spoken.get(language.split("-")[0].lower(), NOTHING):
            return place
    return len(languages)


_KEYS = {"newest", "shortest", "title"}


def _sorted(sort: str, index: Index, matches: BitMap, most: int) -> Iterator[tuple[int, int]]:
    """Matches by date, duration or title; what has none comes last. One order per sort and state of the index."""
    order = index.derived.get(("order", sort))
    if order is None:
        order = index.derived[("order", sort)] = sorted(index.live, key=_key(sort, index))
    return ((edition, 0) for edition in order if edition in matches)


def _key(sort: str, index: Index):  # type: ignore[no-untyped-def]
    if sort == "newest":
        return lambda edition: -index.days[edition]
    if sort == "shortest":
        return lambda edition: index.minutes[edition] or 2**32
    return lambda edition: index.sort_keys[edition] or "\U0010ffff"
