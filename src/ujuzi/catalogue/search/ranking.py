"""The rule of the order, as a sum of points for what an edition has (docs/ranking.md), and its exact best-first search.

Each feature is a set of editions and a number of points. To find the best ten of forty thousand, the set of matches is
split by the weightiest feature into those that have it and those that have not, the more promising part is split on,
and so forth: parts that cannot reach the page are never looked at. Points are whole numbers, so sums are exact.
"""

import heapq
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from pyroaring import BitMap

LEAF = 48  # from so few on editions are scored one by one


ALONE = BitMap()


class Feature(NamedTuple):
    points: int
    members: BitMap
    code: str  # of terms.Reason; "" is not shown
    detail: str = ""


def best_first(matches: BitMap, features: Sequence[Feature]) -> Iterator[tuple[int, int]]:
    """(edition, points) of all matches, most points first, then the smaller number; lazily."""
    return iter(_Search(matches, features))


class _Search:
    """A heap of parts by the most points they may hold, and of editions by their points.

    An entry is (-points, 0 for a part or 1 for editions, first edition, serial, place, points so far, editions). At equal
    points a part comes before editions, for it may hold a smaller number.
    """

    def __init__(self, matches: BitMap, features: Sequence[Feature]) -> None:
        used = (one for one in features if one.points > 0 and one.members)
        self.features = sorted(used, key=lambda one: -one.points)
        self.possible = [0] * (len(self.features) + 1)
        for place in range(len(self.features) - 1, -1, -1):
            self.possible[place] = self.possible[place + 1] + self.features[place].points
        self.serials = count()
        self.heap: list[tuple[int, int, int, int, int, int, BitMap]] = []
        if matches:
            self._push_part(0, 0, matches)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        while self.heap:
            bound, is_done, edition, _serial, place, points, part = heapq.heappop(self.heap)
            if not is_done:
                self._split(place, points, part)
                continue
            yield edition, -bound
            if len(part) > 1:
                self._push_equals(-bound, part - BitMap((edition,)))

    def _push_part(self, place: int, points: int, part: BitMap) -> None:
        bound = points + self.possible[place]
        heapq.heappush(self.heap, (-bound, 0, 0, next(self.serials), place, points, part))

    def _push_equals(self, points: int, editions: BitMap) -> None:
        heapq.heappush(self.heap, (-points, 1, editions[0], next(self.serials), 0, 0, editions))

    def _split(self, place: int, points: int, part: BitMap) -> None:
        """Follows the more promising half until the part is small or alike, leaving the other halves in the heap."""
        features = self.features
        while len(part) > LEAF and place < len(features):
            feature = features[place]
            having = part & feature.members
            place += 1
            if not having:
                continue
            if len(having) < len(part):
                self._push_part(place, points, part - having)
            points += feature.points
            part = having
        if len(part) > LEAF:
            self._push_equals(points, part)
            return
        rest = features[place:]
        for edition in part:
            total = points + sum([one.points for one in rest if edition in one.members])
            heapq.heappush(self.heap, (-total, 1, edition, next(self.serials), 0, 0, ALONE))
