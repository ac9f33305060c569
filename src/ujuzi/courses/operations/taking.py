"""What taking a package in has in common, whether it is played or becomes a course of ours."""

import re
from collections.abc import Callable
from typing import NamedTuple

from ujuzi.courses.models import Course, Package
from ujuzi.courses.text.reading import RESERVED
from ujuzi.organisations.models import Organisation

Progress = Callable[[str, int, int], None]  # which file, bytes done, of how many


class Taken(NamedTuple):
    """What came in. `notes`: what could not, and why."""

    course: Course
    package: Package
    notes: list[str]


class Meta(NamedTuple):
    """What a package does not say of itself."""

    language: str = ""
    title: str = ""
    minutes: int = 0
    licence: str = ""


UNSAID = Meta()


def before(identifier: str, organisation: Organisation | None) -> Course | None:
    """The course that an earlier version of the same package, from the same organisation, became."""
    found = (
        Package.objects.filter(identifier=identifier[:500], course__organisation=organisation)
        .select_related("course")
        .order_by("-made_at")
        .first()
    )
    return found.course if found else None


def free_name(title: str) -> str:
    """One that no course has."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "package"
    number, name = 1, plain
    while name in RESERVED or Course.objects.filter(name=name).exists():
        number += 1
        name = f"{plain}-{number}"
    return name
