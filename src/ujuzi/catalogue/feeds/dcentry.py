"""Dublin Core elements as an `Entry`; for OAI-PMH records and for files of Dublin Core alone."""

import re
from collections.abc import Iterable

from ujuzi.catalogue.feeds.entry import Entry
from ujuzi.standards import dublincore, tagged

_HANDLES = (
    (re.compile(r"^(?:doi:\s*)?(10\.\d{4,9}/\S+)$", re.IGNORECASE), "https://doi.org/"),
    (re.compile(r"^hdl:\s*(\S+/\S+)$", re.IGNORECASE), "https://hdl.handle.net/"),
)
_LICENCE = re.compile(
    r"creativecommons\.org|opensource\.org|gnu\.org/licenses|apache\.org/licenses|^\s*CC[ -]?(?:BY|0)", re.I
)
_NO_TYPE = ("info:eu-repo/semantics/publishedversion", "info:eu-repo/semantics/acceptedversion")


def entry(terms: dublincore.Terms, *, identifier: str, group: str = "", raw: bytes = b"") -> Entry:
    """Of texts in several languages those of the record's own language are taken, the others left out."""

    def values(*names: str) -> list[str]:
        return [said.text for name in names for said in terms.get(name, ())]

    def chosen(*names: str) -> list[str]:
        return [text for name in names for text in tagged.matching(terms.get(name, ()), languages)]

    languages = tuple(dict.fromkeys(values("language"))) or _language_of(terms.get("title", ()))
    titles = chosen("title")
    return Entry(
        identifier=identifier,
        group=group,
        title=titles[0] if titles else "",
        url=address(values("identifier")),
        description="\n\n".join(dict.fromkeys(chosen("description", "abstract"))),
        languages=languages,
        kind=next((said for said in chosen("type") if said.lower() not in _NO_TYPE), ""),
        keywords=tuple(dict.fromkeys(chosen("subject"))),
        levels=tuple(chosen("educationLevel")),
        audiences=tuple(chosen("audience")),
        duration=next((said for said in values("extent", "format") if re.match(r"P(?=\d|T\d)", said)), ""),
        licence=licence(values("license", "rights", "accessRights")),
        publisher=next(iter(chosen("publisher")), ""),
        creators=tuple(dict.fromkeys(values("creator"))),
        published=next(iter(values("issued", "date", "created", "available")), ""),
        modified=next(iter(values("modified")), ""),
        raw=raw,
        raw_type="application/xml",
    )


def _language_of(titles: Iterable[tagged.Tagged]) -> tuple[str, ...]:
    """A record that names no language may still say in which its title is."""
    tags = {said.language for said in titles if said.language}
    return tuple(tags) if len(tags) == 1 else ()


def address(identifiers: Iterable[str]) -> str:
    """The first web address among identifiers, else the resolver's address of a DOI or handle."""
    said = [each.strip() for each in identifiers]
    for each in said:
        if each.startswith(("http://", "https://")):
            return each
    for each in said:
        for pattern, resolver in _HANDLES:
            found = pattern.match(each)
            if found:
                return resolver + found[1]
    return ""


def licence(rights: list[str]) -> str:
    """What names a licence, before other remarks about rights; "info:eu-repo" access levels are none."""
    said = [each for each in rights if not each.lower().startswith("info:eu-repo")]
    return next((each for each in said if _LICENCE.search(each)), said[0] if said else "")
