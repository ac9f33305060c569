"""A LOM record as an `Entry`."""

from collections.abc import Iterable

from ujuzi.catalogue.feeds import dcentry
from ujuzi.catalogue.feeds.entry import Entry
from ujuzi.standards import tagged
from ujuzi.standards.lom import record

_CREATORS = ("author", "creator", "content provider", "instructional designer", "")
_SUBJECT_PURPOSES = ("discipline", "idea", "competency", "skill level", "")
_VERSION_KINDS = ("isversionof", "istranslationof")


def entry(lom: record.Lom, *, identifier: str, raw: bytes = b"") -> Entry:
    """Of texts in several languages those of the resource's own language are taken, the others left out."""
    languages = tuple(dict.fromkeys(lom.languages or lom.educational_languages))
    wanted = (*languages, lom.metadata_language)
    resource_types = _labels(lom.resource_types, wanted)
    size = lom.size.strip()
    return Entry(
        identifier=identifier,
        title=tagged.first(lom.titles, wanted),
        url=dcentry.address([*lom.locations, *lom.identifiers]),
        description="\n\n".join(tagged.matching(lom.descriptions, wanted)),
        languages=languages or tuple({each.language for each in lom.titles if each.language})[:1],
        kind=resource_types[0] if resource_types else "",
        subjects=tuple(_subjects(lom, wanted)),
        keywords=tuple(dict.fromkeys(tagged.matching(lom.keywords, wanted))),
        levels=tuple(_levels(lom, wanted)),
        audiences=tuple(_labels(lom.roles, wanted)),
        duration=lom.learning_time or lom.technical_duration,
        licence=dcentry.licence(tagged.matching(lom.rights, wanted)),
        free={"no": True, "yes": False, "false": True, "true": False}.get(lom.cost),
        size_bytes=int(size) if size.isascii() and size.isdigit() and len(size) < 16 else None,
        publisher=next(iter(_people(lom, ("publisher",))), ""),
        creators=tuple(_people(lom, _CREATORS)),
        published=next(
            (each.date for each in lom.contributions if each.date and each.role == "publisher"), ""
        )
        or next((each.date for each in lom.contributions if each.date), ""),
        group=next((said for kind, said in lom.relations if kind in _VERSION_KINDS), ""),
        raw=raw,
        raw_type="application/xml",
    )


def _labels(terms: Iterable[record.Term], wanted: Iterable[str]) -> list[str]:
    """One word per term: its label, or its address when it has none."""
    said = [tagged.first(term.labels, wanted) or term.uri for term in terms]
    return [each for each in dict.fromkeys(said) if each]


def _subjects(lom: record.Lom, wanted: Iterable[str]) -> list[str]:
    """Labels, and the address beside them where there is one: vocabularies are known by address, readers by label."""
    found: list[str] = []
    for purpose, term in lom.taxons:
        if purpose in _SUBJECT_PURPOSES:
            found += [tagged.first(term.labels, wanted), term.uri if "://" in term.uri else ""]
    return [each for each in dict.fromkeys(found) if each]


def _levels(lom: record.Lom, wanted: Iterable[str]) -> list[str]:
    taxons = [term for purpose, term in lom.taxons if purpose == "educational level"]
    return list(
        dict.fromkeys(
            [*_labels(lom.difficulties, wanted), *_labels(lom.contexts, wanted), *_labels(taxons, wanted)]
        )
    )


def _people(lom: record.Lom, roles: tuple[str, ...]) -> list[str]:
    return list(
        dict.fromkeys(name for each in lom.contributions if each.role in roles for name in each.names)
    )
