"""How questions do, for their authors: how hard each is, and whether it tells who knows more."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, mean

from ujuzi.courses.models import Attempt, Course, Item

FEW = 30  # answers below which the figures say little


@dataclass(frozen=True, slots=True)
class Figures:
    """`difficulty`: the mean score, 1 means everybody is right. `discrimination`: the correlation (Pearson) of the item's score with
    the mean of the attempt's other items, from -1 to 1; None when all scores are the same.
    """

    unit: str
    item: str
    answers: int
    difficulty: float
    discrimination: float | None

    @property
    def remark(self) -> str:
        """A word for what an author should look at: "few", "hard", "easy", "misleading", or ""."""
        if self.answers < FEW:
            return "few"
        if self.discrimination is not None and self.discrimination < 0:
            return "misleading"
        return "hard" if self.difficulty < 0.3 else "easy" if self.difficulty > 0.95 else ""


def figures(course: Course) -> list[Figures]:
    """One row for each question of the course that was ever answered, in the course's order. Only the first try of a learner at a
    quiz counts: the others have seen the answers.
    """
    own: dict[str, list[float]] = defaultdict(list)
    rest: dict[str, list[float]] = defaultdict(list)
    seen: set[tuple[object, str]] = set()
    attempts = (
        Attempt.objects.filter(enrolment__course=course)
        .exclude(submitted_at=None)
        .order_by("started_at", "pk")
    )
    for enrolment, unit, graded in attempts.values_list("enrolment", "unit", "graded").iterator():
        if (enrolment, unit) in seen:
            continue
        seen.add((enrolment, unit))
        for item, score in graded.items():
            own[item].append(score)
            others = [one for name, one in graded.items() if name != item]
            rest[item].append(mean(others) if others else 0.0)
    rows = (
        Item.objects.filter(unit__course=course).select_related("unit").order_by("unit__position", "position")
    )
    return [
        Figures(
            row.unit.name,
            row.name,
            len(own[row.name]),
            mean(own[row.name]),
            _correlation(own[row.name], rest[row.name]),
        )
        for row in rows
        if row.name in own
    ]


def _correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    try:
        return correlation(one, other)
    except StatisticsError:  # fewer than two answers, or all the same
        return None
