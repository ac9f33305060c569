"""Letters of several scripts brought together: spellings of one script made one, Cyrillic written in Latin, Arabic as consonants."""

import re
import unicodedata
from functools import lru_cache

# Latin letters that Unicode does not take apart, with those of Hausa, Fula, Ewe and Turkish.
_LATIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ƴ": "y",
    }
    | {
        "ŋ": "ng",
        "ɛ": "e",
        "ɔ": "o",
        "ə": "e",
        "ħ": "h",
        "ʻ": "",
        "ʼ": "",
        "’": "",
        "'": "",
        "‘": "",
        "`": "",
        "´": "",
        "ʿ": "",
        "ʾ": "",
    }
)
_CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэіїєґўқғңөұүһә", "abvgdeziiklmnoprstufieiieguqgnouuha", strict=True))
    | {
        "ё": "e",
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ь": "",
        "ю": "yu",
        "я": "ya",
    }
)
_ARABIC = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ة": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
    }
    | {"ؤ": "و", "ئ": "ي", "ء": "", "ک": "ك", "ـ": "", "پ": "ب", "چ": "ج", "ژ": "ز", "گ": "ك", "ڤ": "ف"}
)
# Amharic writes one sound with several letters, each a row of eight.
_ETHIOPIC = {
    ord(one) + step: ord(other) + step
    for one, other, steps in (("ሐ", "ሀ", 7), ("ኀ", "ሀ", 7), ("ሠ", "ሰ", 8), ("ዐ", "አ", 7), ("ፀ", "ጸ", 7))
    for step in range(steps)
} | {ord("ሃ"): ord("ሀ"), ord("ሓ"): ord("ሀ"), ord("ኃ"): ord("ሀ"), ord("ኣ"): ord("አ"), ord("ዓ"): ord("አ")}
_ARABIC_SOUNDS = str.maketrans(
    {
        "ا": "",
        "ب": "b",
        "ت": "t",
        "ث": "t",
        "ج": "j",
        "ح": "h",
        "خ": "k",
        "د": "d",
        "ذ": "d",
        "ر": "r",
        "ز": "z",
        "س": "s",
    }
    | {
        "ش": "S",
        "ص": "s",
        "ض": "d",
        "ط": "t",
        "ظ": "z",
        "ع": "",
        "غ": "j",
        "ف": "f",
        "ق": "k",
        "ك": "k",
        "ل": "l",
        "م": "m",
    }
    | {"ن": "n", "ه": "h"}
)
_LATIN_SOUNDS = (
    ("shch", "S"), ("sch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "k"), ("gh", "j"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"),
    ("dj", "j"), ("zh", "j"), ("ts", "s"), ("x", "ks"), ("q", "k"), ("g", "j"), ("v", "f"), ("p", "b"),
)  # fmt: skip
_BY_NAME = ("LATIN", "CYRILLIC", "ARABIC", "CJK", "HANGUL", "HIRAGANA", "KATAKANA", "ETHIOPIC", "DEVANAGARI")


@lru_cache(maxsize=1 << 14)
def script(token: str) -> str:
    """Of the first letter: "LATIN", "ARABIC" ...; Cyrillic is Latin by then."""
    name = unicodedata.name(token[0], "") if token else ""
    return next((known for known in _BY_NAME if name.startswith(known)), name.partition(" ")[0])


def one_spelling(text: str) -> str:
    """Lower case; accents, points and vowel signs away where they are ornament (not in Indian scripts); Cyrillic in Latin."""
    text = unicodedata.normalize("NFKC", text).casefold()
    kept = []
    for sign in unicodedata.normalize("NFKD", text):
        category = unicodedata.category(sign)
        if category == "Cf" or (category == "Mn" and (ord(sign) < 0x0900 or ord(sign) == 0x093C)):
            continue
        kept.append(sign)
    plain = unicodedata.normalize("NFC", "".join(kept))
    return plain.translate(_LATIN).translate(_CYRILLIC).translate(_ARABIC).translate(_ETHIOPIC)


@lru_cache(maxsize=1 << 16)
def skeleton(token: str) -> str:
    """Consonants of an Arabic or Latin token, the same for "محمد", "Mohammed" and "Muhamad"; "" for other scripts.

    و and ي count at the beginning only, for elsewhere they may be vowels; h at the end never does (فاطمة, Fatima, Fatimah).
    """
    kind = script(token)
    if kind == "ARABIC":
        sounds = {"و": "w", "ي": "y"}.get(token[0], "") + token.replace("و", "").replace("ي", "").translate(
            _ARABIC_SOUNDS
        )
    elif kind == "LATIN":
        sounds = _latin_sounds(token)
    else:
        return ""
    return re.sub(r"(.)\1+", r"\1", sounds.removesuffix("h") if len(sounds) > 1 else sounds)


def _latin_sounds(token: str) -> str:
    for written, sound in _LATIN_SOUNDS:
        token = token.replace(written, sound)
    token = re.sub(r"c(?=[eiy])", "s", token).replace("c", "k")
    first = "w" if token.startswith(("w", "ou")) and len(token) > 2 else "y" if token.startswith("y") else ""
    return first + re.sub(r"[aeiouyw]", "", token)


@lru_cache(maxsize=1 << 16)
def loose(token: str) -> str:
    """A Latin token without what transliterations differ in: "Dmitriy", "Dmitry" and "Dmitrii" are one."""
    if script(token) != "LATIN":
        return token
    for written, sound in (
        ("shch", "sh"),
        ("sch", "sh"),
        ("kh", "h"),
        ("zh", "j"),
        ("ph", "f"),
        ("ck", "k"),
        ("ks", "x"),
        ("w", "v"),
    ):
        token = token.replace(written, sound)
    token = re.sub(r"(?:ii|iy|yi|ij)(?![aou])|y(?![aeou])", "i", token)
    token = re.sub(r"[iyj]+u", "yu", token)
    token = re.sub(r"[iy]+a|ja", "ya", token).replace("yo", "e")
    return re.sub(r"(.)\1+", r"\1", token)
