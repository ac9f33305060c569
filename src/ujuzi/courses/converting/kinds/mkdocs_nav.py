"""The navigation of an MkDocs site: `nav` in mkdocs.yml, `.pages` of the plugin awesome-pages, or the folders as they are."""

import posixpath
from typing import TYPE_CHECKING, Any

from ujuzi.courses.converting import harmless, languages
from ujuzi.courses.converting.shapes import Page, Section

if TYPE_CHECKING:
    from ujuzi.courses.converting.kinds.mkdocs import Opened

DEEPEST = 12
MOST = 20_000  # entries; YAML can say one list many times over


class Navigation:
    """Makes the tree of sections for one site."""

    def __init__(self, site: "Opened") -> None:
        self.site = site
        self.taken: set[str] = set()
        self.left = MOST
        folders: dict[str, list[Page]] = {}
        for key, page in site.keys.items():
            folders.setdefault(posixpath.dirname(key), []).append(page)
        self.pages = folders
        self.folders = {
            "/".join(parts[:length])
            for folder in folders
            for parts in [folder.split("/")]
            for length in range(1, len(parts) + 1)
        } - {""}

    def root(self) -> Section:
        nav = self.site.config.get("nav")
        within = (
            self._list(nav, "", 0, lists_folder=False)
            if isinstance(nav, list) and nav
            else self._folder("", 0)
        )
        return Section("", dict(self.site_titles()), within)

    def site_titles(self) -> dict[str, str]:
        said = {
            languages.tag(name): harmless.word(one.get("site_name")) for name, one in self.site.names.items()
        }
        mine = harmless.word(self.site.config.get("site_name"))
        return {self.site.language: mine} | {language: title for language, title in said.items() if title}

    # Lists

    def _list(self, nav: list[Any], folder: str, depth: int, *, lists_folder: bool) -> list[Section | Page]:
        """The entries of a list: paths, `title: path`, `title: [entries]`, and `...` for all that is not said."""
        found: list[Section | Page | None] = []
        for entry in nav:
            self.left -= 1
            if self.left < 0 or depth > DEEPEST:
                break
            if isinstance(entry, str):
                found += (
                    [None] if entry.split("|")[0].strip() == "..." else self._entry("", entry, folder, depth)
                )
            elif isinstance(entry, dict):
                for title, there in entry.items():
                    found += self._titled(harmless.word(title), there, folder, depth, lists_folder)
        rest = self._folder(folder, depth, only_rest=True) if None in found else []
        return [one for each in found for one in ([each] if each is not None else rest)]

    def _titled(
        self, title: str, there: Any, folder: str, depth: int, lists_folder: bool
    ) -> list[Section | Page]:
        if isinstance(there, list):
            within = self._list(there, folder, depth + 1, lists_folder=lists_folder)
            return [Section(posixpath.join(folder, title), self._titles(title), within)]
        return self._entry(title, there, folder, depth) if isinstance(there, str) else []

    def _entry(self, title: str, there: str, folder: str, depth: int) -> list[Section | Page]:
        """A page or a folder of the site, by its path; what is neither is named."""
        path = posixpath.normpath(posixpath.join(folder, there.strip()))
        key = self.site.split(posixpath.join(self.site.docs, path))[0]
        if "://" in there or path.startswith(("..", "/")):
            self.site.report.name("navigation", "mkdocs.yml", there[:80])
            return []
        if key in self.site.keys and there.endswith((".md", ".markdown")):
            return self._page(self.site.keys[key], title)
        if path in self.folders:
            return [self._section(path, title, depth)]
        self.site.report.name("navigation", "mkdocs.yml", there[:80])
        return []

    def _page(self, page: Page, title: str = "") -> list[Section | Page]:
        if page.key in self.taken:
            return []
        self.taken.add(page.key)
        said = self._titles(title)
        for language in page.paths:
            own = (
                said.get(language)
                if title and (language == self.site.language or said[language] != title)
                else ""
            )
            page.titles[language] = own or self.site.title(page, language)
        return [page]

    # Folders

    def _section(self, folder: str, title: str, depth: int) -> Section:
        settings = self._settings(folder)
        name = title or harmless.word(settings.get("title")) or _humane(posixpath.basename(folder))
        return Section(folder, self._titles(name), self._folder(folder, depth + 1))

    def _folder(self, folder: str, depth: int, *, only_rest: bool = False) -> list[Section | Page]:
        """Pages first, then folders, by name, as MkDocs has it; or as `.pages` says."""
        settings = self._settings(folder)
        if depth > DEEPEST or settings.get("hide") is True:
            return []
        nav = settings.get("nav") or settings.get("arrange")
        if isinstance(nav, list) and not only_rest:
            return self._list(nav, folder, depth, lists_folder=True)
        back = settings.get("order") == "desc"
        found: list[Section | Page] = []
        index = posixpath.join(folder, "index")
        for page in sorted(
            self.pages.get(folder, []), key=lambda one: (one.key != index, one.key), reverse=back
        ):
            found += self._page(page)
        for one in sorted((each for each in self.folders if posixpath.dirname(each) == folder), reverse=back):
            section = self._section(one, "", depth)
            found += [section] if section.pages else []
        return found

    def _settings(self, folder: str) -> dict[str, Any]:
        path = posixpath.join(self.site.docs, folder, ".pages")
        if path not in self.site.originals.sizes:
            return {}
        try:
            return harmless.table(self.site.originals.text(path) or "")
        except harmless.NotYaml as error:
            self.site.report.name("yaml", path, str(error))
            return {}

    def _titles(self, title: str) -> dict[str, str]:
        """A title in every language that the plugin for languages translates it into."""
        found = {}
        for name, settings in self.site.names.items():
            said = settings.get("nav_translations")
            older = self.site.i18n.get("nav_translations")
            older = older.get(name) if isinstance(older, dict) else None
            for table in (said, older):
                if isinstance(table, dict) and harmless.word(table.get(title)):
                    found[languages.tag(name)] = harmless.word(table[title])
        return {languages.tag(name): title for name in self.site.names} | found if title else {}


def _humane(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words.capitalize() if words.islower() else words
