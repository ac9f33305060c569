"""cmi5: a zip with cmi5.xml at its top, or that file alone whose units lie elsewhere."""

import re
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.shapes import Found, NotTaken, Part
from ujuzi.standards.cmi5 import structure

LABEL = "cmi5"
PLAYER = "cmi5"
HEAD = "cmi5.xml"


def looks_like(archive: Files) -> bool:
    return HEAD in archive.files


def read(archive: Files) -> Found:
    try:
        found = structure.parse(archive.read(HEAD))
    except structure.NotStructure as error:
        raise NotTaken(
            error.code, _("{name} cannot be used: {reason}.").format(name=HEAD, reason=error.detail)
        ) from None
    language = next(iter(found.titles), "")
    paths = _paths(found)
    titles = {block.id: _said(block.titles, language) for block in found.blocks}
    names: set[str] = set()
    parts = tuple(
        _part(archive, unit, language, paths.get(unit.block, ()), titles, names) for unit in found.units
    )
    title = _said(found.titles, language) or found.id
    summary = " ".join(_said(found.descriptions, language).split())
    return Found(f"cmi5:{found.id}", title, language, parts, _notes(found), summary=summary)


def _paths(found: structure.Structure) -> dict[str, tuple[str, ...]]:
    """For each block the blocks from the outermost down to itself; a block comes after the one around it."""
    paths: dict[str, tuple[str, ...]] = {}
    for block in found.blocks:
        paths[block.id] = (*paths.get(block.parent, ()), block.id)
    return paths


def _part(
    archive: Files,
    unit: structure.Unit,
    language: str,
    blocks: tuple[str, ...],
    titles: dict[str, str],
    names: set[str],
) -> Part:
    settings = {
        "publisher": unit.id,
        "blocks": list(blocks),
        "moveOn": unit.move_on,
        "mastery": unit.mastery,
        "ownWindow": unit.own_window or unit.is_remote,
        "launchParameters": unit.launch_parameters,
        "entitlementKey": unit.entitlement_key,
        "type": unit.activity_type,
    }
    chapter = " – ".join(filter(None, (titles[block] for block in blocks)))
    title = _said(unit.titles, language) or unit.id
    return Part(_free(unit.id, names), title, _file(archive, unit, title), settings, chapter)


def _file(archive: Files, unit: structure.Unit, title: str) -> str:
    """The file in the archive with its query, or the whole address of one elsewhere."""
    if unit.is_remote:
        return unit.url
    address = urlsplit(unit.url)
    name = unquote(address.path)
    if name not in archive.files:
        raise NotTaken(
            "no-file",
            _("“{title}” names the file {name}, which is not in the package.").format(
                title=title, name=address.path
            ),
        )
    tail = (f"?{address.query}" if address.query else "") + (
        f"#{address.fragment}" if address.fragment else ""
    )
    return name + tail


def _said(titles: dict[str, str], language: str) -> str:
    return titles.get(language) or next(iter(titles.values()), "")


def _free(identifier: str, names: set[str]) -> str:
    """The end of an address of the unit: it stays as long as the publisher's id does."""
    tail = identifier.rstrip("/").rpartition("/")[2]
    plain = "au-" + (re.sub(r"[^a-z0-9]+", "-", tail.lower()).strip("-")[:60] or "part")
    number, name = 1, plain
    while name in names:
        number += 1
        name = f"{plain}-{number}"
    names.add(name)
    return name


def _notes(found: structure.Structure) -> tuple[str, ...]:
    remote = sum(unit.is_remote for unit in found.units)
    said = _(
        "{some} of {all} parts lie at their publisher's address and open in a window of their own."
    ).format(some=remote, all=len(found.units))
    return (said,) if remote else ()
