"""Hugging Face courses: `chapters/LANGUAGE/_toctree.yml` and `.mdx` files with components and questions."""

import posixpath
import re
from dataclasses import dataclass, field
from typing import Any

from ujuzi.courses.converting import about, harmless, languages, matching
from ujuzi.courses.converting.dialects import frameworks, parser, preparing
from ujuzi.courses.converting.kinds import huggingface_components
from ujuzi.courses.converting.originals import NotConvertible, Originals, joined
from ujuzi.courses.converting.report import Report
from ujuzi.courses.converting.shapes import About, Asked, Html, Outline, Page, Section

LABEL = "Hugging Face course"
_TOCTREE = re.compile(r"(?P<root>(?:[^/]+/)*?)(?P<language>[^/]+)/_toctree\.yml")
_HEADING = re.compile(r"^(?P<words>#{1,6}[ \t].*?)[ \t]*\[\[(?P<anchor>[^\]]*)\]\][ \t]*$")
_EMPTY_CORNER = re.compile(
    r"^ {2,}(?=\|[^\n]*\n:?-{2,}:?\|)", re.MULTILINE
)  # a head that starts with an empty cell
_COURSE_LINK = re.compile(r"/(?:learn/[\w-]+|course)(?:/(?P<rest>[^?#]*))?(?:[?#].*)?")
_PARTS = frozenset({parser.ESCAPED_MATHS, parser.MARKS})
SITE = "https://huggingface.co/"
MOST_PAGES = 5000


def looks_like(originals: Originals) -> bool:
    return any(_TOCTREE.fullmatch(path) for path in originals.sizes)


def open(originals: Originals, report: Report, asked: Asked) -> "Opened":
    """Reads every language's table of contents. Raises NotConvertible."""
    return Opened(originals, report, asked)


@dataclass
class Opened:
    """One course. Pages are known by what their table of contents calls them: "chapter1/3"."""

    originals: Originals
    report: Report
    asked: Asked
    folders: dict[str, str] = field(default_factory=dict)  # {language: folder}
    pages: dict[str, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.originals.sizes:
            if match := _TOCTREE.fullmatch(path):
                language = languages.tag(match["language"])
                if not language:
                    self.report.name("languages", path, match["language"])
                else:
                    self.folders.setdefault(language, posixpath.dirname(path))
        wanted = languages.tag(self.asked.language) if self.asked.language else "en"
        if not self.folders:
            raise NotConvertible("There is no chapters/LANGUAGE/_toctree.yml.")
        most = max(self.folders, key=lambda language: len(self.originals.under(self.folders[language])))
        self.language = wanted if wanted in self.folders else most
        self.html_parser = parser.to_html(_PARTS).disable("code")  # in MDX, what is indented is no code
        root = self._root()
        for language in self.folders.keys() - {self.language}:
            self._translation(language, root)
        self.outline = Outline(self._about(), self.language, root, self.asked.site)

    # The table of contents

    def _toctree(self, language: str) -> list[dict[str, Any]]:
        path = f"{self.folders[language]}/_toctree.yml"
        try:
            said = harmless.read(self.originals.text(path) or "")
        except harmless.NotYaml as error:
            self.report.name("yaml", path, str(error))
            return []
        return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []

    def _root(self) -> Section:
        root = Section("")
        for number, one in enumerate(self._toctree(self.language)):
            section = Section(f"section-{number}", {self.language: harmless.word(one.get("title"))})
            for entry in self._entries(one, 0):
                section.within += self._pages_of(entry)
            if section.within:
                first = section.pages[0].key
                section.key = posixpath.dirname(first) or first
                root.within.append(section)
        if not root.within:
            raise NotConvertible(f"The table of contents for {self.language} has no page that is here.")
        return root

    def _entries(self, one: dict[str, Any], depth: int) -> list[dict[str, Any]]:
        """A section's entries, those of sections in it too."""
        found: list[dict[str, Any]] = [one] if "local" in one else []
        within = one.get("sections")
        for each in within if isinstance(within, list) and depth < 8 else []:
            if isinstance(each, dict) and len(found) < MOST_PAGES:
                found += self._entries(each, depth + 1)
        return found

    def _pages_of(self, entry: dict[str, Any]) -> list[Section | Page]:
        """The page of an entry, and the one for the other framework where there is one."""
        found: list[Section | Page] = []
        title = harmless.word(entry.get("title"))
        both = entry.get("local_fw")
        wanted = {"": harmless.word(entry.get("local"))} if not isinstance(both, dict) else dict(both)
        for framework, local in wanted.items():
            key = posixpath.normpath(harmless.word(local) or ".")
            path = self._path(self.language, key)
            if not path:
                self.report.name("navigation", f"{self.folders[self.language]}/_toctree.yml", key[:80])
            elif key not in self.pages:
                named = (
                    title
                    if framework in ("", frameworks.FIRST)
                    else f"{title} ({frameworks.TITLES.get(framework, framework)})"
                )
                self.pages[key] = Page(key, {self.language: named}, {self.language: path})
                found.append(self.pages[key])
        return found

    def _path(self, language: str, key: str) -> str:
        """The file of a page in a language; "" when there is none."""
        paths = (joined(self.folders[language], f"{key}{ending}") for ending in (".mdx", ".md"))
        return next((path for path in paths if path in self.originals.sizes), "")

    def _translation(self, language: str, root: Section) -> None:
        """Puts the pages of a language beside those of the source that they go with."""
        sections = self._toctree(language)
        entries = [entry for one in sections for entry in self._entries(one, 0)]
        titles: dict[str, str] = {}
        for entry in entries:
            both = entry.get("local_fw")
            for local in [entry.get("local"), *(both.values() if isinstance(both, dict) else ())]:
                titles.setdefault(
                    posixpath.normpath(harmless.word(local) or "."), harmless.word(entry.get("title"))
                )
        found = {key: path for key in titles if (path := self._path(language, key))}
        for key in [key for key in titles if key not in found]:
            self.report.name("navigation", f"{self.folders[language]}/_toctree.yml", key[:80])
        texts = {key: self.originals.text(path) or "" for key, path in found.items()}
        sources = {
            key: self.originals.text(page.paths[self.language]) or "" for key, page in self.pages.items()
        }
        goes_with = matching.matched(sources, texts)
        for key, path in found.items():
            source = goes_with.get(key)
            if source is None:
                code = "other-page" if key in self.pages else "no-source"
                self.report.name(code, path, titles[key])
                continue
            if source != key:
                self.report.name("moved", path, source)
            self.pages[source].paths[language], self.pages[source].titles[language] = path, titles[key]
        self._section_titles(language, sections, root)

    def _section_titles(self, language: str, sections: list[dict[str, Any]], root: Section) -> None:
        for one in sections:
            entry = next(iter(self._entries(one, 0)), {})
            key = posixpath.dirname(posixpath.normpath(harmless.word(entry.get("local")) or "."))
            for section in root.within:
                if (
                    isinstance(section, Section)
                    and key
                    and section.key == key
                    and harmless.word(one.get("title"))
                ):
                    section.titles.setdefault(language, harmless.word(one.get("title")))

    def _about(self) -> About:
        found = about.beside(self.originals, self.report)
        found.name = found.titles.get("", "")
        found.titles = {self.language: found.titles.get("", "")}
        found.summaries = {self.language: found.summaries.get("", "")}
        return found

    # What pages are made of

    def html(self, text: str, path: str, language: str) -> Html:
        text, stray = frameworks.told(_EMPTY_CORNER.sub("| ", _without_anchors(text)))
        for mark in stray:
            self.report.name("broken", path, mark)
        page = huggingface_components.Components(path, self.report)
        html = parser.html(self.html_parser, page.replaced(text), lambda: self.report.name("depth", path, ""))
        return Html(html, tuple(page.questions))

    def line(self, text: str) -> str:
        return parser.html(self.html_parser, text, lambda: None)

    # Where links lead

    def pages_at(self, href: str, path: str) -> list[str]:
        match = _COURSE_LINK.fullmatch(href.removeprefix(SITE.rstrip("/")))
        if match is None:
            there = joined(posixpath.dirname(path), href)
            folder = next((one for one in self.folders.values() if there.startswith(f"{one}/")), "")
            wanted = re.sub(r"\.mdx?$", "", there.removeprefix(f"{folder}/")) if folder else ""
        else:
            first, _slash, rest = (match["rest"] or "").strip("/").partition("/")
            known = languages.tag(first) in self.folders
            wanted = rest if known else f"{first}/{rest}".strip("/")
        return [key for key in (wanted, f"{wanted}/1") if key in self.pages]

    def files_at(self, href: str, path: str) -> list[str]:
        there = joined(posixpath.dirname(path), href)
        return [there] if there in self.originals.sizes else []

    def published(self, href: str, path: str) -> str:
        return f"{(self.asked.site or SITE).rstrip('/')}{href}" if re.match(r"/[^/\s]", href) else ""


def _without_anchors(text: str) -> str:
    """Headings without their `[[anchor]]`."""
    return preparing.each_line(text, lambda line: match["words"] if (match := _HEADING.match(line)) else line)
