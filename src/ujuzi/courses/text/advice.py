"""What an author should look at though it is no fault: links that say nothing, long sentences, hard reading, pictures of text."""

import re
from dataclasses import dataclass
from statistics import mean

from lxml import etree

LONG = 28  # words in a sentence
HARD = 20  # words in a sentence on average
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]{0,400})\]\((?P<to>[^()\s]{1,1000})[^()\n]{0,400}\)")
_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]]{0,2000})\]\((?P<to>[^()\s]{1,1000})[^()\n]{0,400}\)")
_EMPTY_WORDS = frozenset(
    [
        "here",
        "click here",
        "click",
        "link",
        "this link",
        "this",
        "more",
        "read more",
        "ici",
        "cliquez ici",
        "lien",
        "plus",
        "aquí",
        "haga clic aquí",
        "más",
        "aqui",
        "clique aqui",
        "mais",
        "здесь",
        "тут",
        "ссылка",
        "هنا",
        "اضغط هنا",
        "hapa",
        "bofya hapa",
        "这里",
        "点击这里",
        "此处",
    ]
)
_PICTURE_WORDS = re.compile(
    r"(?i)^(image|picture|photo|figure|graphic|screenshot)( of)?\b|\.(png|jpe?g|svg|webp|gif|avif)$"
)
_SENTENCE = re.compile(r"[.!?…؟。！？]+[\s»”\")]*|\n\s*\n")
_SPACELESS = ("zh", "ja", "th", "km", "lo", "my")
MOST = 100_000  # characters that are looked at
SMALL = 9.0  # CSS pixels of the letters in a drawing, on a screen 320 pixels wide


@dataclass(frozen=True, slots=True)
class Advice:
    """`line` counts from 1, 0 for the whole text. `code`: "link", "bare-link", "alt-words", "alt-long", "sentence", "hard", "capitals",
    "small-letters". `found` is what it is about."""

    line: int
    code: str
    found: str


def of_text(text: str, language: str = "en") -> list[Advice]:
    """About a lesson's Markdown."""
    text = text[:MOST]
    found = [*_links(text), *_pictures(text)]
    if language.partition("-")[0] not in _SPACELESS:
        found += _sentences(text)
    return sorted(found, key=lambda one: (one.line, one.code))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _links(text: str) -> list[Advice]:
    found = []
    for match in _LINK.finditer(text):
        words = match["text"].strip().strip(".…").casefold()
        if words in _EMPTY_WORDS:
            found.append(Advice(_line(text, match.start()), "link", match["text"]))
        elif words.startswith(("http://", "https://", "www.")):
            found.append(Advice(_line(text, match.start()), "bare-link", match["text"][:80]))
    return found


def _pictures(text: str) -> list[Advice]:
    found = []
    for match in _PICTURE.finditer(text):
        alt = match["alt"].strip()
        if _PICTURE_WORDS.search(alt):
            found.append(Advice(_line(text, match.start()), "alt-words", alt[:80]))
        elif len(alt) > 300:
            found.append(Advice(_line(text, match.start()), "alt-long", f"{alt[:60]}…"))
    return found


def _sentences(text: str) -> list[Advice]:
    """Of running text: heads, tables, code, lists' marks and boxes are not read."""
    found, lengths = [], []
    body = re.sub(
        r"\A\+\+\+\n.*?\n\+\+\+\n", lambda match: "\n" * match[0].count("\n"), text, flags=re.DOTALL
    )
    body = re.sub(r"```.*?```", lambda match: "\n" * match[0].count("\n"), body, flags=re.DOTALL)
    body = _PICTURE.sub("", body)
    body = re.sub(r"(?m)^(:::.*|\|.*|#+ .*|[ \t]*[-*] |[ \t]*\d+\. |[ \t]*> ?)", _blank, body)
    place = 0
    for piece in _SENTENCE.split(body):
        at = body.find(piece, place)
        place = at + len(piece)
        words = re.findall(r"[\w’'-]+", _LINK.sub(r"\g<text>", piece))
        if not words:
            continue
        lengths.append(len(words))
        start = at + len(piece) - len(piece.lstrip())
        if len(words) > LONG:
            found.append(Advice(_line(body, start), "sentence", " ".join(words[:6])))
        shouted = [word for word in words if len(word) > 5 and word.isupper()]
        if len(shouted) > 2:
            found.append(Advice(_line(body, start), "capitals", " ".join(shouted[:4])))
    if len(lengths) >= 5 and mean(lengths) > HARD:
        found.append(Advice(0, "hard", str(round(mean(lengths)))))
    return found


def _blank(match: re.Match[str]) -> str:
    """What is not running text ends the sentence before it."""
    return ". " if match[0].startswith((":", "|", "#")) else ". " + " " * max(0, len(match[0]) - 2)


def of_drawing(content: bytes) -> Advice | None:
    """Whether an SVG's letters can still be read on a small screen."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        width = float(re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())[2])
    except (etree.XMLSyntaxError, ValueError, IndexError):
        return None
    sizes = [float(size) for size in re.findall(rb"font-size[=:]\s*[\"']?\s*([\d.]+)", content)]
    shown = min(sizes, default=99.0) * min(1.0, 320 / width) if width > 0 else 99.0
    return Advice(0, "small-letters", f"{shown:.0f}") if shown < SMALL else None
