"""`ujuzi course convert`: a Markdown course of a partner's to a course as text."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ujuzi.config.cli import console

if TYPE_CHECKING:
    from ujuzi.courses.converting.assembling import Converted
    from ujuzi.courses.converting.report import Report

SHOWN = 3  # gaps of each kind; the others with --all or --json
KINDS = ("mkdocs", "huggingface")  # a test compares them with the registry, which is imported late


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), help="Of the source; without it, found out.")
@click.option(
    "--id", "name", default="", metavar="NAME", help="What the course is called in addresses, for good."
)
@click.option(
    "--language",
    default="",
    metavar="TAG",
    help="The source language, where it is not the source's own default.",
)
@click.option("--licence", default="", help="SPDX name or address; needed where the source does not say.")
@click.option(
    "--author", "authors", multiple=True, help="Instead of those that the source names; may be said again."
)
@click.option(
    "--site",
    default="",
    metavar="URL",
    help="Where the source is published: what does not come along is linked there.",
)
@click.option("--all", "whole", is_flag=True, help="Name every gap, not only a few of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def convert(
    source: Path, folder: Path, kind: str | None, name: str, language: str, licence: str, authors: tuple[str, ...], site: str,
    whole: bool, as_json: bool,
) -> None:  # fmt: skip
    """Turn a Markdown course (MkDocs, Hugging Face) into a folder that `ujuzi course import` takes, in all its languages.

    Says what came in, and what could not and why. Nothing is loaded from elsewhere. Example:
    ujuzi course convert ./ai4t ./ai4t-course --site https://inrialearninglab.github.io/ai4t/
    """
    from ujuzi.courses.converting import assembling, originals, shapes
    from ujuzi.courses.converting.report import Report

    _refuse(folder, name, language, site)
    asked, report = shapes.Asked(name, language, licence, authors, site), Report()
    try:
        with console.err.status("") as line:
            made = assembling.convert(
                source,
                asked,
                report,
                kind=kind or "",
                progress=lambda page, done, many: line.update(f"{done} of {many}: {page}"),
            )
    except originals.NotConvertible as error:
        raise click.ClickException(str(error)) from None
    assembling.write(made, source, folder)
    faults = _faults(folder)
    if as_json:
        console.as_json(_told(made, report, folder) | {"faults": faults})
    else:
        _say(made, report, folder, whole)
    for fault in [] if as_json else faults:
        click.echo(f"{folder}/{fault}")
    if faults:
        raise SystemExit(1)


def _refuse(folder: Path, name: str, language: str, site: str) -> None:
    """Raises BadParameter for what was typed wrong."""
    from ujuzi.courses.text.heads import LANGUAGE
    from ujuzi.courses.text.markup import ADDRESS
    from ujuzi.courses.text.reading import NAME, RESERVED

    if name and (not NAME.fullmatch(name) or name in RESERVED or len(name) > 80):
        raise click.BadParameter(
            f"{name}: small letters, digits and hyphens only, and no page of the hub", param_hint="--id"
        )
    if language and not LANGUAGE.fullmatch(language):
        raise click.BadParameter(
            f"{language} is not a language tag, such as en or sw", param_hint="--language"
        )
    if site and not (site.startswith("http") and ADDRESS.match(site)):
        raise click.BadParameter(
            f"{site} is not an address, such as https://example.org", param_hint="--site"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.BadParameter(f"{folder} is there already, and is not empty", param_hint="FOLDER")


def _faults(folder: Path) -> list[str]:
    """What `ujuzi course check` says of it: nothing, unless converting has a fault of its own."""
    from ujuzi.courses import hosting
    from ujuzi.courses.text import faults, files

    found = faults.Faults()
    hosting.read(files.Folder(folder, found), found)
    return [str(one) for one in found.in_order()]


def _rows(made: "Converted") -> list[dict[str, Any]]:
    """One for each language, the one with most lessons first."""
    texts = made.texts
    return [
        {
            "language": language,
            "lessons": lessons,
            "quizzes": texts.quizzes.get(language, 0),
            "questions": texts.questions.get(language, 0),
        }
        for language, lessons in sorted(texts.lessons.items(), key=lambda each: -each[1])
    ]


def _told(made: "Converted", report: "Report", folder: Path) -> dict[str, Any]:
    return {
        "course": made.name,
        "kind": made.kind,
        "folder": str(folder),
        "languages": _rows(made),
        "figures": made.figures,
        "counts": report.counts(),
        "gaps": [asdict(gap) | {"message": gap.message} for gap in report],
    }


def _say(made: "Converted", report: "Report", folder: Path, whole: bool) -> None:
    rows = _rows(made)
    click.echo(f"{made.name}: {made.kind}, {made.figures} figures")
    console.table(["language", "lessons", "quizzes", "questions"], [list(row.values()) for row in rows])
    for code, count in report.counts().items():
        gaps = report.of(code)
        click.echo(f"\n{count} {gaps[0].message}")
        for gap in gaps if whole else gaps[:SHOWN]:
            click.echo(f"  {': '.join(part for part in (gap.page, gap.what) if part)}")
        if count > SHOWN and not whole:
            click.echo(f"  … and {count - SHOWN} more (--all)")
    click.echo(f"\nNow: ujuzi course check {folder}; ujuzi course import {folder}")
