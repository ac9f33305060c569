"""A package in pieces: in order, once, whole; what is broken off goes on."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests import make
from tests.courses import packages_made
from ujuzi.accounts.models import Person
from ujuzi.courses.models import Course, Upload
from ujuzi.courses.operations import people, uploading
from ujuzi.courses.packages.shapes import NotTaken

CONTENT = packages_made.cmi5()


def begun(by: Person, **more: Any) -> Upload:
    given: dict[str, Any] = {"organisation": None, "by": by, "clock": timezone.now} | more
    return uploading.begin("seeds.zip", len(CONTENT), **given)


def test_pieces_make_a_whole(amina: Person) -> None:
    made = begun(amina)
    for at in range(0, len(CONTENT), 500):
        assert uploading.add(made, at, [CONTENT[at : at + 500]], clock=timezone.now) == min(
            at + 500, len(CONTENT)
        )
    path = uploading.place(made)
    taken = uploading.finish(made, clock=timezone.now)
    assert taken.course.name == "seeds-in-cmi5"
    assert not path.exists()
    assert not Upload.objects.exists()


def test_the_same_file_goes_on(amina: Person) -> None:
    made = begun(amina)
    uploading.add(made, 0, [CONTENT[:700]], clock=timezone.now)
    again = begun(amina)
    assert (again.pk, again.received) == (made.pk, 700)
    with pytest.raises(uploading.Misplaced) as caught:
        uploading.add(again, 0, [b"x"], clock=timezone.now)
    assert caught.value.received == 700
    assert begun(make.person("zuri")).received == 0


def test_what_a_broken_line_left_is_overwritten(amina: Person) -> None:
    made = begun(amina)

    def breaks() -> Any:
        yield CONTENT[:300]
        raise OSError("the line broke")

    with pytest.raises(OSError, match="the line broke"):
        uploading.add(made, 0, breaks(), clock=timezone.now)
    assert begun(amina).received == 0
    uploading.add(made, 0, [CONTENT], clock=timezone.now)
    assert uploading.place(made).read_bytes() == CONTENT


def test_more_than_was_said_is_refused(amina: Person) -> None:
    made = begun(amina)
    with pytest.raises(uploading.TooBig):
        uploading.add(made, 0, [CONTENT, b"more"], clock=timezone.now)
    for size in (0, -1, uploading.MOST_BYTES + 1):
        with pytest.raises(uploading.TooBig):
            uploading.begin("a.zip", size, organisation=None, by=amina, clock=timezone.now)


def test_a_refused_package_leaves_nothing(amina: Person) -> None:
    made = uploading.begin("a.zip", 5, organisation=None, by=amina, clock=timezone.now)
    uploading.add(made, 0, [b"<not>"], clock=timezone.now)
    path = uploading.place(made)
    with pytest.raises(NotTaken):
        uploading.finish(made, clock=timezone.now)
    assert not path.exists()
    assert not Course.objects.exists()


def test_unfinished_ones_are_forgotten(amina: Person) -> None:
    places: list[Path] = []
    for number in range(uploading.MOST_AT_ONCE + 2):
        made = uploading.begin(f"{number}.zip", 9, organisation=None, by=amina, clock=timezone.now)
        uploading.add(made, 0, [b"1234"], clock=timezone.now)
        places.append(uploading.place(made))
    assert sum(place.exists() for place in places) == Upload.objects.count() == uploading.MOST_AT_ONCE
    assert uploading.forget_old(clock=timezone.now) == 0
    people.erase_person(make.person("zuri"))
    assert uploading.forget_old(clock=lambda: timezone.now() + uploading.KEPT + timedelta(hours=1)) == 5
    assert not any(place.exists() for place in places)


def test_with_a_person_her_uploads_go(amina: Person) -> None:
    made = begun(amina)
    uploading.add(made, 0, [b"1234"], clock=timezone.now)
    people.erase_person(amina)
    assert not uploading.place(made).exists()
