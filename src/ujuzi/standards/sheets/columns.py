"""What a column is about, guessed from its header in nine languages; the words are data in `headers.py`."""

import re
import unicodedata
from collections.abc import Sequence

from ujuzi.standards.sheets.headers import HEADERS

FIELDS = tuple(HEADERS)
HEADER_WITHIN = 30  # rows in which the header is looked for

_NOT_WORDS = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]|（[^）]*）")


def plain(header: str) -> str:
    """Lower case, without accents, asides in brackets, stars and underscores: "Título (obligatorio)*" -> "titulo"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", _ASIDE.sub(" ", header))  # courseTitle
    letters = unicodedata.normalize("NFKD", spaced.casefold())
    return _NOT_WORDS.sub(
        " ", "".join(letter for letter in letters if not unicodedata.combining(letter))
    ).strip()


_EXACT = {plain(word): field for field, words in HEADERS.items() for word in words}


def suggest_mapping(header: Sequence[str]) -> dict[str, str]:
    """Field -> column name. Exact names first, then names that hold a known word; each column and field once."""
    found: dict[str, str] = {}
    left = []
    for name in header:
        field = _EXACT.get(plain(name))
        if field and field not in found:
            found[field] = name
        elif name:
            left.append(name)
    for name in left:
        for field in _containing(plain(name)):
            if field not in found:
                found[field] = name
                break
    return found


def _containing(name: str) -> list[str]:
    """Fields with a word in the name: the longest word first, of equal ones the first ("Link zum Kurs" is a link)."""
    if len(name) > 60:  # a sentence, not a header
        return []
    padded = f" {name} "
    found = []
    for word, field in _EXACT.items():
        # Chinese headers have no spaces; other words count whole only ("rate" is not in "separate").
        if f" {word} " in padded or (ord(word[0]) > 0x2E80 and len(word) > 1 and word in name):
            found.append((-len(word), name.index(word), field))
    return [field for _, _, field in sorted(found)]
