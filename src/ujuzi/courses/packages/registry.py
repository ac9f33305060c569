"""The package formats that the hub takes: one line each. Those of FORMATS are played, those of CONVERSIONS become courses of ours."""

from types import ModuleType

from django.utils.translation import gettext as _

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.conversions import cartridge, olx, qti
from ujuzi.courses.packages.formats import cmi5, h5p, scorm
from ujuzi.courses.packages.shapes import NotTaken

FORMATS: dict[str, ModuleType] = {
    "cmi5": cmi5,
    "scorm": scorm,
    "h5p": h5p,
}
CONVERSIONS: dict[str, ModuleType] = {
    "olx": olx,
    "cartridge": cartridge,
    "qti": qti,
}


def detect(archive: Files) -> str:
    """The format's name. Raises NotTaken for what is none of them."""
    if not archive.files:
        raise NotTaken("empty", _("There are no files in it."))
    for name, module in (FORMATS | CONVERSIONS).items():
        if module.looks_like(archive):
            return name
    labels = ", ".join(str(module.LABEL) for module in (FORMATS | CONVERSIONS).values())
    raise NotTaken(
        "unknown",
        _("This is none of the package formats that the hub takes: {formats}.").format(formats=labels),
    )
