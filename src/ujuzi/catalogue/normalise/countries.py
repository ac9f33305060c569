"""Countries: ISO 3166-1 codes and names in the languages of sources, to alpha-2."""

import re
from functools import cache, lru_cache

from babel import Locale

_NAMED_IN = ("en", "fr", "es", "ar", "zh", "ru", "sw", "pt", "de", "hi", "bn", "am", "id")
_MORE = {
    "uk": "GB",
    "usa": "US",
    "ivory coast": "CI",
    "drc": "CD",
    "dr congo": "CD",
    "lao pdr": "LA",
    "viet nam": "VN",
    "cape verde": "CV",
}


@lru_cache(maxsize=2048)
def code(said: str) -> str:
    """Alpha-2, or "" when it names no country."""
    text = said.strip()
    if re.fullmatch(r"[A-Za-z]{2}", text) and text.upper() in _territories():
        return text.upper()
    if re.fullmatch(r"[A-Z]{3}", text):
        return _alpha3().get(text, "")
    return _MORE.get(text.casefold()) or _names().get(text.casefold(), "")


def codes(values: tuple[str, ...]) -> list[str]:
    found = (code(part) for value in values for part in re.split(r"[,;|]", value))
    return [each for each in dict.fromkeys(found) if each]


@cache
def _territories() -> frozenset[str]:
    return frozenset(
        str(name) for name in Locale.parse("en").territories if re.fullmatch(r"[A-Z]{2}", str(name))
    )


@cache
def _names() -> dict[str, str]:
    made: dict[str, str] = {}
    for reader in _NAMED_IN:
        for territory, name in Locale.parse(reader).territories.items():
            if territory in _territories():
                made.setdefault(name.casefold(), territory)
    return made


@cache
def _alpha3() -> dict[str, str]:
    from babel.core import get_global

    return {
        long: short
        for long, (short, *_) in get_global("territory_aliases").items()
        if len(long) == 3 and short in _territories()
    }
