"""MkDocs: `mkdocs.yml` says where the pages are and in what order; plugins say how languages lie beside each other."""

import fnmatch
import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ujuzi.courses.converting import about, harmless, languages
from ujuzi.courses.converting.dialects import parser, preparing
from ujuzi.courses.converting.kinds import mkdocs_nav
from ujuzi.courses.converting.originals import NotConvertible, Originals, joined
from ujuzi.courses.converting.report import Report
from ujuzi.courses.converting.shapes import About, Asked, Html, Outline, Page

LABEL = "MkDocs"
_CONFIG = ("mkdocs.yml", "mkdocs.yaml")
_VARIABLE = re.compile(r"\{\{\s*(?P<name>[\w.]+)\s*\}\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_FRONT = re.compile(r"\A---[ \t]*\n.*?\n---", re.DOTALL)
_AUTHOR = re.compile(r"^(?:author|contributor)s?[ \t]*:[ \t]*(?P<names>.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
MOST_AUTHORS = 50


def looks_like(originals: Originals) -> bool:
    return any(path in originals.sizes for path in _CONFIG)


def open(originals: Originals, report: Report, asked: Asked) -> "Opened":
    """Reads mkdocs.yml and the navigation. Raises NotConvertible."""
    path = next((path for path in _CONFIG if path in originals.sizes), "")
    text = originals.text(path)
    if text is None:
        raise NotConvertible("There is no mkdocs.yml that can be read.")
    try:
        config = harmless.table(text)
    except harmless.NotYaml as error:
        raise NotConvertible(f"{path} cannot be read: {error}") from None
    return Opened(originals, report, asked, config)


@dataclass
class Opened:
    """One MkDocs site. Pages are known by their key: the path below `docs` without language and ending."""

    originals: Originals
    report: Report
    asked: Asked
    config: dict[str, Any]
    keys: dict[str, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        docs = posixpath.normpath(harmless.word(self.config.get("docs_dir")) or "docs")
        self.docs = "" if docs == "." else docs
        self.i18n = self._plugin("i18n")
        self._languages()
        paths = [path for path in self.originals.under(docs) if path.endswith((".md", ".markdown"))]
        if docs.startswith(("/", "..")) or not paths:
            raise NotConvertible(f"There are no Markdown files in {docs}.")
        for path in sorted(paths):
            self._page(path)
        self.site = _with_slash(self.asked.site or harmless.word(self.config.get("site_url")))
        self.html_parser = parser.to_html(self._parts())

    # Settings

    def _plugin(self, name: str) -> dict[str, Any]:
        """The settings of a plugin; {} when it has none or is not there."""
        plugins = self.config.get("plugins")
        for one in plugins if isinstance(plugins, list) else [plugins]:
            if isinstance(one, dict) and isinstance(one.get(name), dict):
                return {str(key): value for key, value in one[name].items()}
        return {}

    def _languages(self) -> None:
        """`self.names` has the settings of each language, by the word that file names use for it."""
        said = self.i18n.get("languages")
        self.names: dict[str, dict[str, Any]] = {}
        default = harmless.word(self.i18n.get("default_language"))
        for one in said if isinstance(said, list) else []:
            if isinstance(one, dict) and (locale := harmless.word(one.get("locale"))) and locale != "null":
                self.names[locale] = one
                default = locale if one.get("default") is True else default
        for locale, one in said.items() if isinstance(said, dict) else []:
            self.names[str(locale)] = one if isinstance(one, dict) else {}
        theme = self.config.get("theme")
        spoken = harmless.word(theme.get("language")) if isinstance(theme, dict) else ""
        self.default = default or next(iter(self.names), spoken or self.asked.language or "en")
        self.names.setdefault(self.default, {})
        for name in [name for name in self.names if not languages.tag(name)]:
            self.report.name("languages", "mkdocs.yml", name)
            del self.names[name]
        self.language = languages.tag(self.asked.language or self.default) or "en"
        self.in_folders = self.i18n.get("docs_structure") == "folder"

    def _parts(self) -> frozenset[str]:
        said = str([self.config.get("markdown_extensions"), self.config.get("extra_javascript")])[:100_000]
        maths = (
            {parser.MATHS} if re.search(r"arithmatex|mathjax|katex|mdx_math", said, re.IGNORECASE) else set()
        )
        return frozenset({parser.ATTRIBUTES, parser.MARKS, parser.ADMONITIONS} | maths)

    # Pages

    def _page(self, path: str) -> None:
        key, name = self.split(path)
        below = posixpath.relpath(path, self.docs or ".")
        language = languages.tag(name)
        if self._excluded(below) or not language:
            return
        page = self.keys.setdefault(key, Page(key))
        page.paths.setdefault(language, path)

    def split(self, path: str) -> tuple[str, str]:
        """ "docs/a/b.fr.md" -> ("a/b", "fr"), as the plugin for languages has it."""
        below = posixpath.relpath(path, self.docs or ".")
        stem = re.sub(r"\.(md|markdown|html?)$", "", below)
        first, _slash, rest = stem.partition("/")
        if self.in_folders:
            return (rest, first) if rest and first in self.names else (stem, self.default)
        bare, _dot, name = stem.rpartition(".")
        if bare and name in self.names:
            return bare, name
        return (
            (rest, first)
            if rest and first in self.names and not self._is_folder(first)
            else (stem, self.default)
        )

    def _is_folder(self, name: str) -> bool:
        return any(path.startswith(f"{posixpath.join(self.docs, name)}/") for path in self.originals.sizes)

    def _excluded(self, below: str) -> bool:
        globs = self._plugin("exclude").get("glob")
        patterns = [harmless.word(one) for one in (globs if isinstance(globs, list) else [globs])]
        more = self.config.get("exclude_docs")
        patterns += [line.strip() for line in more.split("\n")] if isinstance(more, str) else []
        return any(pattern and fnmatch.fnmatch(below, pattern.lstrip("/")) for pattern in patterns)

    @cached_property
    def outline(self) -> Outline:
        """The navigation as sections, with titles in every language, and what the course is."""
        root = mkdocs_nav.Navigation(self).root()
        return Outline(self._about(), self.language, root, self.site)

    def _about(self) -> About:
        found = about.beside(self.originals, self.report)
        name = harmless.word(self.config.get("site_name"))
        found.name = name
        found.titles = {self.language: name or found.titles.get("", "")}
        found.summaries = {
            self.language: harmless.word(self.config.get("site_description")) or found.summaries.get("", "")
        }
        for word, settings in self.names.items():
            for field_, texts in (("site_name", found.titles), ("site_description", found.summaries)):
                if said := harmless.word(settings.get(field_)):
                    texts[languages.tag(word)] = said
        author = harmless.word(self.config.get("site_author"))
        found.authors = [author] if author else found.authors or self._contributors()
        copyright_ = harmless.word(self.config.get("copyright"))
        found.licence = next(iter(about.licences(copyright_)), "") or found.licence
        return found

    def _contributors(self) -> list[str]:
        """Whoever the heads of pages name, each on a line of her own."""
        found: dict[str, None] = {}
        for page in self.keys.values():
            head = _FRONT.match(self.originals.text(page.paths.get(self.language, "")) or "")
            for match in _AUTHOR.finditer(head[0] if head else ""):
                for line in match["names"].split("\n"):
                    name = " ".join(line.strip().strip("-[]\"'").split())
                    found.setdefault(name.strip(), None)
        return [name for name in found if name][:MOST_AUTHORS]

    def title(self, page: Page, language: str) -> str:
        """What the head of the page's file or its first heading says; "" when neither does."""
        head, body = harmless.front(self.originals.text(page.paths[language]) or "")
        heading = re.search(r"^# *(?P<words>[^#\n].*)$", preparing.without_code(body), re.MULTILINE)
        return harmless.word(head.get("title")) or (about.plain(heading["words"]) if heading else "")

    # What pages are made of

    def html(self, text: str, path: str, language: str) -> Html:
        _head, body = harmless.front(text)
        body = preparing.snippets(body, lambda name: self._snippet(name, path))
        if self._has("macros"):
            body = _VARIABLE.sub(lambda match: self._variable(match, path), body)
        prepared = preparing.python_markdown(body)
        return Html(parser.html(self.html_parser, prepared, lambda: self.report.name("depth", path, "")))

    def line(self, text: str) -> str:
        return parser.html(self.html_parser, text, lambda: None)

    def _has(self, plugin: str) -> bool:
        plugins = self.config.get("plugins")
        return isinstance(plugins, list) and any(
            one == plugin or (isinstance(one, dict) and plugin in one) for one in plugins
        )

    def _variable(self, match: re.Match[str], path: str) -> str:
        value: Any = {"extra": self.config.get("extra"), "config": self.config}
        parts = (match["name"] or "").split(".")
        value = (
            value.get(parts[0]) or (self.config.get("extra") or {})
            if parts[0] in value
            else self.config.get("extra")
        )
        for part in parts if parts[0] not in ("extra", "config") else parts[1:]:
            value = value.get(part) if isinstance(value, dict) else None
        if said := harmless.word(value):
            return said
        self.report.name("macro", path, match[0][:60])
        return match[0]

    def _snippet(self, name: str, path: str) -> str | None:
        found = None if "://" in name else self.originals.text(joined("", name) or joined(self.docs, name))
        if found is None:
            found = self.originals.text(joined(self.docs, name)) if "://" not in name else None
        if found is None:
            self.report.name("snippet", path, name)
        return found

    # Where links lead

    def pages_at(self, href: str, path: str) -> list[str]:
        found = []
        for there in self._there(href, path):
            bare = re.sub(r"(/|\.(md|markdown|html?))$", "", there)
            for each in (bare, f"{bare}/index", f"{bare}/README"):
                key, _name = self.split(each)
                found += [key] if key in self.keys else []
        return found

    def files_at(self, href: str, path: str) -> list[str]:
        return [there for there in self._there(href, path) if there in self.originals.sizes]

    def _there(self, href: str, path: str) -> list[str]:
        """Paths that an address may mean: as Markdown has it, and as HTML on the site, where a page may be a folder."""
        folder, stem = posixpath.dirname(path), re.sub(r"\.\w+$", "", path)
        bare, _name = self.split(path)
        places = [
            folder,
            stem,
            posixpath.join(self.docs, posixpath.dirname(bare)),
            posixpath.join(self.docs, bare),
        ]
        if href.startswith("/"):
            return [joined(self.docs, href.lstrip("/"))]
        return [there for place in dict.fromkeys(places) if (there := joined(place, href))]

    def published(self, href: str, path: str) -> str:
        there = next(iter(self._there(href, path)), "")
        below = posixpath.relpath(there, self.docs or ".") if there else ""
        return f"{self.site}{below}" if self.site and below and not below.startswith("..") else ""


def _with_slash(address: str) -> str:
    return f"{address.rstrip('/')}/" if re.match(r"https?://[^\s/]", address) else ""
