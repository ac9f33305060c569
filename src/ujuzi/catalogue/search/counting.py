"""How many results there are, and would be with each facet value: works are counted, not their language editions.

Most works have one edition, and sets of those are counted by their size. For the others: where all editions of a work
agree on a facet, any one of them stands for the work; only where they differ are works told apart one by one.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from pyroaring import BitMap

from .memory import NOTHING, Index
from .terms import FACETS, FacetCount, Query


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


def languages(index: Index, group: Sequence[int]) -> tuple[str, ...]:
    """In which languages these editions are."""
    members = BitMap(group)
    return tuple(
        sorted(tag for tag, spoken in index.facets.get("language", {}).items() if spoken.intersect(members))
    )


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


def counts(
    index: Index, matches: BitMap, everywhere_works: BitMap, query: Query
) -> dict[str, list[FacetCount]]:
    """Counts of every facet's values over `matches` limited by the choices in the other facets.

    `everywhere_works` has one edition of each work that matches with all choices.
    """
    limits = chosen_sets(index, query.facets)
    everywhere = limited(matches, limits)
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
    differ = differing(index, facet)
    apart = members & differ
    size = _sizes_within(one_each - differ if apart else one_each)
    found = []
    size_apart = _sizes_within(apart)
    for value, having in index.facets.get(facet, {}).items():
        number = size(having)
        if apart:
            number += size_apart(having)
            if again := apart & _twins(index, facet, value):
                number -= len(again) - len(set(map(index.works.__getitem__, again)))
        if number or value in chosen:
            found.append(FacetCount(value, number, value in chosen))
    known = {count.value for count in found}
    found += [FacetCount(value, 0, True) for value in dict.fromkeys(chosen) if value not in known]
    return sorted(found, key=lambda count: (-count.count, count.value))


def _twins(index: Index, facet: str, value: str) -> BitMap:
    """Of the works whose editions differ in a facet: editions that have this value like another edition of their work."""
    key = ("twins", facet, value)
    found: BitMap | None = index.derived.get(key)
    if found is None:
        having = index.facet(facet, value) & differing(index, facet)
        number = Counter(map(index.works.__getitem__, having))
        found = index.derived[key] = BitMap(one for one in having if number[index.works[one]] > 1)
    return found


CONTAINER = 65_536  # a roaring bitmap keeps its members in containers of so many numbers,
SPARSE = 4096  # each as an array up to so many members, as bits beyond


def _sizes_within(editions: BitMap) -> Callable[[BitMap], int]:
    """The function that says how many of a set are among `editions`.

    Bits with bits are compared twenty times faster than an array with bits. So where `editions` are an array and the
    set is bits, the set is compared with all others instead, which are bits, too: |a & b| = |b| - |b - a|.
    """
    direct = editions.intersection_cardinality
    if not editions:
        return direct
    containers = editions.max() // CONTAINER + 1
    if not 300 * containers < len(editions) <= SPARSE * containers:
        return direct
    beyond = containers * CONTAINER
    others = editions.flip(0, beyond).intersection_cardinality

    def size(members: BitMap) -> int:
        if len(members) <= SPARSE * containers:
            return direct(members)
        inside = len(members) if members.max() < beyond else members.range_cardinality(0, beyond)
        return inside - others(members)

    return size
