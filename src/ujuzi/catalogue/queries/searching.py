"""The one way to ask the catalogue: `search(query)`. Equal answers on SQLite and PostgreSQL, for neither is asked."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from pyroaring import BitMap

from ujuzi.catalogue.search import arranging, counting, following, questions, ranking, weighing
from ujuzi.catalogue.search.memory import NOTHING, Index
from ujuzi.catalogue.search.questions import Question
from ujuzi.catalogue.search.ranking import Feature
from ujuzi.catalogue.search.terms import FacetCount, Hit, Query, Results

LARGEST_PAGE = 100
FEW = 5  # results with all the words; below it, those with some follow
KEPT = 16  # answers
HEAVY = 0.35  # of the rarest word's weight: what a word needs to bring in results of its own


class _Answer(NamedTuple):
    """All of an answer that does not depend on the page: kept for the next page of the same question."""

    question: Question
    features: list[Feature]
    matches: BitMap
    widened: bool
    total: int
    facets: dict[str, list[FacetCount]]
    orders: dict[tuple[str, int], arranging.Order]  # by sort and size of page


def search(query: Query, *, fresh_for: float = 0.0) -> Results:
    """What matches `query`, a page of it, and the facet counts. Any text is safe to ask.

    `fresh_for`: seconds for which this process need not look whether the catalogue changed.
    """
    with following.lock:
        return search_in(following.current(fresh_for=fresh_for), query)


def search_in(index: Index, query: Query) -> Results:
    """The answer of a given index; hold `following.lock` if it is this process's."""
    answer = _kept(query, index)
    size = max(1, min(query.page_size, LARGEST_PAGE))
    number = max(1, query.page)
    return Results(
        hits=_hits(query, answer, index, number, size),
        total=answer.total,
        page=number,
        pages=-(-answer.total // size),
        facets=answer.facets,
        widened=answer.widened,
        corrected=answer.question.corrected,
        version=index.version,
    )


def _kept(query: Query, index: Index) -> _Answer:
    key = (query.text, tuple(query.languages), tuple(sorted((f, tuple(v)) for f, v in query.facets.items())))
    kept: dict[object, _Answer] = index.derived.setdefault("answers", {})
    answer = kept.pop(key, None) or _answer(query, index)
    kept[key] = answer  # the latest last
    if len(kept) > KEPT:
        del kept[next(iter(kept))]
    return answer


def _answer(query: Query, index: Index) -> _Answer:
    question = questions.understand(query.text, query.languages, index)
    text, matches, widened = _matches(query, question, index)
    works = counting.one_per_work(index, matches)
    return _Answer(
        question,
        weighing.features(question, index, query.languages, asked=bool(question.units)),
        matches,
        widened,
        len(works),
        counting.counts(index, text, works, query),
        {},
    )


class _Matches(NamedTuple):
    text: BitMap  # what matches the text
    all: BitMap  # and the chosen facets
    widened: bool


def _matches(query: Query, question: Question, index: Index) -> _Matches:
    """All words first; when few have all of them, also what is near to them, and then what has some of them."""
    limits = counting.chosen_sets(index, query.facets)
    text = weighing.with_all(question) & index.live if question.units else index.live
    matches = counting.limited(text, limits)
    if not question.units or _enough(matches, index):
        return _Matches(text, matches, False)
    questions.look_up_related(question.units, index)
    near = BitMap.intersection(*[unit.all | unit.related for unit in question.units])
    wider = (text | near) & index.live
    if not _enough(counting.limited(wider, limits), index):
        wider = BitMap.union(wider, *_heavy(question, index)) & index.live
    more = counting.limited(wider, limits)
    return _Matches(wider, more, True) if len(more) > len(matches) else _Matches(text, matches, False)


def _enough(matches: BitMap, index: Index) -> bool:
    """Whether there are enough works, be they in one language or in eight."""
    some = islice(matches, 40 * FEW)
    return len(matches) >= FEW and len(set(map(index.works.__getitem__, some))) >= FEW


def _heavy(question: Question, index: Index) -> list[BitMap]:
    """What has one of the rarer words: a common one alone would bring in everything."""
    weights = [weighing.rarity(unit, index) if unit.all else 0.0 for unit in question.units]
    found = zip(question.units, weights, strict=True)
    return [unit.all for unit, weight in found if weight >= HEAVY * max(weights)]


def _hits(query: Query, answer: _Answer, index: Index, number: int, size: int) -> list[Hit]:
    question, features, matches = answer.question, answer.features, answer.matches
    order = answer.orders.get((query.sort, size))
    if order is None:
        order = answer.orders[query.sort, size] = _order(query, answer, index, size)
    known = weighing.understood(question, index, query.languages) if question.units else index.live
    return [_hit(one, index, matches, features, known, query.languages) for one in order.page(number, size)]


def _order(query: Query, answer: _Answer, index: Index, size: int) -> arranging.Order:
    if query.sort in arranging.KEYS:
        found = arranging.sorted_by(query.sort, index, answer.matches)
        return arranging.Order(arranging.one_per_work(index, found), size, fair=None)
    found = ranking.best_first(answer.matches, answer.features)
    floor = answer.features[-2].points if answer.question.units else 0
    fair = arranging.fair_window(index, size, floor)
    return arranging.Order(arranging.one_per_work(index, found), arranging.FAIR_WINDOW * size, fair)


def _hit(
    edition: int,
    index: Index,
    matches: BitMap,
    features: Sequence[Feature],
    known: BitMap,
    languages: Sequence[str],
) -> Hit:
    editions = [edition]
    languages_of_work: tuple[str, ...] = ()
    if group := counting.siblings(index).get(index.works[edition]):
        languages_of_work = counting.languages(index, group)
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
        languages=languages_of_work,
    )


def _preference(edition: int, index: Index, languages: Sequence[str]) -> int:
    """The place of the edition's language among the reader's; stable sorting keeps the better match first otherwise."""
    for place, language in enumerate(languages):
        if edition in index.spoken.get(language.split("-")[0].lower(), NOTHING):
            return place
    return len(languages)
