"""When two short answers are the same: letter case, accents, spaces, digits of other scripts and vowel marks do not matter."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

# Accents of Latin, Greek and Cyrillic; Arabic vowel signs and the stretching stroke. Not the vowels of Indic scripts.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0655\u0670\u0640]")
_LETTERS: dict[str, str | int | None] = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ё": "е", "ı": "i", "’": "'", "‑": "-",
}  # fmt: skip
_SIGNS: dict[str, str | int | None] = {
    "٫": ".", "٬": ",", "−": "-", "،": ",", "\u00a0": "", "\u202f": "", "'": "", "’": "", " ": "",
}  # fmt: skip
_SAME, _NUMERIC = str.maketrans(_LETTERS), str.maketrans(_SIGNS)
_NUMBER = re.compile(r"[+\-]?[0-9.,]*[0-9]")


def digits(text: str) -> str:
    """Digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def fold(text: str) -> str:
    """What is compared."""
    plain = unicodedata.normalize("NFKD", digits(unicodedata.normalize("NFKC", text)).casefold())
    plain = _MARKS.sub("", plain).translate(_SAME)
    first, last = 0, len(plain)
    while first < last and _is_edge(plain[first]):
        first += 1
    while last > first and _is_edge(plain[last - 1]):
        last -= 1
    return " ".join(plain[first:last].split())


def _is_edge(character: str) -> bool:
    """Punctuation, signs and spaces; not the vowel signs at the end of an Indic word."""
    return unicodedata.category(character)[0] in "PSZC"


def same(given: str, wanted: str) -> bool:
    return bool(fold(given)) and fold(given) == fold(wanted)


def numbers(text: str) -> list[Decimal]:
    """The numbers that a text may mean: "1,5" is one and a half, or fifteen where commas part thousands."""
    plain = digits(text).translate(_NUMERIC).strip("% \t\r\n")
    if not _NUMBER.fullmatch(plain):
        return []
    ways = {plain.replace(",", ""), plain.replace(".", "").replace(",", ".")}
    found = set()
    for way in ways:
        try:
            found.add(Decimal(way))
        except InvalidOperation:
            continue
    return sorted(found)
