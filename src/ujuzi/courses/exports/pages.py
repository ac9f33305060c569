"""A course in one language as pages that need no hub: HTML, one style sheet, its pictures and films."""

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from ujuzi.core import wording
from ujuzi.courses import storing
from ujuzi.courses.assessment import drawing, packing
from ujuzi.courses.hosting import FILES_AT
from ujuzi.courses.models import Blob, Course, Term, Unit
from ujuzi.courses.text.shapes import Item
from ujuzi.courses.views import questions

_FILE = re.compile(rf'"{re.escape(FILES_AT)}([0-9a-f]{{64}})"')
_LESSON = re.compile(r'<a href="\.\./([a-z0-9-]+)/">')
_STATIC = [
    Path(__file__).resolve().parents[2] / "core/static/ujuzi.css",
    Path(__file__).resolve().parents[1] / "static/learn.css",
]
_TYPES = {"image/webp": ".webp", "image/avif": ".avif", "text/vtt": ".vtt"}


@dataclass(frozen=True, slots=True)
class Page:
    """A unit: its file in the package, and the digests of the files that it shows."""

    unit: Unit
    title: str
    path: str
    html: str
    files: tuple[str, ...]
    items: tuple[Item, ...] = ()


def in_order(course: Course, language: str, script: str = "") -> Iterator[Page]:
    """Every lesson and quiz. `script`: the file, beside the pages, that speaks with a learning platform."""
    units = course.units.exclude(position=None).select_related("module").prefetch_related("texts", "items")
    for unit in units:
        yield _page(course, unit, language, script)


def _page(course: Course, unit: Unit, language: str, script: str) -> Page:
    texts = {text.language: text for text in unit.texts.all()}
    spoken = language if language in texts else course.source_language
    text = texts[spoken]
    items = tuple(_items(unit, spoken))
    used = tuple(dict.fromkeys(_FILE.findall(text.html)))
    context: dict[str, Any] = {
        "title": text.title,
        "language": spoken,
        "direction": wording.direction(spoken),
        "html": mark_safe(_apart(text.html, {one: name_of(one) for one in used})),
        "terms": Term.objects.filter(course=course, language=spoken, name__in=text.terms),
        "unit": unit,
        "script": script,
        "licence": course.licence,
        "authors": course.authors,
        "key": {item.name: packing.pack(item) for item in items},
    }
    with translation.override(spoken):
        context["rows"] = [_question(unit, item, number) for number, item in enumerate(items, 1)]
        html = render_to_string("courses/exports/page.html", context)
    return Page(unit, text.title, f"{unit.name}.html", html, used, items)


def _items(unit: Unit, language: str) -> Iterator[Item]:
    for row in sorted(unit.items.all(), key=lambda row: row.position or 0):
        if row.position is not None:
            yield packing.unpack(row.texts.get(language) or next(iter(row.texts.values())))


def _question(unit: Unit, item: Item, number: int) -> questions.Question:
    """Steps and right sides never stand in their right order; otherwise as they were written."""
    many = len(item.steps) or len(item.pairs) + len(item.extras)
    return questions.shown(item, drawing.Drawn(unit.name, item.name, tuple(range(many))[::-1]), number, [])


def _apart(html: str, names: dict[str, str]) -> str:
    """Addresses of the hub become files of the package; links between lessons, their words: platforms open units themselves."""
    html = _FILE.sub(lambda match: f'"files/{names[match[1]]}"', html)
    return _LESSON.sub("<a>", html)


def name_of(digest: str) -> str:
    kind = Blob.objects.values_list("media_type", flat=True).get(pk=digest)
    return digest[:20] + (_TYPES.get(kind) or mimetypes.guess_extension(kind) or "")


def content_of(digest: str) -> bytes:
    return storing.read(Blob.objects.get(pk=digest))


def style() -> str:
    return "\n".join(path.read_text() for path in _STATIC)
