"""Achievements of hosted courses follow the courses; others are made by whoever has the right."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ujuzi.courses import statements
from ujuzi.courses.models import Course
from ujuzi.credentials.models import Achievement, Kind
from ujuzi.organisations.models import Organisation


def of_course(course: Course, *, now: datetime) -> Achievement:
    """The achievement of completing it, with the course's present texts."""
    texts: dict[str, Any] = {
        "organisation": None,
        "assessed_by": course.organisation,
        "kind": Kind.COURSE,
        "name": f"course-{course.name}",
        "source_language": course.source_language,
        "titles": course.titles,
        "descriptions": course.summaries,
        "criteria": _criteria(course),
        "outcomes": course.outcomes,
        "competencies": _competencies(course),
        "tags": sorted(course.subjects),
        "minutes": course.minutes,
    }
    activity = statements.course_id(course.name)
    found, _made = Achievement.objects.get_or_create(activity=activity, defaults=texts | {"made_at": now})
    changed = [name for name, text in texts.items() if getattr(found, name) != text]
    if changed:
        for name in changed:
            setattr(found, name, texts[name])
        found.save(update_fields=changed)
    return found


def _criteria(course: Course) -> dict[str, str]:
    """In every language of the course that the hub speaks, and in English."""
    spoken = {code for code, _name in settings.LANGUAGES}
    found = {}
    for tag in {*course.languages, "en"}:
        with translation.override(tag.lower()):
            if tag.lower() in spoken:
                found[tag] = _("Every lesson done, and every quiz that has a pass mark passed.")
    return found


# Frameworks whose codes courses name: (name, address).
_FRAMEWORKS = {
    "unesco-ai-cfs": (
        "UNESCO AI competency framework for students",
        "https://www.unesco.org/en/articles/ai-competency-framework-students",
    )
}


def _competencies(course: Course) -> list[dict[str, str]]:
    """`framework:aspect:level` as a credential aligns with it; a code of a framework that we do not know says nothing."""
    found = []
    for code in course.competencies:
        framework, _colon, rest = str(code).partition(":")
        if framework in _FRAMEWORKS and rest:
            name, url = _FRAMEWORKS[framework]
            words = rest.replace("-", " ").replace(":", ": ")
            found.append(
                {"code": str(code), "name": words[:1].upper() + words[1:], "framework": name, "url": url}
            )
    return found


def make(
    *,
    name: str,
    kind: str,
    titles: dict[str, str],
    organisation: Organisation | None,
    now: datetime,
    **more: Any,
) -> Achievement:
    """One that people award. `more`: other fields of the model."""
    return Achievement.objects.create(
        name=name, kind=kind, titles=titles, organisation=organisation, made_at=now, **more
    )
