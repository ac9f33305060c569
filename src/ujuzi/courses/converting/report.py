"""What of a source did not come along, or came otherwise: one list for the whole course, each with a reason."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

MESSAGES = {
    "address": "links that lead to nothing in the course and to no address; their words stayed",
    "activity": "activities and other pages within the page; a link stands there, or their name where the source gives no address",
    "big": "files that are larger than a course may hold",
    "block": "pieces that our format could not hold as they were; their words stayed",
    "broken": "components or blocks that are not closed or not understood; their words stayed, or they were left out",
    "captions": "films without captions, or that are not MP4 or WebM: a course shows films only with both; a link stands there",
    "choice": "questions without a right answer, without words, or with two answers that say the same; left out",
    "component": "components that are unknown; left out",
    "depth": "pages in which too much lies in one another; their words stayed, their layout is lost",
    "element": "elements that have no place in a lesson; left out",
    "empty": "pages without text; left out",
    "explain": "wrong answers without an explanation; the words “…” stand there",
    "film": "films and sounds that lie elsewhere; a link stands there",
    "guess": "values in course.toml that the source does not say; look at them",
    "languages": "languages that the course could not name; left out",
    "lines": "explanations before or between the questions of a quiz; a quiz holds questions only",
    "link": "symbolic links; not followed",
    "macro": "macros and variables that are not known here; they stayed as they were",
    "maths": "mathematics that we cannot show; it stands there as TeX",
    "moved": "translations that lie at another path than their source, known by what they share with it",
    "navigation": "entries of the navigation without a page here",
    "no-source": "pages without a text in the source language; left out",
    "not-licence": "other licences that the source names for parts of it",
    "other-framework": "questions for another framework than the first; left out",
    "other-page": "translations that do not go with the source page at their path; left out",
    "picture": "pictures that are not in the source; a link stands there, or their words where the source gives no address",
    "picture-kind": "pictures that a course may not hold as they are; a link or their words stand there",
    "question": "questions of a translation that differ from the source; they stand in the source language",
    "quiz": "quizzes of a translation that differ too much from the source; readers get the source language",
    "remote-picture": "pictures that lie elsewhere; a link stands there, nothing was loaded",
    "sections": "headings of the navigation between modules and lessons; the order stayed",
    "snippet": "included files that are not in the source",
    "table": "tables with more than words in their cells; row by row, one below the other",
    "text": "files that are not UTF-8 text, or too large to read; left out",
    "words": "pictures without words for whoever does not see them; their file names or captions stand there",
    "yaml": "files of settings that could not be read",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """`page`: the file of the source; "" where it is about all of it. `what`: in the source's own words."""

    code: str
    page: str
    what: str

    @property
    def message(self) -> str:
        return MESSAGES[self.code]


@dataclass(slots=True)
class Report:
    """The gaps, each once, in the order found."""

    found: dict[Gap, None] = field(default_factory=dict)

    def name(self, code: str, page: str, what: str) -> None:
        """Raises KeyError for a code that MESSAGES lacks: each gap must be explained."""
        MESSAGES[code]
        self.found[Gap(code, page, what)] = None

    def __iter__(self) -> Iterator[Gap]:
        return iter(self.found)

    def counts(self) -> dict[str, int]:
        """How many of each kind, most first."""
        return dict(Counter(gap.code for gap in self.found).most_common())

    def of(self, code: str) -> list[Gap]:
        return [gap for gap in self.found if gap.code == code]
