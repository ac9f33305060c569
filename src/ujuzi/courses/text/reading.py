"""A course from its folder: course.toml, modules, lessons and quizzes in each language, the glossary, files."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ujuzi.courses.text import files, heads, markup, quizzes
from ujuzi.courses.text.faults import Faults, Say
from ujuzi.courses.text.heads import Field
from ujuzi.courses.text.shapes import Course, File, Item, Kind, Module, Term, Text, Unit

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNIT = re.compile(
    r"(?P<module>\d+-[^/]+)/(?P<number>\d+)-(?P<name>[^/.]+)\.(?P<language>[A-Za-z-]+)(?P<quiz>\.quiz)?\.md"
)
_GLOSSARY = re.compile(r"glossary\.(?P<language>[A-Za-z-]+)\.md")
_TERM = re.compile(r"## +(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*): *(?P<title>\S.*)")
RESERVED = frozenset(
    {"enrol", "files", "glossary", "goal", "reading", "run"}
)  # they have addresses of their own
LEVELS = ("beginner", "intermediate", "advanced")
DIGITS = 8  # of a source's digest, in a translation's head

COURSE = {
    "id": Field(str, required=True),
    "source_language": Field(str, required=True),
    "licence": Field(str, required=True),
    "authors": Field(list, required=True),
    "level": Field(str, required=True, known=frozenset(LEVELS)),
    "audiences": Field(list, required=True),
    "subjects": Field(list, required=True),
    "minutes": Field(int, required=True, low=1, high=60 * 1000),
    "competencies": Field(list),
    "title": Field(dict, required=True),
    "summary": Field(dict, required=True),
    "outcomes": Field(dict),
    "modules": Field(dict),
}
LESSON = {"title": Field(str, required=True), "minutes": Field(int, high=1000), "source": Field(str)}
QUIZ = LESSON | {
    "pass": Field(int, high=100),
    "draw": Field(int, low=1, high=500),
    "bank": Field(str, known=frozenset({"course"})),
}


def read(
    source: files.Source, faults: Faults, *, files_at: str = "", known: "Known | None" = None
) -> Course | None:
    """The course, or None when a part is missing without which there is none; `faults` has all that is wrong.

    `files_at`: what stands before a file's digest in addresses, such as "/learn/files/".
    """
    return _Reader(source, faults, files_at, known or Known()).course()


@dataclass(frozen=True, slots=True)
class Known:
    """The codes that the hub knows; empty: any."""

    audiences: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Found:
    """The files of one unit."""

    module: str
    number: int
    name: str
    paths: dict[str, str] = field(default_factory=dict)
    kinds: set[Kind] = field(default_factory=set)


class _Reader:
    """Reads one course; each step leaves what the next needs."""

    def __init__(self, source: files.Source, faults: Faults, files_at: str, known: Known) -> None:
        self.source, self.faults, self.files_at, self.known = source, faults, files_at, known
        self.sizes = source.sizes()
        self.texts: dict[str, str] = {}
        self.digests: dict[str, str] = {}
        self.files: dict[str, File] = {}
        self.terms: set[str] = set()

    def course(self) -> Course | None:
        if "course.toml" not in self.sizes:
            self.faults.say("course.toml", 0, 0, "no-course")
            return None
        head = self._head()
        units, glossaries = self._sorted()
        self._read_files()
        self.language = str(head.get("source_language", "en"))
        self.units = frozenset(one.name for one in units)
        glossary = self._glossary(glossaries)
        modules = self._modules(units, head.get("modules", {}))
        if not any(module.units for module in modules):
            self.faults.say("course.toml", 0, 0, "no-units")
        if not all(name in head for name in ("id", "source_language", "title", "summary")):
            return None
        return self._made(head, modules, glossary)

    def _made(
        self, head: dict[str, Any], modules: tuple[Module, ...], glossary: dict[str, dict[str, Term]]
    ) -> Course:
        total = hashlib.sha256(
            "".join(f"{path} {one}\n" for path, one in sorted(self.digests.items())).encode()
        )
        return Course(
            name=head["id"],
            source_language=self.language,
            licence=head.get("licence", ""),
            authors=tuple(head.get("authors", ())),
            level=head.get("level", LEVELS[0]),
            audiences=tuple(head.get("audiences", ())),
            subjects=tuple(head.get("subjects", ())),
            minutes=head.get("minutes", 0),
            titles=head["title"],
            summaries=head["summary"],
            competencies=tuple(head.get("competencies", ())),
            outcomes={language: tuple(each) for language, each in head.get("outcomes", {}).items()},
            modules=modules,
            glossary=glossary,
            files=self.files,
            digest=total.hexdigest(),
        )

    # Files

    def _text(self, path: str) -> str:
        """A text file's content, with Unix line ends; "" with a fault when it is none."""
        if self.sizes[path] > files.TEXT_BYTES:
            self.faults.say(path, 0, 0, "too-big", size=self.sizes[path], most=files.TEXT_BYTES)
            return ""
        content = self.source.read(path).replace(b"\r\n", b"\n")
        self.digests[path] = files.digest(content)
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.faults.say(path, 0, 0, "not-utf8")
            return ""

    def _head(self) -> dict[str, Any]:
        shape = COURSE | {
            "audiences": Field(list, required=True, known=self.known.audiences),
            "subjects": Field(list, required=True, known=self.known.subjects),
        }
        text = self._text("course.toml")
        say = self.faults.about("course.toml")
        head = heads.read(text, say, shape)
        if "id" in head and (not NAME.fullmatch(head["id"]) or head["id"] in RESERVED):
            say(1, 1, "name", name=head["id"])
        language = head.get("source_language")
        if language and not heads.LANGUAGE.fullmatch(language):
            say(1, 1, "language", name=language)
        for name, kind in (("title", str), ("summary", str), ("outcomes", list)):
            self._in_languages(head, name, kind, say, language)
        return head

    def _in_languages(
        self, head: dict[str, Any], name: str, kind: type, say: Say, language: str | None
    ) -> None:
        table = head.get(name)
        if table is None:
            return
        for tag, value in table.items():
            texts = value if kind is list and isinstance(value, list) else [value]
            fine = isinstance(value, kind) and all(isinstance(each, str) for each in texts)
            if not heads.LANGUAGE.fullmatch(tag) or not fine:
                say(1, 1, "kind", name=f"{name}.{tag}", wanted=heads.WORDS[kind])
                del head[name]
                return
        if language and language not in table:
            say(1, 1, "no-source", name=name, language=language)

    def _sorted(self) -> tuple[list[_Found], dict[str, str]]:
        """The units in their order, and the glossary's path for each language. What is neither must be a file."""
        units: dict[tuple[str, str], _Found] = {}
        glossaries = {}
        for path in sorted(self.sizes):
            if match := _GLOSSARY.fullmatch(path):
                glossaries[match["language"]] = path
            elif match := _UNIT.fullmatch(path):
                self._unit_file(path, match, units)
            elif path != "course.toml" and not self._is_file(path):
                self.faults.say(path, 0, 0, "stray")
        found = sorted(
            units.values(), key=lambda one: (int(one.module.partition("-")[0]), one.number, one.name)
        )
        self._once(found)
        return found, glossaries

    def _unit_file(self, path: str, match: re.Match[str], units: dict[tuple[str, str], _Found]) -> None:
        if not NAME.fullmatch(match["name"]) or match["name"] in RESERVED:
            self.faults.say(path, 0, 0, "name", name=match["name"])
            return
        if not heads.LANGUAGE.fullmatch(match["language"]):
            self.faults.say(path, 0, 0, "language", name=match["language"])
            return
        one = units.setdefault(
            (match["module"], match["name"]), _Found(match["module"], int(match["number"]), match["name"])
        )
        one.paths[match["language"]] = path
        one.kinds.add(Kind.QUIZ if match["quiz"] else Kind.LESSON)

    def _once(self, found: list[_Found]) -> None:
        first: dict[str, _Found] = {}
        numbers: dict[tuple[str, int], _Found] = {}
        for one in found:
            path = next(iter(one.paths.values()))
            if one.name in first:
                self.faults.say(
                    path, 0, 0, "twice", name=one.name, first=next(iter(first[one.name].paths.values()))
                )
            if (one.module, one.number) in numbers:
                self.faults.say(path, 0, 0, "number-twice", number=one.number)
            if len(one.kinds) > 1:
                self.faults.say(path, 0, 0, "kinds", name=one.name)
            first.setdefault(one.name, one)
            numbers[one.module, one.number] = one

    def _is_file(self, path: str) -> bool:
        """Pictures, films, captions and transcripts lie in folders that are not modules."""
        folder, _slash, rest = path.rpartition("/")
        known = path[path.rfind(".") :].lower() in files.TYPES or rest.endswith(".md")
        return bool(folder) and not re.match(r"\d+-", folder) and known

    def _read_files(self) -> None:
        for path, size in self.sizes.items():
            media_type = files.TYPES.get(path[path.rfind(".") :].lower())
            if media_type is None or not self._is_file(path):
                continue
            most = files.PICTURE_BYTES if media_type.startswith("image/") else files.FILM_BYTES
            if size > most:
                self.faults.say(path, 0, 0, "too-big", size=size, most=most)
                continue
            content = self.source.read(path)
            width = height = 0
            if media_type.startswith("image/"):
                try:
                    width, height = files.picture_size(content, media_type)
                except files.NotPicture as error:
                    self.faults.say(path, 0, 0, "bad-svg", name=path, reason=error)
                    continue
                if not width:
                    self.faults.say(path, 0, 0, "not-picture", name=path)
            self.digests[path] = files.digest(content)
            self.files[path] = File(path, self.digests[path], media_type, size, width, height)

    def _around(self, language: str) -> markup.Around:
        """What texts in a language refer to: a file of that language, where there is one, in place of the common one."""
        media = {}
        for path, one in self.files.items():
            stem, dot, ending = path.rpartition(".")
            own = self.files.get(f"{stem}.{language}{dot}{ending}", one)
            media[path] = markup.Media(f"{self.files_at}{own.digest}", own.width, own.height)
        for path in self.sizes:
            if path.endswith(".md") and self._is_file(path):
                media[path] = markup.Media("", text=self._text(path))
        return markup.Around(language, media, dict.fromkeys(self.terms, ""), self.units)

    # Texts

    def _glossary(self, paths: dict[str, str]) -> dict[str, dict[str, Term]]:
        raw = {language: self._text(path) for language, path in paths.items()}
        for text in raw.values():
            self.terms |= {match["name"] for match in map(_TERM.fullmatch, text.split("\n")) if match}
        return {language: self._terms(paths[language], text, language) for language, text in raw.items()}

    def _terms(self, path: str, text: str, language: str) -> dict[str, Term]:
        say, around = self.faults.about(path), self._around(language)
        found: dict[str, Term] = {}
        entries: list[tuple[int, re.Match[str], list[str]]] = []
        for number, line in enumerate(text.split("\n"), 1):
            if match := _TERM.fullmatch(line):
                entries.append((number, match, []))
            elif entries:
                entries[-1][2].append(line)
            elif line.strip():
                say(number, 1, "item-name")
        for number, match, lines in entries:
            if match["name"] in found:
                say(number, 4, "twice", name=match["name"], first=path)
            if not "".join(lines).strip():
                say(number, 1, "empty")
            html = markup.render("\n".join(lines), say, around, before=number).html
            found[match["name"]] = Term(match["name"], match["title"].strip(), html)
        return found

    def _modules(self, found: list[_Found], said: dict[str, Any]) -> tuple[Module, ...]:
        folders: dict[str, list[_Found]] = defaultdict(list)
        for one in found:
            folders[one.module].append(one)
        say = self.faults.about("course.toml")
        for name in said:
            if name not in folders:
                say(1, 1, "unknown", name=name, known=", ".join(folders))
        return tuple(
            Module(folder.partition("-")[2], self._titles(folder, said, say), tuple(self._units(units)))
            for folder, units in folders.items()
        )

    def _titles(self, folder: str, said: dict[str, Any], say: Say) -> dict[str, str]:
        table = said.get(folder)
        titles = table.get("title") if isinstance(table, dict) else None
        if not isinstance(titles, dict) or not isinstance(titles.get(self.language), str):
            say(1, 1, "missing", name=f"modules.{folder}.title.{self.language}")
            return {}
        return {tag: title for tag, title in titles.items() if isinstance(title, str)}

    def _units(self, found: Iterable[_Found]) -> Iterable[Unit]:
        for one in found:
            if self.language not in one.paths:
                self.faults.say(
                    next(iter(one.paths.values())), 0, 0, "no-source", name=one.name, language=self.language
                )
                continue
            yield self._unit(one)

    def _unit(self, one: _Found) -> Unit:
        kind = Kind.QUIZ if Kind.QUIZ in one.kinds else Kind.LESSON
        heads_by_language, texts = {}, {}
        for language in sorted(one.paths, key=lambda each: (each != self.language, each)):
            heads_by_language[language], texts[language] = self._unit_text(
                one.paths[language], language, kind
            )
        head = heads_by_language[self.language]
        if kind == Kind.QUIZ:
            self._same_items(one, texts)
        return Unit(
            name=one.name,
            kind=kind,
            texts=texts,
            minutes=head.get("minutes", 0),
            pass_percent=head.get("pass", 0),
            draw=head.get("draw", 0),
            of_course=head.get("bank") == "course",
            path=one.paths[self.language],
        )

    def _unit_text(self, path: str, language: str, kind: Kind) -> tuple[dict[str, Any], Text]:
        say, around = self.faults.about(path), self._around(language)
        head, body, before = heads.split(self._text(path), say, QUIZ if kind == Kind.QUIZ else LESSON)
        if not body.strip():
            say(before + 1, 1, "empty")
        items: tuple[Item, ...] = ()
        made = markup.Made()
        if kind == Kind.QUIZ:
            items = quizzes.read(body, say, around, before=before)
            if "bank" not in head and head.get("draw", 0) > len(items):
                say(1, 1, "draw", draw=head["draw"], have=len(items))
        else:
            made = markup.render(body, say, around, before=before)
        return head, Text(
            language=language,
            title=head.get("title", ""),
            digest=self.digests.get(path, ""),
            html=made.html,
            words=made.words,
            terms=tuple(sorted(made.terms)),
            runs=made.runs,
            items=items,
            source=head.get("source", ""),
        )

    def _same_items(self, one: _Found, texts: dict[str, Text]) -> None:
        """An attempt may go on in another language, so every translation has the same items with the same answers."""
        original = {item.name: item for item in texts[self.language].items}
        for language, text in texts.items():
            say = self.faults.about(one.paths[language])
            names = {item.name for item in text.items}
            for item in text.items:
                if item.name not in original:
                    say(item.line, 4, "no-item", name=item.name)
                elif item.key() != original[item.name].key():
                    say(item.line, 4, "no-key")
            for name in original.keys() - names:
                say(1, 1, "lost-item", name=name)
