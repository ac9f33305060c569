"""Language tags as sources write them, and as courses do."""

from ujuzi.courses.text.heads import LANGUAGE

_SAME = {
    "zh-cn": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hant": "zh-Hant",
    "zh-hk": "zh-Hant",
    "pt-br": "pt-BR",
}
LONGEST = 12


def tag(said: str) -> str:
    """ "zh_CN" -> "zh-Hans", "FR" -> "fr"; "" for what is no tag."""
    plain = said.strip().replace("_", "-")
    language, _dash, rest = plain.partition("-")
    made = _SAME.get(plain.lower(), f"{language.lower()}-{rest}" if rest else language.lower())
    return made if LANGUAGE.fullmatch(made) and len(made) <= LONGEST else ""
