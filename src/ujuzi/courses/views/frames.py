"""What stands around a lesson or quiz: its neighbours, how far the reader is, the words it explains."""

from typing import Any

from ujuzi.courses.models import Term, Unit
from ujuzi.courses.views import places


def row(place: places.Place, unit: Unit) -> dict[str, Any]:
    mark = place.standing.marks.get(unit.name)
    language = place.language if place.language in unit.titles else place.course.source_language
    return {
        "unit": unit,
        "title": unit.titles.get(language, unit.name),
        "tongue": places.tongue(language),
        "address": places.address(place, unit),
        "done": place.standing.done(unit),
        "best": round(mark.best * 100) if mark and mark.best is not None else None,
        "size": unit.sizes.get(language, 0),
        "elsewhere": language != place.language,
    }


def around(place: places.Place, found: Unit) -> dict[str, Any]:
    """Where a unit stands: its neighbours, what is done, what is left."""
    units = place.standing.units
    mark = place.standing.marks.get(found.name)
    at = next(number for number, one in enumerate(units) if one.pk == found.pk)
    course_title = place.course.said("titles", place.language)
    before, after = (units[at - 1] if at else None), (units[at + 1] if at + 1 < len(units) else None)
    return {
        "place": place,
        "course": place.course,
        "course_title": course_title,
        "course_tongue": places.tongue(course_title.language),
        "unit": found,
        "title": found.titles.get(place.language) or found.titles.get(place.course.source_language, ""),
        "number": at + 1,
        "many": len(units),
        "before": row(place, before) if before else None,
        "after": row(place, after) if after else None,
        "done": place.standing.done(found),
        "by_hand": mark is not None and mark.done_at is not None and mark.by_other,
        "left_bytes": place.standing.bytes_left(place.language),
    }


def terms(place: places.Place, language: str, names: list[str]) -> list[Term]:
    """Entries of the glossary in this language, or else in the course's own."""
    if not names:
        return []
    both = Term.objects.filter(
        course=place.course, name__in=names, language__in=[language, place.course.source_language]
    )
    by_name = {term.name: term for term in sorted(both, key=lambda term: term.language == language)}
    return [by_name[name] for name in sorted(by_name, key=lambda name: by_name[name].title.casefold())]
