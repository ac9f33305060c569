"""What can be said of a course in a line or a table."""

from typing import Any

from ujuzi.courses.text.faults import Fault
from ujuzi.courses.text.reading import DIGITS
from ujuzi.courses.text.shapes import Course, Kind, Unit

SOURCE, FRESH, STALE, MISSING = "source", "fresh", "stale", "missing"


def line(course: Course) -> str:
    """ "lessons: 6, quizzes: 4, questions: 31, words: 5,204; en fr"."""
    lessons = sum(unit.kind == Kind.LESSON for unit in course.units)
    source = [unit.texts[course.source_language] for unit in course.units]
    items = sum(len(text.items) for text in source)
    words = sum(text.words for text in source)
    return (
        f"lessons: {lessons}, quizzes: {len(course.units) - lessons}, questions: {items}, words: {words:,}; "
        f"{' '.join(course.languages)}"
    )


def fault(one: Fault) -> dict[str, Any]:
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "code": one.code,
        "message": one.message,
    }


def state(unit: Unit, language: str, source_language: str) -> str:
    """Whether a unit's text in a language is the source, fits it, is older than it, or is not there."""
    if language == source_language:
        return SOURCE
    if language not in unit.texts:
        return MISSING
    text, source = unit.texts[language], unit.texts[source_language]
    return FRESH if text.source[:DIGITS] == source.digest[:DIGITS] else STALE


def translations(course: Course) -> list[dict[str, Any]]:
    """A row for each unit: `{"name", "states": {language: state}}`."""
    return [
        {
            "name": unit.name,
            "states": {
                language: state(unit, language, course.source_language) for language in course.languages
            },
        }
        for unit in course.units
    ]
