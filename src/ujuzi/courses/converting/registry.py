"""The kinds of Markdown courses that can be converted: one line each."""

from ujuzi.courses.converting.kinds import huggingface, mkdocs
from ujuzi.courses.converting.originals import NotConvertible, Originals
from ujuzi.courses.converting.shapes import Kind

KINDS: dict[str, Kind] = {
    "mkdocs": mkdocs,
    "huggingface": huggingface,
}


def detect(originals: Originals) -> str:
    """The kind's name. Raises NotConvertible for what is none of them."""
    for name, kind in KINDS.items():
        if kind.looks_like(originals):
            return name
    labels = ", ".join(kind.LABEL for kind in KINDS.values())
    raise NotConvertible(f"This is no course of a kind that is known: {labels}.")
