"""Which script a text is written in, and which languages are written in which script (ISO 15924 and 639-1 codes)."""

import re
from collections import Counter

# Blocks of 128 signs, by their number: enough to tell the scripts apart.
_BLOCKS: dict[int, str] = {}
for _name, _first, _last in (
    ("Grek", 0x370, 0x3FF), ("Cyrl", 0x400, 0x52F), ("Hebr", 0x590, 0x5FF), ("Arab", 0x600, 0x77F), ("Deva", 0x900, 0x97F),
    ("Beng", 0x980, 0x9FF), ("Guru", 0xA00, 0xA7F), ("Gujr", 0xA80, 0xAFF), ("Orya", 0xB00, 0xB7F), ("Taml", 0xB80, 0xBFF),
    ("Telu", 0xC00, 0xC7F), ("Knda", 0xC80, 0xCFF), ("Mlym", 0xD00, 0xD7F), ("Sinh", 0xD80, 0xDFF), ("Thai", 0xE00, 0xE7F),
    ("Laoo", 0xE80, 0xEFF), ("Mymr", 0x1000, 0x107F), ("Geor", 0x1080, 0x10FF), ("Ethi", 0x1200, 0x139F), ("Khmr", 0x1780, 0x17FF),
    ("Kana", 0x3040, 0x30FF), ("Hani", 0x3400, 0x9FFF), ("Hang", 0xAC00, 0xD7AF),
):  # fmt: skip
    for _block in range(_first >> 7, (_last >> 7) + 1):
        _BLOCKS[_block] = _name
# Without the CJK punctuation (U+3000 to U+303F): it shares a block with Kana, but Chinese uses it as well.
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u2e80-\u2fff\u3040-\ud7af]")
_LATIN = re.compile("[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_DENSE = {"Hani": 3, "Hang": 2, "Ethi": 2}  # one sign says as much as so many letters

# The usual language first: it is the answer when nothing else speaks.
LANGUAGES: dict[str, tuple[str, ...]] = {
    "Grek": ("el",), "Hebr": ("he", "yi"), "Beng": ("bn", "as"), "Guru": ("pa",), "Gujr": ("gu",), "Orya": ("or",), "Taml": ("ta",),
    "Telu": ("te",), "Knda": ("kn",), "Mlym": ("ml",), "Sinh": ("si",), "Thai": ("th",), "Laoo": ("lo",), "Mymr": ("my",),
    "Geor": ("ka",), "Khmr": ("km",), "Hang": ("ko",), "Kana": ("ja",), "Hani": ("zh", "yue", "ja"), "Ethi": ("am", "ti"),
    "Deva": ("hi", "ne", "mr", "sa", "mai", "bho"),
    "Arab": ("ar", "fa", "ur", "ps", "ckb", "ug", "sd", "prs", "ku", "ha", "ms", "pa", "az", "kk"),
    "Cyrl": ("ru", "uk", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "be", "uz", "tt", "bs", "az", "tk"),
}  # fmt: skip
# Languages of the lists above that are written in Latin letters too.
_TWO_SCRIPTS = {"ha", "ku", "ms", "sr", "uz", "kk", "az", "bs", "tk", "tt", "ug", "sd"}
NEVER_LATIN = frozenset(code for codes in LANGUAGES.values() for code in codes) - _TWO_SCRIPTS


def script(text: str) -> str:
    """The script of most of a text; "" without letters. Kana beats Han, since Japanese uses both, and Latin names inside
    a text in another script do not make it Latin.
    """
    text = text[:300]
    latin = len(_LATIN.findall(text))
    if text.isascii() or not (beyond := _BEYOND_LATIN.findall(text)):
        return "Latn" if latin else ""
    counts = Counter(_BLOCKS.get(ord(sign) >> 7, "") for sign in beyond)
    counts.pop("", None)
    if not counts:
        return "Latn" if latin else ""
    name, count = counts.most_common(1)[0]
    if name == "Hani" and counts["Kana"] * 8 > count:
        return "Kana"
    return name if count * _DENSE.get(name, 1) * 2 > latin else "Latn"
