"""Titles as plain text, descriptions as a small safe HTML, lists of words."""

import re
import unicodedata
from html import unescape

import nh3

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}
LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_WORD, MOST_WORDS = 500, 20_000, 100, 40
NOTHING = frozenset(
    {"", "null", "none", "n/a", "na", "nan", "unknown", "undefined", "anonymous", "tba", "-", "–", "—", "."}
)
# Control signs, and the bidi overrides that can make a title look like another.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_EDGES = " \u200b\u200c\u200d\u2060"
_SILENT = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_ENTITY = re.compile(r"&[#a-zA-Z0-9]+;")
_ESCAPED = re.compile(r"&lt;(?:/(?:p|ul|ol|li|strong|em|b|i|a|div|span|h[1-6])|br ?/?)&gt;", re.IGNORECASE)
_EMPTY = re.compile(r"<p>\s*</p>")
_CUT = re.compile(r"(?:<[^<>]*|&[^;\s]{0,10}|\s+)$")
_RENAMES = {"b": "strong", "i": "em", "div": "p"} | {f"h{number}": "p" for number in range(1, 7)}
_RENAMED = re.compile(r"<(/?)(b|i|h[1-6]|div)(?:\s[^>]*)?>", re.IGNORECASE)
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel="noopener nofollow",
    clean_content_tags={"script", "style", "template", "svg", "math", "iframe", "object", "noscript"},
)


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
    for _round in range(3):
        before = text
        if "<" in text:
            text = _TAG.sub(" ", _SILENT.sub(" ", text))
        if "&" in text:
            text = clean(unescape(text))
        if text == before:
            break
    return " ".join(text.split()).strip(_EDGES)


def title(text: str) -> str:
    """A plain title, at most 500 characters."""
    made = plain(text)
    return made if len(made) <= LONGEST_TITLE else made[: LONGEST_TITLE - 1].rstrip(_EDGES) + "…"


def html(text: str) -> str:
    """Cleaned HTML of p, ul, ol, li, strong, em, a, br. Idempotent; plain text becomes paragraphs; "" when it says nothing."""
    text = clean(text).replace("\r\n", "\n").replace("\r", "\n").strip()[: LONGEST_DESCRIPTION * 2]
    if not text:
        return ""
    if not _TAG.search(text) and _ESCAPED.search(text):
        text = clean(unescape(text))
    if _TAG.search(text):
        text = _cleaned(_RENAMED.sub(_rename, text))
    if not _TAG.search(text):
        text = _paragraphs(text)
    if len(text) > LONGEST_DESCRIPTION:
        text = _shortened(text)
    return text if plain(text) else ""


def _cleaned(markup: str) -> str:
    return _EMPTY.sub("", _CLEANER.clean(markup).replace("&nbsp;", "\xa0")).strip()


def _rename(match: re.Match[str]) -> str:
    return f"<{match[1]}{_RENAMES[match[2].lower()]}>"


def _paragraphs(text: str) -> str:
    if _ENTITY.search(text):
        text = clean(unescape(text))
    parts = [part.strip() for part in re.split(r"\n\s*\n", text)]
    return "".join(f"<p>{_escape(part)}</p>" for part in parts if part)


def _shortened(text: str) -> str:
    """Cut before a tag or an entity would be cut in two; the cleaner closes what is open, for which some room is left."""
    made = _cleaned(_CUT.sub("", text[: LONGEST_DESCRIPTION - 200]))
    return (
        made
        if len(made) <= LONGEST_DESCRIPTION
        else f"<p>{_escape(plain(made)[: LONGEST_DESCRIPTION // 5])}</p>"
    )


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def words(values: tuple[str, ...]) -> list[str]:
    """Keywords, also when they come as one string with commas or semicolons; each once, in their order."""
    found: dict[str, str] = {}
    for value in values:
        for part in re.split(r"[,;|،，、؛\n]", value) if len(values) == 1 or len(value) > 60 else [value]:
            word = plain(part).strip(" \"'“”«»,;")
            word = word.lstrip("#") if word[1:2].isalpha() else word
            if word.casefold() not in NOTHING and len(word) <= LONGEST_WORD:
                found.setdefault(word.casefold(), word)
    return list(found.values())[:MOST_WORDS]
