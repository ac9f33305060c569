"""Countries: ISO 3166-1 codes and names in the languages of sources, to alpha-2."""

import re
from functools import cache, lru_cache

from babel import Locale

_NAMED_IN = ("en", "fr", "es", "ar", "zh", "ru", "sw", "pt", "de", "hi", "bn", "am", "id")
# Two letters that CLDR names but that are no country: regions, test codes, groups.
_NONE = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
_MORE = {
    "uk": "GB",
    "usa": "US",
    "ivory coast": "CI",
    "drc": "CD",
    "dr congo": "CD",
    "lao pdr": "LA",
    "viet nam": "VN",
    "cape verde": "CV",
    "turkey": "TR",
    "swaziland": "SZ",
    "burma": "MM",
    "tanzania, united republic of": "TZ",
    "united republic of tanzania": "TZ",
    "republic of korea": "KR",
    "korea": "KR",
    "russian federation": "RU",
    "democratic republic of the congo": "CD",
    "republic of the congo": "CG",
    "syrian arab republic": "SY",
    "the gambia": "GM",
    "côte d'ivoire": "CI",
    "cote d'ivoire": "CI",
    "united states of america": "US",
    "great britain": "GB",
}


@lru_cache(maxsize=2048)
def code(said: str) -> str:
    """Alpha-2, or "" when it names no country."""
    text = said.strip().replace("’", "'")
    if text.casefold() in _MORE:
        return _MORE[text.casefold()]
    if re.fullmatch(r"[A-Za-z]{2}", text) and text.upper() in _territories():
        return text.upper()
    if re.fullmatch(r"[A-Za-z]{3}", text):
        return _alpha3().get(text.upper(), "")
    return _names().get(text.casefold(), "")


def codes(values: tuple[str, ...]) -> list[str]:
    found = (code(part) for value in values for part in re.split(r"[,;|]", value))
    return [each for each in dict.fromkeys(found) if each]


@cache
def _territories() -> frozenset[str]:
    named = (str(name) for name in Locale.parse("en").territories)
    return frozenset(name for name in named if re.fullmatch(r"[A-Z]{2}", name)) - _NONE


@cache
def _names() -> dict[str, str]:
    made: dict[str, str] = {}
    for reader in _NAMED_IN:
        for territory, name in Locale.parse(reader).territories.items():
            if territory in _territories():
                made.setdefault(name.casefold().replace("’", "'"), territory)
    return made


@cache
def _alpha3() -> dict[str, str]:
    from babel.core import get_global

    return {
        long: short
        for long, (short, *_) in get_global("territory_aliases").items()
        if len(long) == 3 and short in _territories()
    }
