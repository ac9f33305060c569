"""The package formats that the hub takes: one line each."""

from types import ModuleType

from django.utils.translation import gettext as _

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.formats import cmi5, h5p, scorm
from ujuzi.courses.packages.shapes import NotTaken

FORMATS: dict[str, ModuleType] = {
    "cmi5": cmi5,
    "scorm": scorm,
    "h5p": h5p,
}


def detect(archive: Files) -> str:
    """The format's name. Raises NotTaken for what is none of them."""
    for name, module in FORMATS.items():
        if module.looks_like(archive):
            return name
    labels = ", ".join(str(module.LABEL) for module in FORMATS.values())
    raise NotTaken(
        "unknown",
        _("This is none of the package formats that the hub takes: {formats}.").format(formats=labels),
    )
