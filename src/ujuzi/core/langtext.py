"""Text in several languages as one JSON object, `{"en": "Skill", "sw": "Ujuzi"}`, with fallback that says so."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Said(NamedTuple):
    """A text and the language (BCP 47) it is really in."""

    text: str
    language: str


def pick(texts: Mapping[str, str], wanted: Iterable[str]) -> Said:
    """The text in the first wanted language that there is: exact tag, then its base language, then English, then any.

    Empty texts do not count. `Said("", "")` when there is none at all.
    """
    have = {tag: text for tag, text in texts.items() if text}
    for tag in [*wanted, "en"]:
        if tag in have:
            return Said(have[tag], tag)
        base = tag.split("-")[0]
        for other, text in have.items():
            if other.split("-")[0] == base:
                return Said(text, other)
    return next((Said(text, tag) for tag, text in have.items()), Said("", ""))
