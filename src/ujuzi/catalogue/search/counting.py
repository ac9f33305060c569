"""How many results there are, and would be with each facet value: works are counted, not their language editions.

Most works have one edition, and sets of those are counted by their size. For the others: where all editions of a work
agree on a facet, any one of them stands for the work; only where they differ are works told apart one by one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from pyroaring import BitMap

from .memory import NOTHING, Index
from .terms import FACETS, FacetCount, Query


def works(index: Index, editions: BitMap) -> int:
    """How many different works these editions are of."""
    several = editions & with_siblings(index)
    if not several:
        return len(editions)
    return len(editions) - len(several) + len(set(map(index.works.__getitem__, several)))


def siblings(index: Index) -> dict[int, tuple[int, ...]]:
    """{work: its live editions} of the works that have more than one."""
    found: dict[int, tuple[int, ...]] | None = index.derived.get("siblings")
    if found is None:
        numbers = Counter(map(index.works.__getitem__, index.live))
        several = {work for work, number in numbers.items() if number > 1}
        groups: dict[int, list[int]] = {work: [] for work in several}
        if several:
            for edition in index.live:
                if (work := index.works[edition]) in several:
                    groups[work].append(edition)
        found = {work: tuple(editions) for work, editions in groups.items()}
        index.derived["siblings"] = found
        index.derived["with siblings"] = BitMap(one for editions in found.values() for one in editions)
    return found


def with_siblings(index: Index) -> BitMap:
    siblings(index)
    found: BitMap = index.derived["with siblings"]
    return found


def differing(index: Index, facet: str) -> BitMap:
    """Editions of works whose editions do not all have the same values of this facet."""
    key = ("differing", facet)
    found: BitMap | None = index.derived.get(key)
    if found is None:
        groups, several = siblings(index), with_siblings(index)
        found = BitMap()
        for members in index.facets.get(facet, {}).values():
            having = Counter(map(index.works.__getitem__, members & several))
            for work, number in having.items():
                if number < len(groups[work]):
                    found.update(groups[work])
        index.derived[key] = found
    return found


def one_per_work(index: Index, editions: BitMap) -> BitMap:
    several = editions & with_siblings(index)
    if not several:
        return editions
    return (editions - several) | BitMap(
        dict(zip(map(index.works.__getitem__, several), several, strict=True)).values()
    )


def chosen_sets(index: Index, chosen: Mapping[str, Sequence[str]]) -> dict[str, BitMap]:
    """{facet: editions that have one of its chosen values}; facets that there are not are not limits."""
    return {
        facet: BitMap.union(NOTHING, *[index.facet(facet, value) for value in values])
        for facet, values in chosen.items()
        if values and facet in FACETS
    }


def counts(index: Index, matches: BitMap, query: Query) -> dict[str, list[FacetCount]]:
    """Counts of every facet's values over `matches` limited by the choices in the other facets."""
    limits = chosen_sets(index, query.facets)
    everywhere = limited(matches, limits)
    everywhere_works = one_per_work(index, everywhere)
    found = {}
    for facet in FACETS:
        members, representatives = everywhere, everywhere_works
        if facet in limits:
            members = limited(matches, {other: limit for other, limit in limits.items() if other != facet})
            representatives = one_per_work(index, members)
        found[facet] = _counts(index, facet, members, representatives, query.facets.get(facet, ()))
    return found


def limited(matches: BitMap, limits: Mapping[str, BitMap]) -> BitMap:
    for limit in limits.values():
        matches = matches & limit
    return matches


def _counts(
    index: Index, facet: str, members: BitMap, one_each: BitMap, chosen: Sequence[str]
) -> list[FacetCount]:
    apart = members & differing(index, facet)
    alike = one_each - differing(index, facet) if apart else one_each
    found = []
    for value, having in index.facets.get(facet, {}).items():
        number = alike.intersection_cardinality(having)
        if apart and (some := apart & having):
            number += len(set(map(index.works.__getitem__, some)))
        if number or value in chosen:
            found.append(FacetCount(value, number, value in chosen))
    known = {count.value for count in found}
    found += [FacetCount(value, 0, True) for value in dict.fromkeys(chosen) if value not in known]
    return sorted(found, key=lambda count: (-count.count, count.value))
