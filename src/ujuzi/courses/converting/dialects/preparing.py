"""What must be done to a text before Markdown is read: included files, headings without a space, Markdown within HTML."""

import re
from collections.abc import Callable, Iterator

DEEPEST_INCLUDE = 5
MOST_INCLUDED = 500_000  # characters that one page may become
_FENCE = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?P<mark>`{3,}|~{3,})(?P<rest>.*)$")
_SNIPPET = re.compile(r"^(?P<indent>[ \t]*)-{1,}8<-{1,}[ \t]+[\"'](?P<name>[^\"'\n]+)[\"'][ \t]*$")
_HEADING = re.compile(r"^(#{1,6})(?=[^#\s])")
_TASK = re.compile(r"^(?P<before>[ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[(?P<mark>[ xX])\](?=[ \t])")
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:")
_ABBREVIATION = re.compile(r"^\*\[(?P<short>[^\]\n]+)\]:[ \t]*")  # shown where a mouse points; here as a list
_WITHIN = re.compile(
    r"^[ \t]*</?(?:div|section|figure|details|center|article|aside|span|p)\b[^>]*>[ \t]*$", re.IGNORECASE
)
_RAW = re.compile(
    r"<(?P<name>table|div|figure|center|ul|ol|dl|section|article|details|blockquote)\b", re.IGNORECASE
)
LONGEST_ELEMENT = 2000  # lines
MOST_LOOKED_AT = 100_000  # lines, in search of where elements end
_MARKDOWN = re.compile(r"<\w+\b[^>]*\bmarkdown\b", re.IGNORECASE)


def lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it stands in a fence of code or is one."""
    open_mark = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if open_mark:
            yield line, True
            if match and match["mark"].startswith(open_mark) and not match["rest"].strip():
                open_mark = ""
        elif match and not ("`" in match["mark"] and "`" in match["rest"]):
            open_mark = match["mark"]
            yield line, True
        else:
            yield line, False


def each_line(text: str, change: Callable[[str], str]) -> str:
    """`text` with `change` done to every line that is not code."""
    return "\n".join(line if code else change(line) for line, code in lines(text))


def without_code(text: str) -> str:
    """The lines that are not in a fence of code."""
    return "\n".join(line for line, code in lines(text) if not code)


def raw_html(text: str) -> str:
    """Without the blank lines in elements of HTML: Python-Markdown lets those go on to their end, CommonMark to the next blank line."""
    said = list(lines(text))
    found: list[str] = []
    place, left = 0, MOST_LOOKED_AT
    while place < len(said):
        line, code = said[place]
        match = None if code or left <= 0 else _RAW.match(line)
        end = place
        if match and not _MARKDOWN.match(line.strip()):
            end = _end_of(match["name"], said, place)
            left -= end - place or LONGEST_ELEMENT
        if any("<pre" in each for each, _code in said[place : end + 1]):
            end = place
        found += (
            [line]
            if end == place
            else [each.strip() for each, _code in said[place : end + 1] if each.strip()]
        )
        place = end + 1
    return "\n".join(found)


def _end_of(name: str, said: list[tuple[str, bool]], first: int) -> int:
    """The line in which an element ends that starts in the `first`; `first` when it never does."""
    tags = re.compile(rf"<(?P<close>/?){name}\b(?P<rest>[^>]*)>?", re.IGNORECASE)
    depth = 0
    for place in range(first, min(len(said), first + LONGEST_ELEMENT)):
        for match in tags.finditer(said[place][0]):
            depth += -1 if match["close"] else 1
        if depth <= 0:
            return place
    return first


def python_markdown(text: str) -> str:
    """What Python-Markdown and its extensions take and CommonMark does not."""
    text = raw_html(text)
    within = bool(_MARKDOWN.search(text))

    def change(line: str) -> str:
        line = _HEADING.sub(r"\1 ", line)
        line = _TASK.sub(lambda match: match["before"] + ("☐" if match["mark"] == " " else "☑"), line)
        line = _ABBREVIATION.sub(r"- **\g<short>**: ", _ICON.sub("", line))
        return f"\n{line.strip()}\n" if within and _WITHIN.match(line) else line

    return each_line(text, change)


def snippets(text: str, read: Callable[[str], str | None]) -> str:
    """`text` with the files that it includes (`--8<-- "name"`); `read` gives a file's text, None when there is none."""
    return _included(text, read, 0, [MOST_INCLUDED])


def _included(text: str, read: Callable[[str], str | None], depth: int, left: list[int]) -> str:
    """`left`: one number, how many characters may still come in, shared by all that include each other."""

    def change(line: str) -> str:
        match = _SNIPPET.match(line)
        if match is None:
            return line
        found = read(match["name"].strip()) if depth < DEEPEST_INCLUDE and left[0] > 0 else None
        if found is None:
            return ""
        left[0] -= len(found)
        inner = _included(found, read, depth + 1, left)
        return "\n".join(match["indent"] + each for each in inner.rstrip("\n").split("\n"))

    return each_line(text, change)
