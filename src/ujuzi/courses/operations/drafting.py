"""Writing courses in the browser: a draft's files change one by one; published, they come in as a version, all at once."""

import io
import re
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ujuzi.accounts.models import Person
from ujuzi.courses import hosting, storing
from ujuzi.courses.models import Blob, Course, Draft, DraftState, Version
from ujuzi.courses.operations import importing, shelving
from ujuzi.courses.text import faults, files, heading, naming, scaffold, shapes
from ujuzi.organisations.models import Organisation

Clock = Callable[[], datetime]
RESERVED = {"upload", "files", "goal", "reading", "run"}  # they have addresses of their own
MOST_DRAFT_FILES = 2000
MOST_DRAFT_BYTES = 50_000_000  # larger ones come by `ujuzi course import`
QUIZ_START = """## first-question

…

( ) …
    > …
(x) …
"""


class Changed(Exception):
    """Somebody else saved this file in the meantime; `text` is what it holds now."""

    permanent = True

    def __init__(self, text: str) -> None:
        super().__init__("changed in the meantime")
        self.text = text


class Taken(Exception):
    """There is a course of this name already."""

    permanent = True


class NotTaken(Exception):
    """The file cannot be part of a course; the text is a code of `faults.MESSAGES`."""

    permanent = True


def begin(
    title: str, language: str, *, organisation: Organisation | None, by: Person, clock: Clock, name: str = ""
) -> Draft:
    """A new course with one lesson and one quiz that show how it is written. Raises Taken for a name that somebody has."""
    used = {
        *Course.objects.values_list("name", flat=True),
        *Draft.objects.values_list("name", flat=True),
    } | RESERVED
    if name in used:
        raise Taken(name)
    name = name or naming.slug(title, used)
    made = scaffold.files(name, title, language)
    if organisation is not None:
        author = organisation.names.get(language) or organisation.name
        made["course.toml"] = changed_head(made["course.toml"], {"authors": [author]})
    kept = {path: storing.keep(path, text.encode()) for path, text in made.items()}
    return Draft.objects.create(
        name=name, organisation=organisation, files=kept, changed_at=clock(), changed_by=by
    )


def of(course: Course, *, by: Person, clock: Clock) -> Draft:
    """The draft of a course that is there already, begun from its present version when there is none."""
    made, _new = Draft.objects.get_or_create(
        name=course.name,
        defaults={
            "organisation": course.organisation,
            "files": course.version.files if course.version else {},
            "version": course.version,
            "changed_at": clock(),
            "changed_by": by,
        },
    )
    return made


def text(draft: Draft, path: str) -> str:
    """What a file holds; "" for one that is not there."""
    digest = draft.files.get(path)
    blob = Blob.objects.filter(pk=digest).first() if digest else None
    return storing.read(blob).decode("utf-8", "replace") if blob is not None else ""


def save(draft: Draft, path: str, content: str, *, before: str, by: Person, clock: Clock) -> str:
    """One text file, unless somebody changed it since it was `before` (its digest, "" for a new one). Returns the new digest."""
    plain = content.replace("\r\n", "\n").encode()
    if len(plain) > files.TEXT_BYTES:
        raise NotTaken("too-big")

    def change(held: Draft) -> dict[str, str]:
        if held.files.get(path, "") not in (before, files.digest(plain)):
            raise Changed(text(held, path))
        return {**held.files, path: storing.keep(path, plain)}

    _change(draft, change, by, clock)
    return files.digest(plain)


def _change(draft: Draft, change: Callable[[Draft], dict[str, str]], by: Person | None, clock: Clock) -> None:
    """The only way in which a draft's files change: under its lock. A draft that waits for review is being written again."""
    with transaction.atomic():
        held = Draft.objects.select_for_update().get(pk=draft.pk)
        held.files = change(held)
        if len(held.files) > MOST_DRAFT_FILES:
            raise NotTaken("too-many")
        held.state, held.changed_at, held.changed_by = DraftState.WRITING, clock(), by
        held.save()
    draft.refresh_from_db()


def language_of(draft: Draft) -> str:
    """The course's source language."""
    return str(settings_of(draft).get("source_language") or "en")


def settings_of(draft: Draft) -> dict[str, Any]:
    """What course.toml says; nothing of it when it cannot be read."""
    try:
        return tomllib.loads(text(draft, "course.toml"))
    except tomllib.TOMLDecodeError:
        return {}


def changed_head(toml: str, values: Mapping[str, Any]) -> str:
    """A course.toml with some values changed; comments of its author are not kept."""
    try:
        had = tomllib.loads(toml)
    except tomllib.TOMLDecodeError:
        had = {}
    return heading.course_toml(_merged(had, values))


def _merged(had: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(had)
    for key, value in values.items():
        if isinstance(value, Mapping):
            inner = made.get(key)
            made[key] = _merged(inner if isinstance(inner, Mapping) else {}, value)
        else:
            made[key] = value
    return made


def set_up(draft: Draft, values: Mapping[str, Any], *, by: Person, clock: Clock) -> None:
    """Changes values of course.toml, tables key by key."""

    def change(held: Draft) -> dict[str, str]:
        toml = changed_head(text(held, "course.toml"), values)
        return {**held.files, "course.toml": storing.keep("course.toml", toml.encode())}

    _change(draft, change, by, clock)


def add_unit(draft: Draft, title: str, *, quiz: bool, module: str, by: Person, clock: Clock) -> str:
    """A lesson or quiz at the end of a module, or of a new one when `module` is ""; returns its path."""
    language, paths = language_of(draft), list(draft.files)
    taken = {one.name for one in naming.units(paths)} | {
        "enrol",
        "files",
        "glossary",
        "goal",
        "reading",
        "run",
    }
    if module not in naming.modules(paths):
        name = naming.slug(title, {one.partition("-")[2] for one in naming.modules(paths)})
        module = naming.next_module(paths, name)
        set_up(draft, {"modules": {module: {"title": {language: title}}}}, by=by, clock=clock)
    number = naming.next_unit(paths, module)
    path = naming.UnitPath(module, number, naming.slug(title, taken), language, quiz).path
    head = heading.head(title, minutes=5 if quiz else 10, **({"pass": 60} if quiz else {}))
    save(draft, path, head + (QUIZ_START if quiz else "\n"), before="", by=by, clock=clock)
    return path


def translate(draft: Draft, path: str, language: str, *, by: Person, clock: Clock) -> str:
    """A file for another language, begun as a copy of the source; returns its path."""
    found = naming.unit_path(path)
    if found is None:
        raise NotTaken("name")
    other = naming.UnitPath(found.module, found.number, found.name, language, found.is_quiz).path
    if other not in draft.files:
        save(draft, other, text(draft, path), before="", by=by, clock=clock)
    return other


def move(draft: Draft, name: str, *, down: bool, by: Person, clock: Clock) -> None:
    """A unit changes places with its neighbour."""
    _change(draft, lambda held: naming.swapped(held.files, name, down=down), by, clock)


def remove(draft: Draft, path: str, *, by: Person, clock: Clock) -> None:
    """A file; of a unit's source all its languages. What was published stays in its versions."""
    found = naming.unit_path(path)

    def goes(other: str) -> bool:
        there = naming.unit_path(other)
        whole = found is not None and found.language == language and there is not None
        return other == path or (
            whole and there is not None and found is not None and there.name == found.name
        )

    language = language_of(draft)
    _change(
        draft, lambda held: {other: one for other, one in held.files.items() if not goes(other)}, by, clock
    )


def put_picture(draft: Draft, filename: str, content: bytes, *, by: Person, clock: Clock) -> str:
    """A picture into figures/; returns its path. Raises NotTaken for what is none."""
    stem, _dot, ending = filename.lower().rpartition(".")
    path = f"figures/{naming.slug(stem)}.{re.sub(r'[^a-z0-9]', '', ending)}"
    kind = files.TYPES.get(path[path.rfind(".") :], "")
    if not kind.startswith("image/"):
        raise NotTaken("not-picture")
    if len(content) > files.PICTURE_BYTES:
        raise NotTaken("too-big")
    try:
        right = files.picture_size(content, kind) != (0, 0)
    except files.NotPicture:
        raise NotTaken("bad-svg") from None
    if not right:
        raise NotTaken("not-picture")
    _change(draft, lambda held: {**held.files, path: storing.keep(path, content)}, by, clock)
    return path


def source(draft: Draft, instead: Mapping[str, str] | None = None) -> files.Memory:
    """All its files, some with another text than was saved."""
    blobs = Blob.objects.in_bulk(list(set(draft.files.values())))
    contents = {path: storing.read(blobs[one]) for path, one in draft.files.items() if one in blobs}
    return files.Memory(contents | {path: content.encode() for path, content in (instead or {}).items()})


def read(
    draft: Draft, instead: Mapping[str, str] | None = None
) -> tuple[shapes.Course | None, faults.Faults]:
    """The draft as a course, as far as it can be read, and all that is wrong with it."""
    found = faults.Faults()
    course = hosting.read(source(draft, instead), found)
    if course is not None and course.name != draft.name:
        found.say("course.toml", 0, 0, "choice", name="id", known=draft.name)
    return course, found


def submit(draft: Draft, *, by: Person, clock: Clock) -> None:
    """To whoever may publish. Raises importing.Faulty for a draft with faults."""
    course, found = read(draft)
    if course is None or found:
        raise importing.Faulty(found.in_order())
    Draft.objects.filter(pk=draft.pk).update(
        state=DraftState.WAITING, remark="", changed_at=clock(), changed_by=by
    )
    draft.refresh_from_db()


def give_back(draft: Draft, remark: str, *, clock: Clock) -> None:
    """Not yet: with what is to be mended."""
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.WRITING, remark=remark, changed_at=clock())
    draft.refresh_from_db()


def publish(draft: Draft, *, clock: Clock) -> Course:
    """Makes a version of it. Raises importing.Faulty or importing.NotYours; then nothing has changed."""
    _read, found = read(draft)
    if found:
        raise importing.Faulty(found.in_order())
    course = importing.bring_in(source(draft), faults.Faults(), organisation=draft.organisation, now=clock())
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.WRITING, remark="", version=course.version)
    draft.refresh_from_db()
    shelving.shelve(draft.organisation, clock=clock)
    return course


def replace(draft: Draft, kept: Mapping[str, str], *, by: Person, clock: Clock) -> None:
    """All files at once, by their digests."""
    _change(draft, lambda _held: dict(kept), by, clock)


def go_back(draft: Draft, version: Version, *, by: Person, clock: Clock) -> None:
    """The draft becomes what an earlier version was; that version itself stays as it is."""
    _change(draft, lambda _held: dict(version.files), by, clock)


def discard(draft: Draft) -> None:
    """A draft is thrown away; a published course stays as it is."""
    draft.delete()


def zipped(draft: Draft) -> bytes:
    """The folder of the course as a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(source(draft).contents.items()):
            info = zipfile.ZipInfo(f"{draft.name}/{path}", (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()
