"""Licence, authors, title and summary, from what lies beside a course: README, LICENSE, CITATION.cff."""

import re

from ujuzi.courses.converting import harmless
from ujuzi.courses.converting.originals import Originals
from ujuzi.courses.converting.report import Report
from ujuzi.courses.converting.shapes import About

_CC = re.compile(
    r"\b(?:CC|Creative[ ]Commons)[ -]*(?P<terms>(?:Attribution|BY)(?:[ -]*(?:NC|ND|SA|NonCommercial|NoDerivatives|NoDerivs|ShareAlike))*)"
    r"[ -]*(?P<version>[1-4]\.\d)",
    re.IGNORECASE,
)
_CC_ADDRESS = re.compile(
    r"creativecommons\.org/licenses/(?P<terms>by(?:-nc)?(?:-nd|-sa)?)/(?P<version>\d\.\d)"
)
_ZERO = re.compile(r"\bCC0\b|creativecommons\.org/publicdomain/zero")
_NAMED = {
    "Apache License": "Apache-2.0", "MIT License": "MIT", "GNU GENERAL PUBLIC LICENSE": "GPL-3.0-only",
    "Attribution-ShareAlike 4.0": "CC-BY-SA-4.0", "Attribution 4.0 International": "CC-BY-4.0",
}  # fmt: skip
_WORDS = (
    ("attribution", "BY"),
    ("noncommercial", "NC"),
    ("noderivatives", "ND"),
    ("noderivs", "ND"),
    ("sharealike", "SA"),
)
_LICENCE_FILE = re.compile(r"(licen[sc]e|copying)([-.]\w+)*", re.IGNORECASE)
_CODE = re.compile(r"```.*?```|<!--.*?-->", re.DOTALL)
_BIBTEX = re.compile(r"\bauthor\s*=\s*[{\"](?P<authors>[^}\"]+)[}\"]")
_MARKUP = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\[!\[.*?\]\(.*?\)\]\(.*?\)|<[^>]+>|[*`]|\[(?P<words>[^\]]*)\]\([^)]*\)"
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def licences(text: str) -> list[str]:
    """SPDX names of the licences that a text speaks of, in its order. "CC BY 4.0" -> ["CC-BY-4.0"]."""
    found: dict[str, int] = {}
    for match in (*_CC.finditer(text), *_CC_ADDRESS.finditer(text)):
        terms = match["terms"].lower()
        for word, short in _WORDS:
            terms = terms.replace(word, short)
        parts = re.findall(r"by|nc|nd|sa", terms.lower())
        found.setdefault(f"CC-{'-'.join(part.upper() for part in parts)}-{match['version']}", match.start())
    if zero := _ZERO.search(text):
        found.setdefault("CC0-1.0", zero.start())
    return sorted(found, key=lambda name: found[name])


def beside(originals: Originals, report: Report) -> About:
    """What README, LICENSE and CITATION.cff at the root say."""
    about = About()
    _licence_file(originals, about)
    _citation(originals, about, report)
    readme = next(
        (path for path in originals.sizes if re.fullmatch(r"readme(\.\w+)?", path, re.IGNORECASE)), ""
    )
    text = originals.text(readme) if readme else None
    if text is not None:
        _readme(text, about, report, readme)
    return about


def _licence_file(originals: Originals, about: About) -> None:
    for path in originals.sizes:
        if "/" not in path and _LICENCE_FILE.fullmatch(path):
            text = (originals.text(path) or "")[:3000]
            known = next((name for words, name in _NAMED.items() if words in text), "")
            about.licence = about.licence or known or next(iter(licences(text)), "")


def _citation(originals: Originals, about: About, report: Report) -> None:
    text = originals.text("CITATION.cff")
    if text is None:
        return
    try:
        said = harmless.table(text)
    except harmless.NotYaml as error:
        report.name("yaml", "CITATION.cff", str(error))
        return
    about.licence = about.licence or harmless.word(said.get("license"))
    authors = said.get("authors")
    for one in authors[:50] if isinstance(authors, list) else []:
        if isinstance(one, dict):
            names = [harmless.word(one.get(part)) for part in ("given-names", "family-names", "name")]
            about.authors += [" ".join(name for name in names if name)] if any(names) else []


def _readme(text: str, about: About, report: Report, path: str) -> None:
    spoken = licences(text)
    about.licence = about.licence or next(iter(spoken), "")
    for other in spoken:
        if other != about.licence:
            report.name("not-licence", path, other)
    if not about.authors and (match := _BIBTEX.search(text)):
        about.authors = [
            " ".join(name.split()) for name in re.split(r"\s+and\s+", match["authors"]) if name.strip()
        ]
    prose = _CODE.sub("", text)
    heading = re.search(r"^# +(?P<words>.*\w.*)$", prose, re.MULTILINE)
    about.titles[""] = plain(heading["words"]) if heading else ""
    about.summaries[""] = _summary(prose)


def _summary(text: str) -> str:
    """The first two sentences of the first paragraph of words."""
    for block in re.split(r"\n\s*\n", text):
        words = plain(block)
        if len(words.split()) >= 8 and not block.lstrip().startswith(("#", "|", "-", "*", "+", ">", "1.")):
            return " ".join(_SENTENCES.split(words)[:2])[:400]
    return ""


def plain(markdown: str) -> str:
    """Words without the marks, on one line."""
    return " ".join(_MARKUP.sub(lambda match: match["words"] or "", markdown).split()).strip("# ")
