"""Languages: what sources write to BCP 47, and detection where nothing or plainly wrong is said.

Detection needs no model: the script decides most languages of the catalogue, and small words tell the rest apart.
docs/decisions/0002-language-detection.md has the figures.
"""

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib import resources

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# Tags seen in the field that are not what they say; macro codes and old ones.
_WRONG = {
    "gj": "gu",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jp": "ja",
    "cn": "zh",
    "kr": "ko",
    "gr": "el",
    "dk": "da",
    "ua": "uk",
}
_NOTHING = {
    "",
    "und",
    "mul",
    "zxx",
    "mis",
    "none",
    "null",
    "unknown",
    "n/a",
    "other",
    "mehrsprachig",
    "multilingual",
}
_NAMED_IN = ("en", "fr", "es", "ar", "zh", "ru", "sw", "pt", "de", "hi", "bn", "am", "id", "it")
_OWN_NAMES = {
    "kiswahili": "sw", "swahili": "sw", "mandarin": "zh", "mandarin chinese": "zh", "हिंदी": "hi", "chinese (simplified)": "zh", "simplified chinese": "zh", "chinese": "zh",
    "简体中文": "zh", "中文": "zh", "普通话": "zh", "chinese (traditional)": "zh-Hant", "繁體中文": "zh-Hant", "bahasa indonesia": "id",
    "bahasa": "id", "bangla": "bn", "farsi": "fa", "castellano": "es", "brazilian portuguese": "pt-BR", "hausa": "ha", "amharic": "am",
    "burmese": "my", "myanmar": "my", "filipino": "fil", "kinyarwanda": "rw",
}  # fmt: skip
_TAG = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.@].*)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = {
    "Arab": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "Cyrl": re.compile("[\u0400-\u04ff]"),
    "Deva": re.compile("[\u0900-\u097f]"),
    "Beng": re.compile("[\u0980-\u09ff]"),
    "Ethi": re.compile("[\u1200-\u137f]"),
    "Kana": re.compile("[\u3040-\u30ff]"),
    "Hang": re.compile("[\uac00-\ud7af]"),
    "Hani": re.compile("[\u4e00-\u9fff]"),
    "Grek": re.compile("[\u0370-\u03ff]"),
    "Hebr": re.compile("[\u0590-\u05ff]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
    "Mymr": re.compile("[\u1000-\u109f]"),
    "Gujr": re.compile("[\u0a80-\u0aff]"),
    "Taml": re.compile("[\u0b80-\u0bff]"),
    "Telu": re.compile("[\u0c00-\u0c7f]"),
    "Khmr": re.compile("[\u1780-\u17ff]"),
    "Latn": re.compile("[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]"),
}  # fmt: skip
_ONE_LANGUAGE = {
    "Beng": "bn", "Ethi": "am", "Hang": "ko", "Grek": "el", "Hebr": "he", "Thai": "th", "Mymr": "my", "Gujr": "gu", "Taml": "ta",
    "Telu": "te", "Khmr": "km", "Kana": "ja", "Hani": "zh",
}  # fmt: skip
_SCRIPT_OF = {
    "Arab": {"ar", "fa", "ur", "ps", "ckb", "ug", "sd", "ku", "ha"},
    "Cyrl": {"ru", "uk", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "be", "uz"},
    "Deva": {"hi", "ne", "mr", "sa"},
    "Hani": {"zh", "yue", "ja"},
    "Kana": {"ja"},
    "Ethi": {"am", "ti"},
}


@lru_cache(maxsize=2048)
def tag(said: str) -> str:
    """BCP 47 for "English", "en_US", "deu", "zh-CN"; "" when it names no language. Regions stay only where they matter."""
    text = said.strip().rstrip("/").replace("_", "-")
    if text.startswith(("http://", "https://")):  # a vocabulary's address: .../iso639-2/eng
        text = text.rsplit("/", 1)[-1]
    if text[:1] in "([" and text[-1:] in ")]":
        text = text[1:-1]
    folded = text.casefold()
    if folded in _NOTHING:
        return ""
    if folded in _OWN_NAMES:
        return _OWN_NAMES[folded]
    if match := _TAG.match(text):
        return _from_tag(match)
    return _names().get(folded, "") or _names().get(re.split(r"[\s(/,]", folded)[0], "")


def _from_tag(match: re.Match[str]) -> str:
    language = match[1].lower()
    if language in _NOTHING:
        return ""
    language = _WRONG.get(language, language)
    if len(language) == 3:
        language = _alias(language)
    if not language or not _is_known(language):
        return ""
    script, region = (match[2] or "").title(), (match[3] or "").upper()
    if language == "zh" and (script == "Hant" or region in {"TW", "HK", "MO"}):
        return "zh-Hant"
    return f"{language}-BR" if (language, region) == ("pt", "BR") else language


@cache
def _is_known(language: str) -> bool:
    return language in Locale.parse("en").languages


def _alias(language: str) -> str:
    """ISO 639-2/3 to the short code, where there is one: deu, ger -> de; swa, swh -> sw."""
    more = {
        "swh": "sw",
        "ger": "de",
        "fre": "fr",
        "chi": "zh",
        "cmn": "zh",
        "arb": "ar",
        "dut": "nl",
        "per": "fa",
        "may": "ms",
    }
    alias = more.get(language) or get_global("language_aliases").get(language, language)
    return alias.split("_")[0]


@cache
def _names() -> dict[str, str]:
    """Names of languages in the languages that sources write in, and each in its own."""
    made: dict[str, str] = {}
    for reader in _NAMED_IN:
        for code, name in Locale.parse(reader).languages.items():
            if "_" not in code and len(code) <= 3:
                made.setdefault(name.casefold(), code)
    for code in list(Locale.parse("en").languages):
        if "_" in code or len(code) > 3:
            continue
        try:
            own = Locale.parse(code).get_display_name()
        except (UnknownLocaleError, ValueError):
            continue
        made.setdefault((own or "").casefold(), code)
    return made


def script(text: str) -> str:
    """The script (ISO 15924) of most letters; "" without letters. Kana beats Han: Japanese uses both."""
    if text.isascii():
        return "Latn" if any(sign.isalpha() for sign in text) else ""
    counts = Counter({name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()})
    name, count = counts.most_common(1)[0]
    if not count:
        return ""
    if name == "Hani" and counts["Kana"] * 8 > count:
        return "Kana"
    # Latin product names inside a text in another script do not make it Latin.
    second = next((other for other, number in counts.most_common(2)[1:] if number * 2 > count), "")
    return second if name == "Latn" and second else name


@cache
def _stopwords() -> dict[str, frozenset[str]]:
    text = resources.files(__package__).joinpath("stopwords.toml").read_text(encoding="utf-8")
    return {language: frozenset(words.split()) for language, words in tomllib.loads(text).items()}


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    """{word: the languages that have it}."""
    made: dict[str, list[str]] = {}
    for language, words in _stopwords().items():
        for word in words:
            made.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in made.items()}


def scores(text: str) -> Counter[str]:
    """How strongly the small words of `text` speak for each language; a word of several languages counts less."""
    known = _by_word()
    found: Counter[str] = Counter()
    for word in _WORD.findall(text[:1500].lower()):
        languages = known.get(word)
        if languages:
            for language in languages:
                found[language] += 1.0 / len(languages)  # type: ignore[assignment]
    return found


def detect(text: str, plausible: tuple[str, ...] = ()) -> str:
    """The language of a text, or "" when it is too short to say. `plausible` breaks near ties (the provider's languages)."""
    which = script(text)
    if which in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[which]
    allowed = _SCRIPT_OF.get(which)
    found = Counter(
        {
            language: score
            for language, score in scores(text).items()
            if (
                allowed is None
                and which == "Latn"
                and not any(language in group for group in _SCRIPT_OF.values() if language != "ha")
            )
            or (allowed and language in allowed)
        }
    )
    if not found:
        return (
            next(iter({"Arab": "ar", "Cyrl": "ru", "Deva": "hi"}[which] for _ in (1,)), "")
            if which in {"Arab", "Cyrl", "Deva"}
            else ""
        )
    (best, score), *rest = found.most_common(2)
    _second, runner = rest[0] if rest else ("", 0)
    if which == "Latn" and (score < 1.5 or score < runner * 1.3):
        near = [language for language in plausible if found[language] >= score * 0.7 and found[language] > 0]
        return near[0] if len(near) == 1 and score >= 1 else ""
    return best


def settle(stated: tuple[str, ...], text: str, plausible: tuple[str, ...] = ()) -> tuple[str, bool]:
    """(language, detected?): what is stated, unless nothing is or the text plainly is in another language."""
    tags = [found for said in stated for part in re.split(r"[,;|]", said) if (found := tag(part))]
    if not tags:
        return detect(text, plausible), True
    language = tags[0]
    if len(tags) > 1:
        seen = detect(text, tuple(tags))
        return (next((each for each in tags if each.split("-")[0] == seen), language), False)
    return (contradicted, True) if (contradicted := _contradiction(language, text)) else (language, False)


def _contradiction(language: str, text: str) -> str:
    """Another language, only when the evidence is plain: the wrong script, or many small words of one and none of the other."""
    base, which = language.split("-")[0], script(text)
    if which in _ONE_LANGUAGE or which in _SCRIPT_OF:
        fitting = _SCRIPT_OF.get(which, set()) | {_ONE_LANGUAGE.get(which, "")}
        return "" if base in fitting else detect(text)
    found = scores(text)
    own = found.get(base, 0)
    if which != "Latn" or own > 1 or base not in _stopwords():
        return ""
    best = detect(text)
    return best if best and best != base and found[best] >= 4 and found[best] > own * 6 else ""
