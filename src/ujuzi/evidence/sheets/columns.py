"""Which column is which: by its heading in eight languages, with typos; where a heading may be two things, by its cells."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from ujuzi.evidence.sheets.headings import COURSES, HEADINGS, OTHER, PEOPLE, VAGUE
from ujuzi.standards.sheets.columns import plain

ACROSS = 60  # columns, and
WITHIN = 30  # rows in which a heading is looked for
_LONGEST = 60  # beyond, a cell is a sentence

_SCALE = re.compile(
    r"(?:/|\bsur|\bout of|\bde|\bsobre|\bиз|من)\s*\d{1,4}\b", re.IGNORECASE
)  # "Note sur 20" is a "Note"

_FIELDS: dict[str, list[str]] = defaultdict(list)
for _field, _words in HEADINGS.items():
    for _word in _words:
        if _field not in _FIELDS[plain(_word)]:
            _FIELDS[plain(_word)].append(_field)
_OTHER = tuple(plain(word) for word in OTHER)
_VAGUE = {plain(word) for word in VAGUE}

Looks = Callable[[str, int], bool]  # (field, column) -> do the cells look like it


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The row with most fields, the first of equal ones; None when none has a person and one thing more."""
    best, most = None, 1
    for index, row in enumerate(rows[:WITHIN]):
        fields = {fields[0] for cell in row[:ACROSS] if (fields := _ranked(cell)[1])}
        if len(fields) > most and fields & set(PEOPLE):
            best, most = index, len(fields)
    return best


def known(cells: Sequence[str]) -> int:
    """How many cells are headings as they stand."""
    return sum(len(cell) <= _LONGEST and plain(cell) in _FIELDS for cell in cells)


def find(header: Sequence[str], looks: Looks) -> dict[str, int]:
    """Field -> column. Surer headings choose first, of equally sure ones the left; each column and each field once."""
    claims = []
    for column, cell in enumerate(header):
        sureness, fields = _ranked(cell)
        if fields:
            fitting = [field for field in fields if looks(field, column)] if len(fields) > 1 else fields
            claims.append((-sureness, column, [*fitting, *(f for f in fields if f not in fitting)]))
    found: dict[str, int] = {}
    for _sureness, column, fields in sorted(claims):
        field = next((field for field in fields if field not in found), None)
        if field:
            found[field] = column
    return _halves(found)


def _halves(found: dict[str, int]) -> dict[str, int]:
    """ "Nom" beside "Prénom" is the family name, "Nombre" beside "Apellidos" the given one."""
    if "name" in found and ("given" in found) != ("family" in found):
        found["family" if "given" in found else "given"] = found.pop("name")
    return found


@lru_cache(maxsize=4096)
def _ranked(cell: str) -> tuple[int, list[str]]:
    """(how sure, fields): the heading itself, one with a typo, one that holds a known heading as whole words."""
    name = plain(_SCALE.sub(" ", cell)) if len(cell) <= 2 * _LONGEST else ""
    if not name or len(name) > _LONGEST:
        return 0, []
    if name in _FIELDS:
        return (300 if name in _VAGUE else 400), _FIELDS[name]
    if any(f" {word} " in f" {name} " or (ord(word[0]) > 0x2E80 and word in name) for word in _OTHER):
        return 0, []
    typo = _mistyped(name)
    if typo:
        return 200, _FIELDS[typo]
    return _containing(name)


def _mistyped(name: str) -> str:
    limit = 0 if len(name) < 5 else 1 if len(name) < 9 else 2
    if not limit:
        return ""
    near = [
        (distance, word)
        for word in _FIELDS
        if abs(len(word) - len(name)) <= limit
        and (distance := DamerauLevenshtein.distance(name, word, score_cutoff=limit)) <= limit
    ]
    return min(near)[1] if near else ""


def _containing(name: str) -> tuple[int, list[str]]:
    padded = f" {name} "
    found = [
        word
        for word in _FIELDS
        # Chinese has no spaces; other words count whole only, and vague ones not at all ("ID of the room").
        if word not in _VAGUE
        and (f" {word} " in padded or (ord(word[0]) > 0x2E80 and len(word) > 1 and word in name))
    ]
    if not found:
        return 0, []
    word = max(found, key=lambda word: (len(word), word))
    return 100 + min(len(word), 90), _FIELDS[word]


def missing(found: Mapping[str, int], *, course: bool) -> list[str]:
    """What a sheet cannot do without: someone, something (unless told with the sheet), some day."""
    return [
        what
        for what, fields in (
            ("person", PEOPLE),
            ("course", () if course else COURSES),
            ("completed_on", ("completed_on",)),
        )
        if fields and not any(field in found for field in fields)
    ]
