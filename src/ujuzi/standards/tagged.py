"""Texts that a source gives in several languages at once, and which of them belong to a record."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Tagged(NamedTuple):
    """A text and the language tag that the source wrote beside it ("" when none)."""

    text: str
    language: str = ""


def matching(texts: Sequence[Tagged], languages: Iterable[str]) -> list[str]:
    """The texts in the first of `languages` that has any; else those without a language; else those of the first one.

    Texts in other languages are left out, so that a German abstract does not end up in the English edition.
    """
    if len(texts) <= 1:
        return [each.text for each in texts]
    tags = [short(each.language) for each in texts]
    if len(set(tags)) == 1:
        return [each.text for each in texts]
    for wanted in (*map(short, languages), "", tags[0]):
        found = [each.text for each, tag in zip(texts, tags, strict=True) if tag == wanted]
        if found:
            return found
    return []


def first(texts: Sequence[Tagged], languages: Iterable[str]) -> str:
    found = matching(texts, languages)
    return found[0] if found else ""


_THREE = {
    "ara": "ar", "ben": "bn", "chi": "zh", "zho": "zh", "deu": "de", "ger": "de", "eng": "en", "spa": "es",
    "fra": "fr", "fre": "fr", "hin": "hi", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl",
    "dut": "nl", "por": "pt", "rus": "ru", "slv": "sl", "swa": "sw", "swe": "sv", "tur": "tr", "vie": "vi",
}  # fmt: skip


def short(tag: str) -> str:
    """The base language for comparing tags of one record with each other: "en_US", "eng", "EN" are all "en"."""
    base = tag.strip().replace("_", "-").split("-")[0].lower()
    return _THREE.get(base, base)
