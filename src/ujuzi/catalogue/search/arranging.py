"""From an order of editions to pages of works: one place per work, a fair first page, reasons for each hit."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from pyroaring import BitMap

from .counting import siblings
from .memory import Index
from .ranking import Feature
from .terms import Reason

FAIR_WINDOW = 5  # pages' worth of results from which the first page is filled
FAIR_SHARE = 0.3  # of the first page, for one provider
COMPARABLE = 0.6  # of the points of the result that it would stand before
MOST_REASONS = 6

Scored = tuple[int, int]  # edition, points


def one_per_work(index: Index, order: Iterable[Scored]) -> Iterator[Scored]:
    """The best edition of each work, in order."""
    groups = siblings(index)
    seen: set[int] = set()
    for edition, points in order:
        work = index.works[edition]
        if work in groups:
            if work in seen:
                continue
            seen.add(work)
        yield edition, points


class Order:
    """Editions in their order, walked as far as a page has asked: the page after it goes on from there.

    With `fair`, the first `window` of them is rearranged as a whole, so nobody is lost or shown twice.
    """

    def __init__(
        self, scored: Iterator[Scored], window: int, fair: Callable[[list[Scored]], list[Scored]] | None
    ) -> None:
        self._rest = scored
        self._window, self._fair = window, fair
        self._known = array("I")

    def page(self, number: int, size: int) -> Sequence[int]:
        start, end = (number - 1) * size, number * size
        if not self._known and self._fair:
            self._known.extend(
                edition for edition, _points in self._fair(list(islice(self._rest, self._window)))
            )
        if end > len(self._known):
            self._known.extend(edition for edition, _points in islice(self._rest, end - len(self._known)))
        return self._known[start:end]


def fair_window(index: Index, size: int, floor: int) -> Callable[[list[Scored]], list[Scored]]:
    """Rearranges a window so that no provider has more than its share of the first page while comparable others wait.

    `floor` is what all results of a tier have in common; only points above it are compared.
    """
    share = max(1, int(size * FAIR_SHARE))

    def arrange(window: list[Scored]) -> list[Scored]:
        first: list[Scored] = []
        waiting = list(window)
        taken: dict[int, int] = {}
        while waiting and len(first) < size:
            place = _next(index, waiting, taken, share, floor)
            chosen = waiting.pop(place)
            provider = index.providers[chosen[0]]
            taken[provider] = taken.get(provider, 0) + 1
            first.append(chosen)
        return first + waiting

    return arrange


def _next(index: Index, waiting: Sequence[Scored], taken: dict[int, int], share: int, floor: int) -> int:
    """The place of the first whose provider still has a share, if it is of the same tier and comparable; else 0."""
    best = waiting[0][1]
    tier = best // floor if floor else 0
    for place, (edition, points) in enumerate(waiting):
        if floor and points // floor != tier:
            break
        if (points - tier * floor) < COMPARABLE * (best - tier * floor):
            break
        if taken.get(index.providers[edition], 0) < share:
            return place
    return 0


KEYS: dict[str, Callable[[Index, int], int | str]] = {
    "newest": lambda index, edition: -index.days[edition],
    "shortest": lambda index, edition: index.minutes[edition] or 2**32,
    "title": lambda index, edition: index.sort_keys[edition] or "\U0010ffff",
}


def sorted_by(sort: str, index: Index, matches: BitMap) -> Iterator[Scored]:
    """Matches by date, duration or title; what has none comes last. One order per sort and state of the index."""
    order = index.derived.get(("order", sort))
    if order is None:
        order = sorted(index.live, key=lambda edition: (KEYS[sort](index, edition), edition))
        order = index.derived[("order", sort)] = array("I", order)
    return ((edition, 0) for edition in order if edition in matches)


def reasons(edition: int, features: Iterable[Feature]) -> tuple[Reason, ...]:
    """The real parts of an edition's points, the weightiest first."""
    parts: dict[tuple[str, str], int] = {}
    for feature in features:
        if feature.code and edition in feature.members:
            key = (feature.code, feature.detail)
            parts[key] = parts.get(key, 0) + feature.points
    best = sorted(parts.items(), key=lambda part: -part[1])[:MOST_REASONS]
    return tuple(Reason(code, detail) for (code, detail), _points in best)
