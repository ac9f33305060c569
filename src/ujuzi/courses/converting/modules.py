"""A tree of navigation to modules: our courses have one level of them, so parts that are too large are taken apart."""

from dataclasses import dataclass

from ujuzi.courses.converting.report import Report
from ujuzi.courses.converting.shapes import Page, Section

MOST = 25  # pages that a module may have before the parts of the section become modules of their own


@dataclass(frozen=True, slots=True)
class Module:
    key: str
    titles: dict[str, str]
    pages: list[Page]


def modules(root: Section, report: Report) -> list[Module]:
    """Every page in exactly one module, in the order of the navigation."""
    found = _within(root, report)
    return [one for one in found if one.pages]


def _within(section: Section, report: Report) -> list[Module]:
    """Pages that lie beside parts make modules of their own."""
    found: list[Module] = []
    loose: list[Page] = []
    for one in section.within:
        if isinstance(one, Page):
            loose.append(one)
            continue
        if loose:
            found.append(_loose(section, loose))
            loose = []
        if len(one.pages) > MOST and any(isinstance(each, Section) for each in one.within):
            found += _within(one, report)
        else:
            for part in _parts(one):
                report.name(
                    "sections", "", next((title for title in part.titles.values() if title), part.key)
                )
            found.append(Module(one.key, one.titles, one.pages))
    return [*found, _loose(section, loose)] if loose else found


def _loose(section: Section, pages: list[Page]) -> Module:
    first = pages[0]
    return Module(section.key, dict(section.titles) or dict(first.titles), pages)


def _parts(section: Section) -> list[Section]:
    return [each for one in section.within if isinstance(one, Section) for each in (one, *_parts(one))]
