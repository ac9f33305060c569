"""Items, as questions are drawn from them and graded by them."""

from ujuzi.courses.assessment import packing
from ujuzi.courses.models import Attempt, Item, Unit
from ujuzi.courses.text import shapes


def of(unit: Unit, language: str) -> list[tuple[str, shapes.Item]]:
    """(unit, item) for each that an attempt at this quiz may draw, in their order."""
    rows = Item.objects.exclude(position=None).exclude(unit__position=None).select_related("unit")
    rows = rows.filter(unit__course=unit.course_id) if unit.of_course else rows.filter(unit=unit)
    return [
        (row.unit.name, in_language(row, language)) for row in rows.order_by("unit__position", "position")
    ]


def drawn(attempt: Attempt) -> dict[str, tuple[str, shapes.Item]]:
    """{name: (unit, item)} of an attempt's questions, in its language; those that the course no longer has are found too."""
    wanted = {(one["unit"], one["item"]) for one in attempt.drawn}
    rows = Item.objects.filter(
        unit__course=attempt.enrolment.course_id, name__in=[item for _unit, item in wanted]
    ).select_related("unit")
    found = {
        row.name: (row.unit.name, in_language(row, attempt.language))
        for row in rows
        if (row.unit.name, row.name) in wanted
    }
    return {one["item"]: found[one["item"]] for one in attempt.drawn if one["item"] in found}


def in_language(row: Item, language: str) -> shapes.Item:
    """In this language, or else the first, which is the source."""
    return packing.unpack(row.texts.get(language) or next(iter(row.texts.values())))
