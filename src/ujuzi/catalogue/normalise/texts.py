"""Titles as plain text, descriptions as a small safe HTML, lists of words and of people."""

import re
import unicodedata
from html import unescape

import nh3

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}
LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_WORD = 500, 20_000, 100
# Control signs, and the bidi overrides that can make a title look like another.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z0-9]+;")
_TITLES = re.compile(r"^((prof|dr|dipl|ing|mr|mrs|ms|mag|phd|sir|hon|eng)\b\.?[\s-]*)+", re.IGNORECASE)
_DEGREES = re.compile(r",?\s+(ph\.?\s?d|m\.?sc|b\.?sc|mba|m\.?ed|ed\.?d)\.?$", re.IGNORECASE)
_EMPTY = re.compile(r"<p>\s*</p>")
_NOBODY = {"", "null", "none", "n/a", "na", "unknown", "undefined", "-", "–"}


def clean(text: str) -> str:
    """Without control signs and lone surrogates, in Unicode's composed form."""
    if text.isascii():
        return text if text.isprintable() else _CONTROL.sub("", text)
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def plain(text: str) -> str:
    """One line of text: tags and entities resolved (twice escaped too), spaces folded."""
    if not text:
        return ""
    text = clean(text)
    for _round in range(2):
        if not _MARKUP.search(text):
            break
        text = clean(unescape(_TAG.sub(" ", text)))
    return " ".join(text.split())


def title(text: str) -> str:
    """A plain title, at most 500 characters."""
    made = plain(text)
    return made if len(made) <= LONGEST_TITLE else made[: LONGEST_TITLE - 1].rstrip() + "…"


def html(text: str) -> str:
    """Cleaned HTML of p, ul, ol, li, strong, em, a, br. Idempotent; plain text becomes paragraphs."""
    text = clean(text).replace("\r\n", "\n").replace("\r", "\n").strip()[: LONGEST_DESCRIPTION * 2]
    if not text:
        return ""
    if not _MARKUP.search(text):
        parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
        text = "".join(f"<p>{_escape(part)}</p>" for part in parts)
    text = _RENAMED.sub(lambda match: f"<{match[1]}{_RENAMES[match[2].lower()]}>", text)
    made = _EMPTY.sub("", _safe(text)).strip()
    if len(made) > LONGEST_DESCRIPTION:
        made = _safe(made[: LONGEST_DESCRIPTION - 200])  # room for the ends of what was cut open
    if not plain(made):
        return ""
    return made if _MARKUP.search(made) else html(made)  # nothing but text remained


def _safe(text: str) -> str:
    return nh3.clean(
        text,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener nofollow",
        clean_content_tags={"script", "style", "template", "svg", "math", "iframe", "object", "noscript"},
    )


_RENAMES = {
    "b": "strong",
    "i": "em",
    "h1": "p",
    "h2": "p",
    "h3": "p",
    "h4": "p",
    "h5": "p",
    "h6": "p",
    "div": "p",
}
_RENAMED = re.compile(r"<(/?)(b|i|h[1-6]|div)(?:\s[^>]*)?>", re.IGNORECASE)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def words(values: tuple[str, ...]) -> list[str]:
    """Keywords, also when they come as one string with commas or semicolons; each once, in their order."""
    found: dict[str, str] = {}
    for value in values:
        for part in re.split(r"[,;|،、؛\n]", value) if len(values) == 1 or len(value) > 60 else [value]:
            word = plain(part).strip(" .#\"'")
            if word and len(word) <= LONGEST_WORD:
                found.setdefault(word.casefold(), word)
    return list(found.values())[:40]


def people(values: tuple[str, ...]) -> list[str]:
    """Names: "A, B &amp; C / D" split, titles such as Dr. taken off, "null" dropped; each once."""
    found: dict[str, None] = {}
    for value in values:
        for part in _split_people(plain(value)):
            name = _TITLES.sub("", _DEGREES.sub("", part.strip(" ,;")))
            if name.casefold() not in _NOBODY and len(name) <= 200:
                found[name] = None
    return list(found)[:50]


def _split_people(text: str) -> list[str]:
    parts = re.split(
        r"\s*(?:;|/|\||\s&\s|\s+(?:and|und|et|и|na)\s+|\s*[、،؛]\s*|\s+[ye]\s+(?=[^\s;,/|]+\s+[^\s;,/|]))\s*",
        text,
    )
    split: list[str] = []
    for part in parts:
        commas = part.split(",")
        # "Juma, Amina" is one person, "Amina Juma, Baraka Otieno" are two: a list's parts have a space each.
        if len(commas) > 2 or (len(commas) == 2 and all(" " in piece.strip() for piece in commas)):
            split += commas
        else:
            split.append(part)
    return split
