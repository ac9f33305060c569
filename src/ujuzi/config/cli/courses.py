"""`ujuzi course`: courses as text, from the folder to the hub and back."""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ujuzi.config.cli import console
from ujuzi.config.cli.converting import convert

if TYPE_CHECKING:
    from ujuzi.courses.models import Course as Hosted
    from ujuzi.courses.text.faults import Faults
    from ujuzi.courses.text.files import Source
    from ujuzi.courses.text.shapes import Course

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_SOURCE = re.compile(r'^source = ".*"$', re.MULTILINE)


@click.group()
def course() -> None:
    """Courses as text: make, check, bring into the hub, take out, follow translations.

    docs/course-format.md explains the folder of a course.
    """
    console.start()


course.add_command(convert)


def _read(folder: Path) -> "tuple[Course | None, Faults]":
    from ujuzi.courses import hosting
    from ujuzi.courses.text import faults, files

    found = faults.Faults()
    return hosting.read(files.Folder(folder, found), found), found


@course.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--language", default="en", show_default=True, metavar="TAG", help="In which it is written.")
@click.option("--title", default="", help="What it is called.")
def new(folder: Path, language: str, title: str) -> None:
    """Make a folder with a course of one lesson and one quiz, to start from.

    Example: ujuzi course new soil-and-data --title "Soil and data"
    """
    from ujuzi.courses.text import scaffold
    from ujuzi.courses.text.heads import LANGUAGE
    from ujuzi.courses.text.reading import NAME

    if not NAME.fullmatch(folder.name):
        raise click.BadParameter(
            f"{folder.name}: small letters, digits and hyphens only", param_hint="FOLDER"
        )
    if not LANGUAGE.fullmatch(language):
        raise click.BadParameter(
            f"{language} is not a language tag, such as en or sw", param_hint="--language"
        )
    if folder.exists() and any(folder.iterdir()):
        raise click.BadParameter(f"{folder} is there already, and is not empty", param_hint="FOLDER")
    for path, text in scaffold.files(
        folder.name, title or folder.name.replace("-", " ").capitalize(), language
    ).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        click.echo(target)
    click.echo(f"\nNow: ujuzi course check {folder}")


@course.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def check(folders: tuple[Path, ...], as_json: bool) -> None:
    """Read courses strictly; say the line and the column of every fault. Exit code 1 when there is any.

    Example: ujuzi course check ai-foundations
    """
    from ujuzi.courses.text import summing

    report, wrong = [], False
    for folder in folders:
        read, faults = _read(folder)
        wrong = wrong or bool(faults)
        if as_json:
            report.append(
                {"folder": str(folder), "faults": [summing.fault(one) for one in faults.in_order()]}
            )
            continue
        for fault in faults.in_order():
            click.echo(folder / str(fault) if fault.path else f"{folder}: {fault.message}")
        if read is not None and not faults:
            click.echo(f"{folder}: {summing.line(read)}")
    if as_json:
        console.as_json(report)
    if wrong:
        raise SystemExit(1)


def _course(name: str) -> "Hosted":
    from ujuzi.courses.models import Course

    found = Course.objects.filter(name=name).first()
    if found is None:
        known = ", ".join(Course.objects.values_list("name", flat=True)) or "none yet"
        raise click.BadParameter(f"there is no course {name}. There are: {known}", param_hint="NAME")
    return found


@course.command("translate-status")
@click.argument("folder", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def translate_status(folder: Path, as_json: bool) -> None:
    """Say for each lesson and language whether its translation is there and fresh.

    A translation is stale when its source has changed since; `ujuzi course translated FILE` says that it fits again.
    """
    from ujuzi.courses.text import summing

    read, faults = _read(folder)
    if read is None:
        for fault in faults.in_order():
            click.echo(folder / str(fault))
        raise SystemExit(1)
    rows = summing.translations(read)
    if as_json:
        console.as_json(rows)
    else:
        console.table(["lesson", *read.languages], [[row["name"], *row["states"].values()] for row in rows])


@course.command()
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def translated(paths: tuple[Path, ...]) -> None:
    """Write into translations that they fit their source as it is now."""
    for path in paths:
        source = _source_of(path)
        digest = hashlib.sha256(source.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:8]
        text = path.read_text(encoding="utf-8")
        head, mark, body = text.removeprefix("+++\n").partition("\n+++\n")
        if not text.startswith("+++\n") or not mark:
            raise click.BadParameter(f"{path} has no head between two lines of +++")
        line = f'source = "{digest}"'
        head = _SOURCE.sub(line, head) if _SOURCE.search(head) else f"{head}\n{line}"
        path.write_text(f"+++\n{head}\n+++\n{body}", encoding="utf-8")
        click.echo(f"{path}: fits {source.name} ({digest})")


def _source_of(path: Path) -> Path:
    import tomllib

    root = path.resolve().parent.parent
    try:
        language = tomllib.loads((root / "course.toml").read_text(encoding="utf-8"))["source_language"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise click.BadParameter(f"{path} lies in no course: {root}/course.toml ({error})") from None
    stem, _dot, rest = path.name.partition(".")
    source = path.parent / f"{stem}.{language}.{rest.partition('.')[2]}"
    if source == path.resolve() or not source.exists():
        raise click.BadParameter(f"{path} is no translation: there is no other text {source.name}")
    return source


@course.command("import")
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--organisation", metavar="SLUG", help="Whose course; without it, the hub's own.")
@click.option("--draft", is_flag=True, help="Do not publish a course that is new.")
def import_(folders: tuple[Path, ...], organisation: str | None, draft: bool) -> None:
    """Bring courses into the hub, from folders or zip archives; one that is there becomes this version, all at once.

    Learners in the middle keep what they have done. With a fault nothing changes. Example: ujuzi course import ai-foundations
    """
    from ujuzi.config.background import clock
    from ujuzi.config.cli.records_people import organisation_of
    from ujuzi.courses.operations import importing, shelving
    from ujuzi.courses.text import faults

    owner, wrong = organisation_of(organisation), False
    for folder in folders:
        found = faults.Faults()
        with console.err.status("") as line, _source(folder, found) as source:
            try:
                made = importing.bring_in(
                    source,
                    found,
                    organisation=owner,
                    now=clock(),
                    publish=not draft,
                    progress=lambda path, done, all_: line.update(f"{done} of {all_} files: {path}"),
                )
            except importing.Faulty as error:
                wrong = True
                for fault in error.faults:
                    click.echo(folder / str(fault) if fault.path else f"{folder}: {fault.message}")
                continue
            except importing.NotYours:
                raise click.BadParameter(
                    f"{folder}: another organisation has a course of this name"
                ) from None
        number = made.version.number if made.version else 0
        click.echo(
            f"{made.name}: version {number}, {'published' if made.published_at else 'draft'}, {made.size / 1e6:.2f} MB"
        )
    shelving.shelve(owner, clock=clock)
    if wrong:
        raise SystemExit(1)


@contextmanager
def _source(path: Path, found: "Faults") -> "Iterator[Source]":
    from ujuzi.courses.text import files

    if path.is_dir():
        yield files.Folder(path, found)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield files.Archive(archive, found)
    except zipfile.BadZipFile:
        raise click.BadParameter(f"{path} is neither a folder nor a zip archive") from None


@course.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", metavar="SLUG", help="Whose course; without it, the hub's own.")
@click.option("--language", default="", metavar="TAG", help="Of the content, where the package does not say.")
@click.option("--title", default="", help="Instead of the package's own.")
@click.option("--minutes", default=0, help="How long an average learner needs.")
@click.option("--licence", default="", help="SPDX name or address.")
@click.option("--draft", is_flag=True, help="Do not publish a course that is new.")
def package(
    path: Path, organisation: str | None, language: str, title: str, minutes: int, licence: str, draft: bool
) -> None:
    """Take a course package in: SCORM, cmi5, H5P, Open edX, Common Cartridge, QTI. Checked before anything is kept; says what could not come along.

    Example: ujuzi course package quiz.h5p --organisation open-lab --language fr
    """
    from ujuzi.config.background import clock
    from ujuzi.config.cli.records_people import organisation_of
    from ujuzi.courses.operations import packaging, shelving
    from ujuzi.courses.packages import archives, shapes

    owner = organisation_of(organisation)
    with console.err.status("") as line:
        try:
            taken = packaging.take(
                path,
                path.name,
                organisation=owner,
                now=clock(),
                meta=packaging.Meta(language, title, minutes, licence),
                publish=not draft,
                progress=lambda name, done, many: line.update(f"{100 * done // many} %: {name}"),
            )
        except (archives.Unsafe, shapes.NotTaken) as error:
            raise click.ClickException(f"{path.name} is not taken: {error}") from None
    shelving.shelve(owner, clock=clock)
    parts = taken.course.units.exclude(position=None).count()
    click.echo(
        f"{taken.course.name}: {taken.package.format}, {parts} parts, {taken.package.size / 1e6:.1f} MB"
    )
    for note in taken.notes:
        click.echo(f"  {note}")


@course.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def items(name: str, as_json: bool) -> None:
    """Say how the questions of a course do: how hard each is, and whether it tells who knows more.

    Difficulty: the mean score of first tries, 1 is easiest. Discrimination: its correlation with the rest of the quiz;
    below 0 a question misleads those who know. Example: ujuzi course items ai-foundations
    """
    from dataclasses import asdict

    from ujuzi.courses.queries import items as figures

    rows = [asdict(one) | {"remark": one.remark} for one in figures.figures(_course(name))]
    if as_json:
        console.as_json(rows)
        return
    shown = [
        [f"{value:.2f}" if isinstance(value, float) else value for value in row.values()] for row in rows
    ]
    console.table(list(rows[0]) if rows else ["no answers yet"], shown)


@course.command()
def starter() -> None:
    """Bring in the starter curriculum that comes with the software, or what is new in it.

    Example: ujuzi course starter
    """
    from ujuzi.config.background import clock
    from ujuzi.courses.operations import shelving
    from ujuzi.courses.operations import starter as curriculum

    for folder in curriculum.folders():
        made = curriculum.bring_in(folder, now=clock())
        click.echo(f"{made.name}: {', '.join(made.languages)}, {made.size / 1e6:.2f} MB")
    shelving.shelve(None, clock=clock)


@course.command()
@click.argument("name")
@click.argument("target", type=click.Path(path_type=Path), metavar="FOLDER_OR_FILE")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["folder", "cmi5", "common-cartridge"]),
    default="folder",
    show_default=True,
    help="The folder that it came from, or a package for other learning platforms.",
)
@click.option("--language", default="", metavar="TAG", help="Of a package, which has one.")
def export(name: str, target: Path, kind: str, language: str) -> None:
    """Write a course of the hub as the folder that it came from, to edit or to hand on, or as a package.

    Example: ujuzi course export ai-foundations ./ai-foundations
    """
    found = _course(name)
    if found.version_id is None:
        raise click.BadParameter(f"{name} came in as a package; there is no text of it", param_hint="NAME")
    if kind == "folder":
        _export_folder(found, target)
    else:
        _export_package(found, target, kind, language or found.source_language)


def _export_folder(found: "Hosted", folder: Path) -> None:
    from ujuzi.courses.operations import importing

    if folder.exists() and any(folder.iterdir()):
        raise click.BadParameter(f"{folder} is there already, and is not empty", param_hint="FOLDER")
    contents = importing.contents(found)
    for path, content in contents.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    click.echo(f"{folder}: {len(contents)} files")


def _export_package(found: "Hosted", target: Path, kind: str, language: str) -> None:
    from ujuzi.courses.exports import cartridge, cmi5

    if language not in found.languages:
        raise click.BadParameter(f"{found.name} has: {', '.join(found.languages)}", param_hint="--language")
    if target.exists():
        raise click.BadParameter(f"{target} is there already", param_hint="FILE")
    make = cmi5.package if kind == "cmi5" else cartridge.package
    target.write_bytes(make(found, language))
    click.echo(f"{target}: {target.stat().st_size} bytes")
