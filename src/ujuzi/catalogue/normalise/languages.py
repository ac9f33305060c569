"""Languages: what sources write to BCP 47, and detection where nothing or plainly wrong is said.

What the text itself tells is `detection`'s part.
"""

import re
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from ujuzi.catalogue.normalise import detection, scripts

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
SOME_WORDS, FEWEST_WORDS = 40, 4  # looked at to see whether a text speaks its stated language


@lru_cache(maxsize=2048)
def tag(said: str) -> str:
    """BCP 47 for "English", "en_US", "deu", "zh-CN"; "" when it names no language. Regions stay only where they matter."""
    text = re.split(r"[/#]", said.strip().rstrip("/"))[-1].strip("()[] ").replace("_", "-")
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


def settle(stated: tuple[str, ...], text: str, plausible: tuple[str, ...] = ()) -> tuple[str, bool]:
    """(language, detected?): what is stated, unless nothing is or the text plainly is in another language."""
    tags = [found for said in stated for part in re.split(r"[,;|]", said) if (found := tag(part))]
    if not tags:
        return detection.detect(text, plausible), True
    language = tags[0]
    if len(tags) > 1:
        seen = detection.detect(text, tuple(tags)).split("-")[0]
        return (next((each for each in tags if each.split("-")[0] == seen), language), False)
    found = _contradiction(language, text)
    return (found, True) if found and found != language else (language, False)


def _contradiction(language: str, text: str) -> str:
    """Another language, only when the evidence is plain: the wrong script, or words that certainly are another language's."""
    base, which = language.split("-")[0], scripts.script(text)
    if which in scripts.LANGUAGES:
        known = scripts.LANGUAGES[which]
        if base not in known:
            return detection.detect(text)
        # Persian under the label "ar": only where the usual language of a script is stated can its signs speak against it.
        return detection.telling(which, text) if base == known[0] and which != "Hani" else ""
    if which != "Latn":
        return ""
    if base in scripts.NEVER_LATIN:
        return detection.detect(text)
    words = detection.words_of(text, SOME_WORDS)
    small = detection.small_words(base)
    if not small or len(words) < FEWEST_WORDS or sum(word in small for word in words) >= len(words) // 10 + 2:
        return ""
    return detection.outspoken(text, base)
