"""TOML of a course and of its lessons."""

import json
import re
from collections.abc import Mapping

from ujuzi.courses.converting.shapes import About
from ujuzi.courses.text.heads import MARK

TITLE = 200  # characters that the hub keeps
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def value(said: object) -> str:
    """A text, number or list of texts in TOML: JSON is that, but for the letters that TOML will not have unescaped."""
    return json.dumps(said, ensure_ascii=False).replace("\x7f", "\\u007f")


def table(name: str, texts: Mapping[str, object]) -> str:
    lines = [f"{tag if _BARE.fullmatch(tag) else value(tag)} = {value(said)}" for tag, said in texts.items()]
    return "\n".join([f"\n[{name}]", *lines])


def cleaned(said: str) -> str:
    """Without control characters, which TOML does not take."""
    return re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", said)


def short(title: str) -> str:
    """A title on one line, as long as the hub keeps it."""
    words = " ".join(cleaned(title).split())
    return words if len(words) <= TITLE else f"{words[: TITLE - 1]}…"


def unit(title: str, minutes: int, source: str = "") -> str:
    """The head of a lesson or quiz. `source`: the first digits of the digest of what it is translated from."""
    lines = [MARK, f"title = {value(short(title))}", f"minutes = {minutes}"]
    return "\n".join([*lines, *([f"source = {value(source)}"] if source else []), MARK, ""])


def course(
    name: str, language: str, about: About, minutes: int, modules: Mapping[str, Mapping[str, str]]
) -> str:
    """course.toml. What the source does not say is set to what most courses are."""
    lines = [
        f"id = {value(name)}",
        f"source_language = {value(language)}",
        f"licence = {value(about.licence)}",
        f"authors = {value(about.authors)}",
        'level = "beginner"',
        'audiences = ["public"]',
        'subjects = ["ai-basics"]',
        f"minutes = {minutes}",
        table("title", about.titles),
        table("summary", about.summaries),
        *(table(f"modules.{folder}.title", titles) for folder, titles in modules.items()),
    ]
    return "\n".join(lines) + "\n"
