"""The preview of a sheet as its page shows it: twenty-five decisions at a time, those that need a click first."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count

from ujuzi.accounts.models import Person
from ujuzi.evidence import words
from ujuzi.evidence.models import Import, Proof, State
from ujuzi.evidence.operations import sheets
from ujuzi.evidence.sheets.people import Kind
from ujuzi.organisations.models import Organisation

AT_ONCE = 25
_ORDER = {Kind.AMBIGUOUS: 0, Kind.LIKELY: 1, Kind.UNKNOWN: 3, Kind.CHOSEN: 4, Kind.CERTAIN: 5}


def totals(organisation: Organisation) -> dict[str, int]:
    """Of a partner: completions that count, people known here, and those who are not."""
    counted = Proof.objects.filter(organisation=organisation, state=State.ACCEPTED)
    return {
        "completions": counted.values("person", "identity", "activity").distinct().count(),
        "people": counted.exclude(person=None).aggregate(many=Count("person", distinct=True))["many"],
        "unknown": counted.filter(person=None).aggregate(many=Count("identity", distinct=True))["many"],
    }


def of(batch: Import, *, page: str) -> dict[str, Any]:
    sheet, seen = sheets.seen(batch)
    pairs = sorted(
        zip(seen.groups, seen.courses, strict=True),
        key=lambda pair: (not _asks(pair[1]), _ORDER[pair[0].match.kind], pair[0].main.number),
    )
    shown = Paginator(pairs, AT_ONCE).get_page(page)
    people = _names({candidate.id for group, _course in shown for candidate in group.match.candidates})
    courses = {one.activity: one.titles[0] for one in sheets.offered(batch.organisation) if one.titles}
    return {
        "sheet": sheet,
        "counts": seen.counts,
        "page": shown,
        "rows": [_row(group, course, people, courses) for group, course in shown],
        "offered": sorted(courses.items(), key=lambda one: one[1]),
        "faults": [(one, words.ROWS.get(one.code, one.code)) for one in sheet.faults[:200]],
        "left_out": [(one, words.ROWS.get(one.code, one.code)) for one in sheet.left_out[:200]],
        "ask_order": any(one.code in ("order-unknown", "order-mixed") for one in sheet.faults),
    }


def _asks(course: Any) -> bool:
    return course.kind not in (Kind.CERTAIN, Kind.CHOSEN)


def _names(numbers: set[int]) -> dict[int, str]:
    """For the hub's staff: user name, and the name that she shows."""
    rows = Person.objects.filter(pk__in=numbers).values_list("pk", "username", "display_name")
    return {pk: f"{shown} ({username})" if shown else username for pk, username, shown in rows}


def _row(group: Any, course: Any, people: Mapping[int, str], courses: Mapping[str, str]) -> dict[str, Any]:
    return {
        "group": group,
        "rows": [group.main.number, *group.exact, *group.others],
        "kind": group.match.kind.value,
        "candidates": [
            (one.id, people.get(one.id, "?"), [words.REASONS.get(reason, reason) for reason in one.reasons])
            for one in group.match.candidates
        ],
        "course_kind": course.kind.value,
        "course_asks": _asks(course),
        "course": courses.get(course.activities[0], course.activities[0]) if course.activities else "",
        "course_key": group.course,
        "courses": [(one, courses.get(one, one)) for one in course.activities],
    }


def click(batch: Import, asked: Mapping[str, str]) -> None:
    """One decision of the page: `rows` and `person` ("" nobody), or `course_key` and `activity`."""
    rows = [int(one) for one in asked.get("rows", "").split(",") if one.isdecimal()]
    if rows:
        chosen = asked.get("person", "")
        allowed = _candidates(batch, rows[0])
        if chosen == "" or (chosen.isdecimal() and int(chosen) in allowed):
            sheets.click(batch, rows=rows, person=int(chosen) if chosen else None)
    elif asked.get("course_key"):
        offered = {one.activity for one in sheets.offered(batch.organisation)}
        activity = asked.get("activity", "")
        if activity == "" or activity in offered:
            sheets.click_course(batch, key=asked["course_key"], activity=activity)


def _candidates(batch: Import, row: int) -> set[int]:
    """Only whom the hub itself found likely may be chosen: nobody can credit a stranger."""
    _sheet, seen = sheets.seen(batch)
    return {one.id for group in seen.groups if group.main.number == row for one in group.match.candidates}
