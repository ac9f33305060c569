"""A partner's course that becomes a course of ours: read, written in our format, and brought in as any other."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from ujuzi.courses import storing
from ujuzi.courses.models import Course, Package
from ujuzi.courses.operations import importing, taking
from ujuzi.courses.packages import archives, registry
from ujuzi.courses.packages.conversions import names, writing
from ujuzi.courses.packages.conversions.drafts import Draft
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.text import faults, files
from ujuzi.organisations.models import Organisation


def take(
    archive: archives.Files,
    name: str,
    path: Path,
    filename: str,
    *,
    organisation: Organisation | None,
    now: datetime,
    meta: taking.Meta,
    publish: bool,
    progress: taking.Progress | None,
) -> taking.Taken:
    """`name`: of the format in registry.CONVERSIONS. Raises archives.Unsafe or NotTaken; then nothing has changed.

    The same package again (by its own identifier, from the same organisation) is a new version of its course.
    """
    draft: Draft = registry.CONVERSIONS[name].read(archive)
    course = taking.before(draft.identifier, organisation)
    contents = writing.files_of(draft, archive, _head(draft, course, meta))
    with transaction.atomic():
        made = _brought_in(contents, organisation, now, publish, progress)
        if made.licence == writing.UNSTATED:  # pages say "Not known"; only the text needs a word for it
            made.licence = ""
            made.save(update_fields=["licence"])
        package = Package.objects.create(
            course=made,
            format=name,
            identifier=draft.identifier[:500],
            filename=filename[:300],
            digest=storing.digest_of(path),
            size=archive.size,
            report=list(draft.notes),
            made_at=now,
        )
    return taking.Taken(made, package, list(draft.notes))


def _head(draft: Draft, course: Course | None, meta: taking.Meta) -> writing.Head:
    language = names.language(draft.language) or names.language(meta.language)
    language = language or (course.source_language if course else "en")
    title = names.words(meta.title or draft.title) or writing.untitled(language)
    name = course.name if course else taking.free_name(title)
    return writing.Head(name, language, title, meta.licence, meta.minutes)


def _brought_in(
    contents: dict[str, bytes],
    organisation: Organisation | None,
    now: datetime,
    publish: bool,
    progress: taking.Progress | None,
) -> Course:
    try:
        return importing.bring_in(
            files.Memory(contents),
            faults.Faults(),
            organisation=organisation,
            now=now,
            publish=publish,
            progress=progress,
        )
    except importing.Faulty as error:
        raise NotTaken("faulty", f"It could not be written as a course: {error.faults[0]}") from None
