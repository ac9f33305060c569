"""YAML of strangers: read with tags taken for what they are not, so that none of them runs code."""

import re
from typing import Any

import yaml

MOST = 1_000_000  # characters; the real ones have fifty thousand, most of it a picture
_FRONT = re.compile(r"\A---[ \t]*\n(?P<head>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


class NotYaml(ValueError):
    """The text cannot be read as YAML; the text of the error says why."""

    permanent = True


class _Harmless(yaml.SafeLoader):
    """Dates stay text, unknown tags (`!!python/name:…`, `!ENV`) become None."""


_Harmless.add_constructor(None, lambda loader, node: None)
for _tag in ("timestamp", "binary", "set", "omap", "pairs"):
    _Harmless.add_constructor(f"tag:yaml.org,2002:{_tag}", lambda loader, node: getattr(node, "value", None))


def read(text: str) -> Any:
    """What a YAML text says: dicts, lists, strings, numbers, None. Raises NotYaml."""
    if len(text) > MOST:
        raise NotYaml(f"{len(text)} > {MOST}")
    try:
        return yaml.load(text, Loader=_Harmless)  # noqa: S506  -- a SafeLoader that knows fewer tags
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise NotYaml(" ".join(str(error).split())[:200]) from None


def table(text: str) -> dict[str, Any]:
    """A YAML text that must be a table with names. Raises NotYaml."""
    said = read(text)
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise NotYaml("not a table")
    return {str(key): value for key, value in said.items()}


def front(text: str) -> tuple[dict[str, Any], str]:
    """The table at the head of a Markdown text, and the rest. What cannot be read is left to the text."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    try:
        return table(match["head"]), text[match.end() :]
    except NotYaml:
        return {}, text[match.end() :]


def word(said: Any) -> str:
    """A text or number as text on one line; "" for anything else."""
    return (
        " ".join(str(said).split())
        if isinstance(said, (str, int, float)) and not isinstance(said, bool)
        else ""
    )
