"""SCORM 1.2 and SCORM 2004 content packages."""

import re
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.shapes import Found, NotTaken, Part
from ujuzi.standards.scorm import manifest

LABEL = "SCORM"
PLAYER = "scorm"
MANIFEST = "imsmanifest.xml"
NOTES = {
    "mended": _("The manifest is not well-formed XML; it was mended."),
    "sequencing": _(
        "Sequencing rules (SCORM 2004) are not carried out: learners choose the order themselves."
    ),
}


def looks_like(archive: Files) -> bool:
    """The manifest lies at the top, or, as some authoring tools pack it, in a folder that holds everything."""
    return _place(archive) is not None and b"adlcp" in archive.read(str(_place(archive)))


def _place(archive: Files) -> str | None:
    found = sorted(
        (name for name in archive.files if name.rpartition("/")[2] == MANIFEST),
        key=lambda name: name.count("/"),
    )
    if not found:
        return None
    folder = found[0].rpartition("/")[0]
    return found[0] if not folder or all(name.startswith(f"{folder}/") for name in archive.files) else None


def read(archive: Files) -> Found:
    place = str(_place(archive))
    try:
        found = manifest.parse(archive.read(place))
    except manifest.NotManifest as error:
        raise NotTaken(
            error.code, gettext("{name} cannot be used: {reason}.").format(name=MANIFEST, reason=error.detail)
        ) from None
    base = place.removesuffix(MANIFEST)
    parts, notes = [], [gettext(NOTES[code]) for code in found.notes]
    for number, sco in enumerate(found.scos, 1):
        address = urlsplit(sco.href)
        if address.scheme or address.netloc:
            notes.append(
                gettext("“{title}” lies at {address}, not in the package, and is left out.").format(
                    title=sco.title, address=sco.href
                )
            )
            continue
        name = _existing(archive, base + unquote(address.path))
        if name is None:
            notes.append(
                gettext(
                    "“{title}” names the file {name}, which is not in the package, and is left out."
                ).format(title=sco.title, name=address.path)
            )
            continue
        tail = (f"?{address.query}" if address.query else "") + (
            f"#{address.fragment}" if address.fragment else ""
        )
        settings = {
            "version": found.version,
            "mastery": sco.mastery,
            "tracks": sco.tracks,
            "data": sco.data_from_lms,
        }
        parts.append(
            Part(f"{number:02d}-{_plain(sco.identifier)}", sco.title, name + tail, settings, sco.chapter)
        )
    if not parts:
        raise NotTaken("no-content", " ".join([gettext("Nothing in it can be launched."), *notes]))
    # Exporters write "00" into every package: only together with the title does the identifier name one.
    return Found(f"scorm:{found.identifier}:{found.title}", found.title, "", tuple(parts), tuple(notes))


def _existing(archive: Files, name: str) -> str | None:
    """Authors on Windows do not see that capital letters matter."""
    if name in archive.files:
        return name
    return next((other for other in archive.files if other.casefold() == name.casefold()), None)


def _plain(identifier: str) -> str:
    """The end of an address of the unit: it stays as long as the package's own identifier."""
    return re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-")[:40] or "part"
