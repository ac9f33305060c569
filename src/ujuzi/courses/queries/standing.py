"""How far an enrolment is: what is done, what is next, what is left to do and to load."""

from dataclasses import dataclass, field

from ujuzi.courses.models import Enrolment, Unit, UnitProgress


@dataclass(frozen=True, slots=True)
class Standing:
    """`units` are those of the course in order; `marks` what is known of each by name."""

    units: list[Unit]
    marks: dict[str, UnitProgress] = field(default_factory=dict)

    def done(self, unit: Unit) -> bool:
        mark = self.marks.get(unit.name)
        return mark is not None and mark.done_at is not None

    @property
    def counting(self) -> list[Unit]:
        """What must be done to complete the course."""
        return [unit for unit in self.units if unit.counts]

    @property
    def left(self) -> list[Unit]:
        return [unit for unit in self.counting if not self.done(unit)]

    @property
    def many_done(self) -> int:
        return len(self.counting) - len(self.left)

    @property
    def is_done(self) -> bool:
        return bool(self.counting) and not self.left

    @property
    def next(self) -> Unit | None:
        """The first that is not done, practice quizzes between included once what stands before is done."""
        return next((unit for unit in self.units if unit.counts and not self.done(unit)), None)

    def minutes_left(self) -> int:
        return sum(unit.minutes for unit in self.left)

    def bytes_left(self, language: str) -> int:
        return sum(unit.sizes.get(language) or max(unit.sizes.values(), default=0) for unit in self.left)


def of(enrolment: Enrolment) -> Standing:
    marks = {mark.unit: mark for mark in enrolment.progress.all()}
    return Standing(units(enrolment.course_id), marks)


def nobody(course_id: int) -> Standing:
    """Of somebody who has not enrolled."""
    return Standing(units(course_id))


def units(course_id: int) -> list[Unit]:
    found = Unit.objects.filter(course=course_id).exclude(position=None)
    return list(found.select_related("module", "package").order_by("position"))
