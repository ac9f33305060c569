"""Which course a row is about: by identifier or address, by its title in any language, or by a title that is much alike."""

import re
import unicodedata
import urllib.parse
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ujuzi.evidence.sheets.people import Kind
from ujuzi.evidence.sheets.shapes import Row
from ujuzi.standards.sheets import rows as sheet_rows

ALIKE = 90  # of 100, of two titles whose numbers are the same
MOST = 5
_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
# Alike in letters, and another course all the same. "i" stays a word: it is one in many languages.
_LEVELS = frozenset(
    [
        "beginner",
        "beginners",
        "basic",
        "basics",
        "introduction",
        "introductory",
        "intro",
        "intermediate",
        "advanced",
        "expert",
        "debutant",
        "debutants",
        "avance",
        "avances",
        "intermediaire",
        "principiante",
        "principiantes",
        "avanzado",
        "intermedio",
        "iniciante",
        "iniciantes",
        "avancado",
        "начинающих",
        "продвинутый",
        "средний",
        "مبتدئين",
        "متقدم",
        "متوسط",
        "wanaoanza",
        "初级",
        "中级",
        "高级",
        "入门",
        "进阶",
        "not",
        "no",
        "without",
        "sans",
        "sin",
        "sem",
        "без",
        "بدون",
    ]
)


@dataclass(frozen=True, slots=True)
class Course:
    """A course of the hub: its activity's IRI, its titles in all languages, other identifiers and addresses it has."""

    activity: str
    titles: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseMatch:
    """`activities` has one for CERTAIN, CHOSEN and LIKELY, several for AMBIGUOUS (the more alike first), none for UNKNOWN."""

    kind: Kind
    activities: tuple[str, ...] = ()


class Courses:
    """The courses of the hub, once; then `match(row)`."""

    def __init__(self, courses: Iterable[Course]) -> None:
        self._by_id: dict[str, set[str]] = defaultdict(set)
        self._by_title: dict[str, set[str]] = defaultdict(set)
        for course in courses:
            for name in (course.activity, *course.ids):
                if key := identifier(name):
                    self._by_id[key].add(course.activity)
            for title in course.titles:
                if key := folded(title):
                    self._by_title[key].add(course.activity)
        self._titles = sorted(self._by_title)
        self._in_one = [_in_one(title) for title in self._titles]
        self._found: dict[tuple[str, str, str], CourseMatch] = {}

    def match(self, row: Row) -> CourseMatch:
        """An identifier goes before an address, both before a title; two that disagree are for a person to settle."""
        asked = (row.course_id, row.url, row.title)
        if asked not in self._found:
            self._found[asked] = self._match(row)
        return self._found[asked]

    def _match(self, row: Row) -> CourseMatch:
        named = [
            self._by_id[key]
            for said in (row.course_id, row.url, row.title)
            if (key := identifier(said)) in self._by_id
        ]
        if named:
            common = set.intersection(*named)
            if len(common) == 1:
                return CourseMatch(Kind.CERTAIN, tuple(common))
            return CourseMatch(Kind.AMBIGUOUS, tuple(sorted(common or set.union(*named)))[:MOST])
        exact = self._by_title.get(folded(row.title), set())
        if exact:
            return CourseMatch(
                Kind.CERTAIN if len(exact) == 1 else Kind.AMBIGUOUS, tuple(sorted(exact))[:MOST]
            )
        return self._alike(folded(row.title))

    def _alike(self, title: str) -> CourseMatch:
        if not title:
            return CourseMatch(Kind.UNKNOWN)
        # A slip in a first letter changes the order of sorted words, a space that slipped changes words: so both ways.
        sorted_words = process.extract(
            title, self._titles, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=50
        )
        in_one = process.extract(
            _in_one(title), self._in_one, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=50
        )
        scores: dict[str, float] = {}
        for _known, score, place in [*sorted_words, *in_one]:
            known = self._titles[place]
            if marks(known) == marks(title):
                for activity in self._by_title[known]:
                    scores[activity] = max(score, scores.get(activity, 0.0))
        ranked = sorted(scores, key=lambda activity: (-scores[activity], activity))[:MOST]
        if not ranked:
            return CourseMatch(Kind.UNKNOWN)
        return CourseMatch(Kind.LIKELY if len(ranked) == 1 else Kind.AMBIGUOUS, tuple(ranked))


def _in_one(title: str) -> str:
    return title.replace(" ", "")


def folded(title: str) -> str:
    """Words without case, accents and punctuation: "C++" and "C#" stay what they are."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", title).casefold())
    bare = "".join(
        sign for sign in letters if not (unicodedata.category(sign) == "Mn" and ord(sign) < 0x0900)
    )
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", bare)))


def marks(title: str) -> tuple[str, ...]:
    """What tells apart the parts of a series: numbers, Roman numerals, levels, a "without"."""
    words = (_ROMAN.get(word, word) for word in title.split())
    found = [word for word in words if word in _LEVELS or any(sign.isdigit() for sign in word)]
    return tuple(sorted(str(int(word)) if word.isdecimal() else word for word in found))


def identifier(said: str) -> str:
    """An address without scheme, "www.", tracking and a slash at the end; anything else in small letters."""
    said = unicodedata.normalize("NFKC", said).strip()
    address = sheet_rows.canonical(
        said if "://" in said else f"https://{said}" if said.startswith("www.") else ""
    )
    if not address:
        return said.casefold()
    parts = urllib.parse.urlsplit(address)
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    host = parts.netloc.removeprefix("www.").removesuffix(":443").removesuffix(":80")
    path = urllib.parse.unquote(parts.path).rstrip("/")
    return f"{host}{path}" + (f"?{query}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")
