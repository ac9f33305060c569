"""`!!! note "Title"`, `??? note`, `=== "Tab"`: a line, and what is indented below it (Python-Markdown, Material for MkDocs)."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_OPEN = re.compile(
    r"(?P<mark>!!!|\?\?\?\+?|===[!+]?)[ \t]*(?P<kind>[^\"'=!?\s][^\"]*?)?[ \t]*(?:\"(?P<title>.*)\")?[ \t]*"
)
INDENT = 4


def plugin(made: MarkdownIt) -> None:
    """Adds the rule; what it finds becomes `<aside>`, or `<details>` for what opens by a tap and for tabs."""
    made.block.ruler.before(
        "fence", "admonition", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    made.add_render_rule("admonition_open", _opening)
    made.add_render_rule("admonition_title_close", _after_title)
    made.add_render_rule("admonition_close", _closing)


def _rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    if state.is_code_block(first):
        return False
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    match = _OPEN.fullmatch(line)
    if match is None or not (match["kind"] or match["title"] is not None):
        return False
    if match["mark"].startswith("=") and match["title"] is None:
        return False
    if not silent:
        _push(state, first, _end(state, first, last), match)
    return True


def _end(state: StateBlock, first: int, last: int) -> int:
    """The line after what is indented below the first."""
    end = first + 1
    for line in range(first + 1, last):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.sCount[first] + INDENT:
            break
        end = line + 1
    return end


def _push(state: StateBlock, first: int, end: int, match: re.Match[str]) -> None:
    opens_by_tap = match["mark"] == "???" or match["mark"].startswith("=")
    kept = state.parentType, state.lineMax, state.blkIndent
    token = state.push("admonition_open", "details" if opens_by_tap else "aside", 1)
    title = state.push("inline", "", 0)  # Markdown as well, and footnotes in it count
    title.content, title.map, title.children = match["title"] or "", [first, first + 1], []
    token.meta = {"kind": (match["kind"] or "").strip(), "said": match["title"] is not None}
    state.push("admonition_title_close", "", 0)
    state.parentType, state.lineMax, state.blkIndent = "admonition", end, state.sCount[first] + INDENT
    state.md.block.tokenize(state, first + 1, end)
    state.push("admonition_close", token.tag, -1)
    state.parentType, state.lineMax, state.blkIndent = kept
    state.line = end


def _opening(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any) -> str:
    token = tokens[place]
    if token.tag == "details":
        words = "" if token.meta["said"] else escape(token.meta["kind"][:1].upper() + token.meta["kind"][1:])
        return f"<details><summary>{words}"
    return f'<aside class="admonition {escape(token.meta["kind"])}"><summary>'


def _after_title(
    self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any
) -> str:
    return "</summary>"


def _closing(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any) -> str:
    return f"</{tokens[place].tag}>"
