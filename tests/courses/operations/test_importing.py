"""A course comes in, is changed, goes out again."""

from typing import Any

import pytest
from django.utils import timezone

from tests import make
from tests.courses import samples
from tests.courses.conftest import bring_in
from ujuzi.accounts.models import Person
from ujuzi.courses.models import Blob, Course, Item, Unit, Version
from ujuzi.courses.operations import importing, learning
from ujuzi.courses.queries import standing
from ujuzi.courses.text import faults, files

LESSON = "1-start/01-notebook.en.md"


def test_what_came_in_goes_out_the_same(course: Course) -> None:
    assert importing.contents(course) == samples.course()
    assert course.languages == ["en", "sw"]
    assert course.published_at is not None
    assert course.size > 0


def test_the_same_again_makes_no_new_version(course: Course) -> None:
    bring_in(samples.course())
    assert Version.objects.count() == 1
    bring_in(samples.changed(LESSON, "Mutoni sells", "Mutoni buys"))
    assert [one.number for one in course.versions.all()] == [2, 1]


def test_a_course_with_a_fault_changes_nothing(course: Course) -> None:
    with pytest.raises(importing.Faulty) as faulty:
        bring_in(samples.changed(LESSON, "lesson:check", "lesson:chek"))
    assert [one.code for one in faulty.value.faults] == ["no-lesson"]
    assert Version.objects.count() == 1
    assert "lesson:chek" not in Unit.objects.get(name="notebook").texts.get(language="en").html


def test_nobody_takes_anothers_course(course: Course) -> None:
    with pytest.raises(importing.NotYours):
        bring_in(samples.course(), organisation=make.organisation())


def test_who_is_in_the_middle_keeps_what_is_done(course: Course, amina: Person) -> None:
    enrolment = learning.enrol(amina, course, clock=timezone.now)
    learning.mark_done(enrolment, course.units.get(name="notebook"), clock=timezone.now)
    contents = samples.course()
    contents["2-end/02-more.en.md"] = contents.pop(LESSON)  # moved, renamed
    contents["1-start/02-notebook.en.md"] = contents["2-end/02-more.en.md"].replace(
        b"notebook knows", b"book knows"
    )
    del contents["1-start/01-notebook.sw.md"]
    bring_in(contents)
    found = standing.of(enrolment)
    assert [(unit.name, found.done(unit)) for unit in found.units] == [
        ("notebook", True),
        ("check", False),
        ("more", False),
    ]


def test_a_unit_that_is_gone_keeps_its_row_without_a_place(course: Course) -> None:
    contents = samples.course()
    text = contents.pop("2-end/01-check.en.quiz.md")
    contents[LESSON] = contents[LESSON].replace(b"lesson:check", b"https://x.example/")
    contents["course.toml"] = contents["course.toml"].replace(b'[modules.2-end.title]\nen = "The end"\n', b"")
    bring_in(contents)
    gone = Unit.objects.get(name="check")
    assert (gone.position, gone.module) == (None, None)
    assert list(Item.objects.filter(unit=gone).values_list("name", flat=True))
    assert [unit.name for unit in standing.units(course.pk)] == ["notebook"]
    bring_in(samples.course() | {"2-end/01-check.en.quiz.md": text})
    assert Unit.objects.get(name="check").pk == gone.pk


def test_a_stale_translation_is_marked(course: Course) -> None:
    unit = course.units.get(name="notebook")
    assert not unit.texts.get(language="sw").stale
    bring_in(samples.changed(LESSON, "Mutoni sells", "Mutoni buys"))
    assert unit.texts.get(language="sw").stale


def test_pictures_lie_on_disk_texts_in_the_database(course: Course, settings: Any) -> None:
    picture = Blob.objects.get(media_type="image/svg+xml")
    assert picture.content is None
    assert (
        settings.MEDIA_ROOT / "courses" / picture.digest[:2] / picture.digest
    ).read_bytes() == samples.SVG.encode()
    assert Blob.objects.exclude(content=None).count() == 5


def test_progress_is_told_file_by_file(db: None) -> None:
    told: list[tuple[str, int, int]] = []
    importing.bring_in(
        files.Memory(samples.course()),
        faults.Faults(),
        organisation=None,
        now=timezone.now(),
        publish=False,
        progress=lambda path, number, many: told.append((path, number, many)),
    )
    assert told[-1][1:] == (6, 6)
    assert Course.objects.get().published_at is None
