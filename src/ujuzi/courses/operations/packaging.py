"""Taking a package in: checked, stored file by file with flat memory, then made into a course whose units are its parts."""

import mimetypes
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ujuzi.courses import storing
from ujuzi.courses.models import Course, Module, Package, Unit
from ujuzi.courses.operations import converting, shelving, taking
from ujuzi.courses.operations.taking import UNSAID, Meta, Progress, Taken
from ujuzi.courses.packages import archives, opening, registry
from ujuzi.courses.packages.shapes import Found, NotTaken, Part
from ujuzi.courses.text.heads import LANGUAGE
from ujuzi.courses.text.shapes import Kind
from ujuzi.organisations.models import Organisation


def take(
    path: Path,
    filename: str,
    *,
    organisation: Organisation | None,
    now: datetime,
    meta: Meta = UNSAID,
    publish: bool = True,
    progress: Progress | None = None,
) -> Taken:
    """Raises archives.Unsafe or shapes.NotTaken; then nothing has changed.

    The same package again (by its own identifier, from the same organisation) is a new version of its course.
    """
    if meta.language and not LANGUAGE.fullmatch(meta.language):
        raise NotTaken(
            "language",
            _("“{name}” is not a language tag, such as en, sw or zh-Hans.").format(name=meta.language),
        )
    with opening.opened(path) as archive:
        name = registry.detect(archive)
        if name in registry.CONVERSIONS:
            return converting.take(
                archive,
                name,
                path,
                filename,
                organisation=organisation,
                now=now,
                meta=meta,
                publish=publish,
                progress=progress,
            )
        found = registry.FORMATS[name].read(archive)
        files = _keep(archive, progress)
        size = archive.size
    digest = storing.digest_of(path)
    with transaction.atomic():
        course = _course(found, organisation, meta, now, publish)
        package = Package.objects.create(
            course=course,
            format=name,
            identifier=found.identifier[:500],
            filename=filename[:300],
            digest=digest,
            size=size,
            files=files,
            report=list(found.notes),
            made_at=now,
        )
        _units(course, package, found, size)
        course.size = size
        course.save()
    return Taken(course, package, list(found.notes))


def _keep(archive: archives.Files, progress: Progress | None) -> dict[str, list[str]]:
    kept, done = {}, 0
    for name in archive.files:
        digest, size = storing.keep_chunks(archive.chunks(name), media_type(name))
        kept[name] = [digest, media_type(name)]
        done += size
        if progress is not None:
            progress(name, done, max(1, archive.size))
    return kept


def media_type(name: str) -> str:
    """By the ending; what is not known is only bytes to the browser."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind in ("text/plain", "application/json") else kind


def _course(
    found: Found, organisation: Organisation | None, meta: Meta, now: datetime, publish: bool
) -> Course:
    """That of an earlier version, or a new one with a name that nobody has."""
    before = taking.before(found.identifier, organisation)
    language = meta.language or (found.language if LANGUAGE.fullmatch(found.language) else "")
    title = meta.title or found.title
    if before is not None:
        course = Course.objects.select_for_update().get(pk=before.pk)
        language = language or course.source_language
    else:
        course = Course(name=taking.free_name(title), organisation=organisation, level="beginner")
    course.source_language = language or "en"
    course.languages = [course.source_language]
    course.titles = {course.source_language: title[:200]}
    if found.summary:
        course.summaries = {course.source_language: found.summary}
    course.licence = meta.licence or found.licence or course.licence
    course.authors = list(found.authors) or course.authors
    course.minutes = meta.minutes or course.minutes
    course.changed_at = now
    if publish and course.published_at is None:
        course.published_at = now
    course.save()
    return course


def _units(course: Course, package: Package, found: Found, size: int) -> None:
    """A unit for each part, in modules by its chapters; those of an earlier version keep their rows."""
    course.units.update(position=None, module=None)
    course.modules.all().delete()
    rows = {unit.name: unit for unit in course.units.all()}
    modules: dict[str, Module] = {}
    language = course.source_language
    for position, part in enumerate(found.parts):
        if part.chapter not in modules:
            number = len(modules)
            title = {language: part.chapter} if part.chapter else {}
            modules[part.chapter] = Module.objects.create(
                course=course, name=f"part-{number}", position=number, titles=title
            )
        row = rows.get(part.name) or Unit(course=course, name=part.name)
        _fill(row, part, package, language, size // len(found.parts))
        row.module, row.position = modules[part.chapter], position
        row.save()


def _fill(row: Unit, part: Part, package: Package, language: str, size: int) -> None:
    row.kind, row.package = Kind.PACKAGE, package
    row.launch = {"file": part.launch, "settings": dict(part.settings)}
    row.titles = {language: part.title[:200]}
    row.sizes = {language: size}


def release(course: Course, *, clock: Callable[[], datetime]) -> None:
    """Shows a course that came in as a package to learners, and puts it into the catalogue."""
    Course.objects.filter(pk=course.pk, published_at=None).update(published_at=clock())
    shelving.shelve(course.organisation, clock=clock)
