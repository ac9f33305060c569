"""Bringing a course in: all its rows change in one transaction, so readers see the old version or the new one, never both."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from ujuzi.courses import hosting, storing
from ujuzi.courses.assessment import packing
from ujuzi.courses.models import Blob, Course, Item, Module, Term, Unit, UnitText, Version
from ujuzi.courses.text import faults, files, shapes, summing
from ujuzi.organisations.models import Organisation

Progress = Callable[[str, int, int], None]  # what, how many are done, of how many


class Faulty(Exception):
    """The course was not taken; nothing changed."""

    permanent = True

    def __init__(self, found: list[faults.Fault]) -> None:
        super().__init__(f"{len(found)} faults")
        self.faults = found


class NotYours(Exception):
    """A course of this name belongs to somebody else."""

    permanent = True


def bring_in(
    source: files.Source,
    found: faults.Faults,
    *,
    organisation: Organisation | None,
    now: datetime,
    publish: bool = True,
    progress: Progress | None = None,
) -> Course:
    """The course as it is in `source`. One that is there already becomes this version; who is in the middle goes on.

    Raises Faulty when there is any fault, NotYours when another organisation has a course of this name.
    """
    read = hosting.read(source, found)
    if read is None or found:
        raise Faulty(found.in_order())
    kept = _keep(source, progress)
    with transaction.atomic():
        course = _course(read, organisation, now)
        version = _version(course, read, kept, now)
        course.version = version
        if publish and course.published_at is None:
            course.published_at = now
        _units(course, read)
        _terms(course, read)
        course.size = sum(max(unit.sizes.values()) for unit in course.units.exclude(position=None))
        course.save()
    return course


def _keep(source: files.Source, progress: Progress | None) -> dict[str, str]:
    """Stores the files before the transaction: a file that no version names harms nobody."""
    kept, paths = {}, list(source.sizes())
    for number, path in enumerate(paths, 1):
        kept[path] = storing.keep(path, source.read(path))
        if progress is not None:
            progress(path, number, len(paths))
    return kept


def _course(read: shapes.Course, organisation: Organisation | None, now: datetime) -> Course:
    course = Course.objects.select_for_update().filter(name=read.name).first()
    if course is None:
        course = Course(name=read.name, organisation=organisation)
    elif course.organisation_id != (organisation.pk if organisation else None):
        raise NotYours(read.name)
    course.source_language = read.source_language
    course.languages = list(read.languages)
    course.titles, course.summaries = dict(read.titles), dict(read.summaries)
    course.outcomes = {language: list(each) for language, each in read.outcomes.items()}
    course.licence, course.authors, course.level = read.licence, list(read.authors), read.level
    course.audiences, course.subjects = list(read.audiences), list(read.subjects)
    course.competencies, course.minutes = list(read.competencies), read.minutes
    course.changed_at = now
    course.save()
    return course


def _version(course: Course, read: shapes.Course, kept: dict[str, str], now: datetime) -> Version:
    """The same files again make no new version."""
    last = course.versions.first()
    if last is not None and last.digest == read.digest:
        return last
    number = (course.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    return Version.objects.create(course=course, number=number, digest=read.digest, files=kept, made_at=now)


def _units(course: Course, read: shapes.Course) -> None:
    """Units keep their rows by name, because progress points at them; what is gone loses its position."""
    course.units.update(position=None, module=None)
    course.modules.all().delete()
    rows = {unit.name: unit for unit in course.units.all()}
    position = 0
    for number, module in enumerate(read.modules):
        home = Module.objects.create(
            course=course, name=module.name, position=number, titles=dict(module.titles)
        )
        for unit in module.units:
            row = rows.get(unit.name) or Unit(course=course, name=unit.name)
            row.module, row.position = home, position
            position += 1
            _fill(row, unit, read)


def _fill(row: Unit, unit: shapes.Unit, read: shapes.Course) -> None:
    row.kind, row.minutes, row.pass_percent = unit.kind, unit.minutes, unit.pass_percent
    row.draw, row.of_course = unit.draw, unit.of_course
    row.titles = {language: text.title for language, text in unit.texts.items()}
    row.sizes = {language: _size(text, read) for language, text in unit.texts.items()}
    row.save()
    row.texts.all().delete()
    UnitText.objects.bulk_create(
        UnitText(
            unit=row,
            language=language,
            title=text.title,
            html=text.html,
            words=text.words,
            terms=list(text.terms),
            runs=text.runs,
            stale=summing.state(unit, language, read.source_language) == summing.STALE,
        )
        for language, text in unit.texts.items()
    )
    _items(row, unit, read.source_language)


def _size(text: shapes.Text, read: shapes.Course) -> int:
    """What a page of this text weighs, about: text packs to a third; pictures are counted whole."""
    words = len(text.html.encode()) + sum(len(str(item)) for item in text.items)
    return words // 3 + sum(one.size for one in read.files.values() if one.digest in text.html)


def _items(row: Unit, unit: shapes.Unit, source_language: str) -> None:
    row.items.update(position=None)
    names = [item.name for item in unit.texts[source_language].items]
    packed = {
        name: {
            language: packing.pack(item)
            for language, text in unit.texts.items()
            for item in text.items
            if item.name == name
        }
        for name in names
    }
    Item.objects.bulk_create(
        [Item(unit=row, name=name, position=place, texts=packed[name]) for place, name in enumerate(names)],
        update_conflicts=True,
        unique_fields=["unit", "name"],
        update_fields=["position", "texts"],
    )


def _terms(course: Course, read: shapes.Course) -> None:
    course.terms.all().delete()
    rows: Iterable[Term] = (
        Term(course=course, name=term.name, language=language, title=term.title, html=term.html)
        for language, terms in read.glossary.items()
        for term in terms.values()
    )
    Term.objects.bulk_create(rows)


def contents(course: Course) -> dict[str, bytes]:
    """All files of the course's present version, as they came in."""
    if course.version is None:
        return {}
    blobs = Blob.objects.in_bulk(list(course.version.files.values()))
    return {path: storing.read(blobs[digest]) for path, digest in course.version.files.items()}
