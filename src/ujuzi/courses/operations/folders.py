"""A course's own folder as a zip, brought in the browser: it becomes the draft, with all its faults, for its author to mend."""

import tomllib
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from ujuzi.accounts.models import Person
from ujuzi.courses import storing
from ujuzi.courses.models import Course, Draft
from ujuzi.courses.operations import drafting
from ujuzi.courses.packages import archives
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.text import faults, files, reading
from ujuzi.organisations.models import Organisation

HEAD = "course.toml"


def looks_like(path: Path) -> bool:
    """Whether this is a zip with course.toml at its top, or in the one folder that holds everything."""
    if not zipfile.is_zipfile(path):
        return False
    with archives.Archive(path) as archive:
        tops = {name.partition("/")[0] for name in archive.files}
        return HEAD in archive.files or (len(tops) == 1 and f"{tops.pop()}/{HEAD}" in archive.files)


def bring(
    path: Path, *, organisation: Organisation | None, by: Person, clock: Callable[[], datetime]
) -> Draft:
    """The draft of this course, begun or replaced. Raises NotTaken; then nothing has changed."""
    contents = _contents(path)
    name = _name(contents)
    owner = organisation.pk if organisation else None
    course = Course.objects.filter(name=name).first()
    draft = Draft.objects.filter(name=name).first()
    if any(one is not None and one.organisation_id != owner for one in (course, draft)):
        raise NotTaken("taken", _("A course of this name belongs to somebody else."))
    kept = {one: storing.keep(one, content) for one, content in contents.items()}
    if draft is None:
        version = course.version if course else None
        return Draft.objects.create(
            name=name,
            organisation=organisation,
            files=kept,
            version=version,
            changed_at=clock(),
            changed_by=by,
        )
    drafting.replace(draft, kept, by=by, clock=clock)
    return draft


def _contents(path: Path) -> dict[str, bytes]:
    """Files of a course only; one that is far too large is left out, and missed by the check."""
    with archives.Archive(path) as checked, zipfile.ZipFile(path) as archive:
        if checked.size > drafting.MOST_DRAFT_BYTES:
            raise NotTaken("too-big", _("The file is too large."))
        source = files.Archive(archive, faults.Faults())
        names = list(source.sizes())
        if len(names) > drafting.MOST_DRAFT_FILES:
            raise NotTaken("too-many", _("The course has too many files."))
        return {name: source.read(name) for name in names}


def _name(contents: dict[str, bytes]) -> str:
    try:
        said = tomllib.loads(contents[HEAD].decode("utf-8")).get("id", "")
    except (KeyError, ValueError) as error:
        raise NotTaken(
            "bad-head", _("{name} cannot be used: {reason}.").format(name=HEAD, reason=error)
        ) from None
    if (
        not isinstance(said, str)
        or not reading.NAME.fullmatch(said)
        or said in drafting.RESERVED
        or len(said) > 80
    ):
        raise NotTaken(
            "bad-name", _("{name} cannot be used: {reason}.").format(name=HEAD, reason=f"id = “{said}”")
        )
    return said
