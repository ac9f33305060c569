"""A partner's Markdown course to the files of a course as text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ujuzi.courses.converting import heads, modules, names, registry, units
from ujuzi.courses.converting.originals import NotConvertible, Originals
from ujuzi.courses.converting.report import Report
from ujuzi.courses.converting.shapes import About, Asked, Page
from ujuzi.courses.text.reading import RESERVED

MOST_MINUTES = 60_000
Progress = Callable[[str, int, int], None]  # what, how many are done, of how many


@dataclass(slots=True)
class Converted:
    """`texts` and `made` by path in the course; `copied`: the path in the source of each file that stays as it is."""

    name: str
    kind: str
    texts: units.Written
    made: dict[str, bytes] = field(default_factory=dict)
    copied: dict[str, str] = field(default_factory=dict)

    @property
    def figures(self) -> int:
        return sum(path.startswith("figures/") for path in self.copied)


def convert(
    source: Path, asked: Asked, report: Report, *, kind: str = "", progress: Progress | None = None
) -> Converted:
    """Everything in memory, but for pictures and films. Raises NotConvertible, with what must be said by whoever converts."""
    originals = Originals(source, report)
    known = kind or registry.detect(originals)
    opened = registry.KINDS[known].open(originals, report, asked)
    outline = opened.outline
    about = _about(outline.about, asked, outline.language, report, source.resolve().name)
    parts = _with_source(modules.modules(outline.root, report), outline.language, report)
    if not parts:
        raise NotConvertible(f"No page has a text in the source language, {outline.language}.")
    given = names.Names()
    lessons = {
        page.key: given.give(_wishes(page, outline.language), "lesson")
        for part in parts
        for page in part.pages
    }
    pages, folders = _settled(
        lambda left: units.Pages(opened, originals, report, left, names.Names(given.taken)),
        lessons,
        parts,
        progress,
    )
    if not folders:
        raise NotConvertible(f"No page has words in the source language, {outline.language}.")
    made = Converted(about.name, known, pages.out)
    for path, content in pages.shelf.placed.items():
        if isinstance(content, bytes):
            made.made[path] = content
        else:
            made.copied[path] = content
    _only_spoken([about.titles, about.summaries, *folders.values()], pages.out)
    minutes = max(1, min(pages.out.minutes, MOST_MINUTES))
    made.made["course.toml"] = heads.course(about.name, outline.language, about, minutes, folders).encode()
    return made


def _settled(
    start: Callable[[dict[str, str]], units.Pages],
    lessons: dict[str, str],
    parts: list[modules.Module],
    progress: Progress | None,
) -> tuple[units.Pages, dict[str, dict[str, str]]]:
    """All pages written. When nothing came of some, all are written anew without links to those."""
    while True:
        pages = start(lessons)
        folders = _written(pages, parts, progress)
        left = {key: name for key, name in lessons.items() if key in pages.written}
        if left == lessons or not folders:
            return pages, folders
        lessons = left
        parts = [
            modules.Module(part.key, part.titles, [page for page in part.pages if page.key in left])
            for part in parts
        ]


def write(made: Converted, source: Path, folder: Path) -> None:
    """Puts the files into a folder that is empty or not there yet."""
    contents = made.made | {path: text.encode() for path, text in made.texts.files.items()}
    for path in [*contents, *made.copied]:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(contents[path] if path in contents else (source / made.copied[path]).read_bytes())


def _with_source(parts: list[modules.Module], language: str, report: Report) -> list[modules.Module]:
    """The modules with the pages that have a text in the source language; the others are named."""
    found = []
    for part in parts:
        pages = [page for page in part.pages if language in page.paths]
        for page in part.pages:
            if language not in page.paths:
                report.name("no-source", page.key, " ".join(sorted(page.paths)))
        found += [modules.Module(part.key, part.titles, pages)] if pages else []
    return found


def _wishes(page: Page, language: str) -> list[str]:
    """Names for a lesson, best first: its file's, without the numbers that put files in order; else its title."""
    folder, _slash, stem = page.key.rpartition("/")
    above = names.without_number(names.slug(folder.rpartition("/")[2]))
    own = names.without_number(names.slug(stem))
    if own in ("index", "readme") or not re.search("[a-z]", own):
        title = names.without_number(names.slug(page.titles.get(language, "")))
        own = title if re.search("[a-z]", title) else f"{above}-{own}"
    return [own, f"{above}-{own}", names.slug(page.key)]


def _written(
    pages: units.Pages, parts: list[modules.Module], progress: Progress | None
) -> dict[str, dict[str, str]]:
    """Writes every page; gives back the titles of the modules that have any, by their folder."""
    folders: dict[str, dict[str, str]] = {}
    given, done, many = names.Names(), 0, sum(len(part.pages) for part in parts)
    for part in parts:
        stem = names.without_number(names.slug(part.key.rpartition("/")[2]))
        title = heads.short(
            part.titles.get(pages.language, "").strip() or stem.replace("-", " ").capitalize() or "–"
        )
        folder = f"{len(folders) + 1}-{given.give([stem, title], 'module')}"
        place = 0
        for page in part.pages:
            place += pages.write(page, folder, place)
            done += 1
            if progress is not None:
                progress(page.key, done, many)
        if place:
            said = {language: heads.short(words) for language, words in part.titles.items()}
            folders[folder] = {pages.language: title} | {
                language: words for language, words in said.items() if words
            }
    return folders


def _about(found: About, asked: Asked, language: str, report: Report, folder: str) -> About:
    """What the course is, with nothing left empty; what is a guess is named. Raises NotConvertible without a licence."""
    licence = (asked.licence or found.licence).strip()
    if not licence:
        raise NotConvertible(
            "The source does not say its licence. Say it with --licence, such as --licence CC-BY-4.0."
        )
    title = heads.short(found.titles.get(language, ""))
    name = asked.name or names.slug(found.name or title) or names.slug(folder) or "course"
    name = f"{name}-course" if name in RESERVED else name
    guessed = ["level", "audiences", "subjects", "minutes"]
    titles = {one: heads.short(said) for one, said in found.titles.items() if said.strip()}
    summaries = {
        one: " ".join(heads.cleaned(said).split())[:400]
        for one, said in found.summaries.items()
        if said.strip()
    }
    authors = [heads.short(one) for one in asked.authors or found.authors if one.strip()]
    for said, texts in (("title", titles), ("summary", summaries)):
        if language not in texts:
            texts[language] = title or name.replace("-", " ").capitalize()
            guessed.append(said)
    if not authors:
        authors = [titles[language]]
        guessed.append("authors")
    for said in guessed:
        report.name("guess", "course.toml", said)
    return About(name, heads.short(licence), authors, titles, summaries)


def _only_spoken(tables: list[dict[str, str]], written: units.Written) -> None:
    """Leaves out titles in languages in which there is no page."""
    for texts in tables:
        for language in [one for one in texts if one not in written.lessons and one not in written.quizzes]:
            del texts[language]
