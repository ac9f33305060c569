"""`{#if fw === 'pt'} … {:else} … {/if}`: what the first framework shows stays, the other opens by a tap."""

import re

from ujuzi.courses.converting.dialects import preparing

_MARK = re.compile(
    r"\{#if\s+fw\s*={2,3}\s*['\"](?P<of>\w+)['\"]\s*\}|(?P<other>\{[:#]else\})|(?P<end>\{/if\})"
)
FIRST = "pt"
TITLES = {"pt": "PyTorch", "tf": "TensorFlow"}
_HEADING = re.compile(r"^#{1,6}\s")


def told(text: str) -> tuple[str, list[str]]:
    """The text with its choices as `<details>`, and the marks that belong to nothing (left out)."""
    found: list[str] = []
    stray: list[str] = []
    branch: list[str] = []
    of = ""
    for line, code in preparing.lines(text):
        place = 0
        for match in () if code else _MARK.finditer(line):
            (branch if of else found).append(line[place : match.start()])
            place = match.end()
            if match["of"] and not of:
                of = match["of"]
                continue
            if not of or match["of"]:
                stray.append(match[0])
                continue
            found += _shown(of, branch)
            branch = []
            of = ("tf" if of == FIRST else FIRST) if match["other"] else ""
        (branch if of else found).append(line[place:])
    return "\n".join(found + (["", *branch] if of else [])), stray + ([f"{{#if {of}}}"] if of else [])


def _shown(of: str, branch: list[str]) -> list[str]:
    words = [line for line in branch if line.strip()]
    if of == FIRST or not words:
        return ["", *branch, ""]
    if all(_HEADING.match(line) for line in words):
        return []  # the same heading stands in the first branch, with its framework's name
    return ["", f"<details><summary>{TITLES.get(of, of)}</summary>", "", *branch, "", "</details>", ""]
