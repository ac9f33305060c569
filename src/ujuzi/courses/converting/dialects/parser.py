"""Markdown of any dialect to HTML, with markdown-it-py; what dialects add to CommonMark is chosen by name."""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from ujuzi.courses.converting.dialects import admonitions
from ujuzi.courses.converting.tree.tags import KNOWN

MATHS, ATTRIBUTES, MARKS, ADMONITIONS = "maths", "attributes", "marks", "admonitions"
ESCAPED_MATHS = "escaped-maths"  # \\( … \\) with two backslashes
DEEPEST = 60
_TAG = re.compile(r"<(?=/?(?P<name>[A-Za-z][\w:.-]*))|<(?=\?|!(?!--))")
_ATTRIBUTE_LIST = re.compile(
    r"\{:?[ ]*(?:(?:[#.][\w:-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s}\"']+))[ ]*)+\}|\{:[^{}\n]*\}"
)
_MARKS = {"==": "mark", "^^": "ins", "~~": "del", "++": "kbd"}
_TEX = re.compile(r"\\\((?P<line>.+?)\\\)|\\\[(?P<block>.+?)\\\]", re.DOTALL)
_TEX_ESCAPED = re.compile(r"\\\\\((?P<line>.+?)\\\\\)|\\\\\[(?P<block>.+?)\\\\\]", re.DOTALL)


def to_html(parts: frozenset[str]) -> MarkdownIt:
    """A parser that knows these parts besides CommonMark, tables, footnotes and lists of terms."""
    made = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST + 2}).enable("table")
    made.use(footnote_plugin, inline=False).use(deflist_plugin)
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # links are judged when they are written
    if MATHS in parts or ESCAPED_MATHS in parts:
        made.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
        tex = _TEX_ESCAPED if ESCAPED_MATHS in parts else _TEX
        made.inline.ruler.before("escape", "tex", lambda state, silent: _tex(state, silent, tex))
    if ATTRIBUTES in parts:
        made.inline.ruler.push("attribute_list", _attribute_list)
    if MARKS in parts:
        made.inline.ruler.before("emphasis", "marks", _marks)
    if ADMONITIONS in parts:
        made.use(admonitions.plugin)
    for kind, render in _RENDERERS.items():
        made.add_render_rule(kind, render)
    return made


def html(made: MarkdownIt, text: str, too_deep: Callable[[], None]) -> str:
    """The HTML of a text. What is nested so deeply that markdown-it leaves it out comes as the words that it is."""
    env: dict[str, Any] = {}
    tokens = made.parse(text, env)
    if any(token.level >= DEEPEST for token in tokens):
        too_deep()
        return "\n".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", text))
    return str(made.renderer.render(tokens, made.options, env))


def _tex(state: StateInline, silent: bool, pattern: re.Pattern[str]) -> bool:
    if state.src[state.pos] != "\\":
        return False
    match = pattern.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        kind = "math_inline" if match["line"] else "math_inline_double"
        state.push(kind, "", 0).content = match["line"] or match["block"]
    state.pos = match.end()
    return True


def _attribute_list(state: StateInline, silent: bool) -> bool:
    """`{:target="_blank"}`, `{ .class #id width=300 }`: about looks, so left out. Plain words in braces stay."""
    if state.src[state.pos] != "{":
        return False
    match = _ATTRIBUTE_LIST.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    state.pos = match.end()
    return True


def _marks(state: StateInline, silent: bool) -> bool:
    marks = state.src[state.pos : state.pos + 2]
    if marks not in _MARKS:
        return False
    begin, end = state.pos + 2, state.src.find(marks, state.pos + 3, state.posMax)
    if end < 0 or state.src[begin].isspace() or state.src[end - 1].isspace():
        return False
    if not silent:
        last, state.pos, state.posMax = state.posMax, begin, end
        state.push("mark_open", _MARKS[marks], 1)
        state.md.inline.tokenize(state)
        state.push("mark_close", _MARKS[marks], -1)
        state.posMax = last
    state.pos = end + 2
    return True


def known_tags(html: str) -> str:
    """`html` with tags that HTML does not have (`<sep>`, `<your name>`) as words."""
    return _TAG.sub(lambda match: "<" if (match["name"] or "").lower() in KNOWN else "&lt;", html)


def _html(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any) -> str:
    return known_tags(tokens[place].content)


def _maths(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any) -> str:
    display = "" if tokens[place].type == "math_inline" else " display"
    return f"<x-maths{display}>{escape(tokens[place].content)}</x-maths>"


def _formula(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: Any) -> str:
    return f"<x-formula>{escape(tokens[place].content)}</x-formula>"


_RENDERERS = {
    "html_block": _html, "html_inline": _html, "math_inline": _maths, "math_inline_double": _maths, "math_block": _formula,
    "math_block_label": _formula,
}  # fmt: skip
