"""Which course a row is about."""

from datetime import date

import pytest

from ujuzi.evidence.sheets.courses import Course, Courses
from ujuzi.evidence.sheets.people import Kind
from ujuzi.evidence.sheets.shapes import Row

COURSES = Courses(
    [
        Course(
            "https://hub/1",
            ("AI for everyone", "L’IA pour tous", "人人可学的人工智能"),
            ("AI-10", "https://p.org/learn/1?lang=fr"),
        ),
        Course("https://hub/2", ("Machine learning, part 1", "Programming in C++"), ("ML-1",)),
        Course("https://hub/3", ("Machine learning, part 2", "Programming in C#"), ("ML-2",)),
        Course("https://hub/4", ("Data ethics",)),
        Course("https://hub/5", ("Data ethics", "Data ethics for beginners")),
    ]
)


@pytest.mark.parametrize(
    ("said", "kind", "found"),
    [
        ({"course_id": "ai-10"}, Kind.CERTAIN, "1"),
        ({"url": "http://www.P.org/learn/1/?utm_source=x&lang=fr"}, Kind.CERTAIN, "1"),
        ({"url": "https://p.org/learn/1?lang=en"}, Kind.UNKNOWN, ""),
        ({"title": "https://hub/3"}, Kind.CERTAIN, "3"),
        ({"title": "L'IA POUR TOUS"}, Kind.CERTAIN, "1"),
        ({"title": "Machine Learning: Part 01"}, Kind.LIKELY, "2"),
        ({"title": "人人可学的人工智能"}, Kind.CERTAIN, "1"),
        ({"title": "Programming in c#"}, Kind.CERTAIN, "3"),
        ({"title": "AI for evryone"}, Kind.LIKELY, "1"),
        ({"title": "Machine lerning part 2"}, Kind.LIKELY, "3"),
        ({"title": "Machinelearning, part 2"}, Kind.LIKELY, "3"),
        ({"title": "Machine learning, part II"}, Kind.LIKELY, "3"),
        ({"title": "Machine learning, part 3"}, Kind.UNKNOWN, ""),
        ({"title": "Data ethics"}, Kind.AMBIGUOUS, "45"),
        ({"title": "Data ethics for advanced"}, Kind.UNKNOWN, ""),
        ({"title": "Cooking"}, Kind.UNKNOWN, ""),
        ({"title": "Cooking", "course_id": "ML-1"}, Kind.CERTAIN, "2"),
        ({"url": "https://p.org/learn/1?lang=fr", "course_id": "ML-1"}, Kind.AMBIGUOUS, "12"),
        ({"title": "", "course_id": "none"}, Kind.UNKNOWN, ""),
    ],
)
def test_a_course_is_found(said, kind, found):
    match = COURSES.match(Row(number=1, completed_on=date(2026, 5, 3), **said))
    assert (match.kind, match.activities) == (kind, tuple(f"https://hub/{number}" for number in found))
