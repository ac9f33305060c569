"""Addresses of resources, with their title in them for people; only the number counts."""

import unicodedata

from django.urls import reverse

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.queries import pages

LONGEST = 60


def slug(title: str) -> str:
    """Letters, marks and digits of any script, the rest as single hyphens: "Utangulizi wa AI" is utangulizi-wa-ai.

    Django's slugify drops vowel signs (they are marks, not letters) and so breaks Hindi, Bengali and others.
    """
    signs = []
    for sign in unicodedata.normalize("NFKC", title).lower():
        category = unicodedata.category(sign)
        if category[0] in "LMN":
            signs.append(sign)
        elif category != "Cf":
            signs.append(" ")
    words = "".join(signs).split()
    said = "-".join(words)
    if len(said) > LONGEST:
        said = said[: LONGEST + 1].rpartition("-")[0] or said[:LONGEST]
    return said


def home() -> str:
    return reverse("catalogue:home")


def resource(edition: Edition | pages.Listed, under: str) -> str:
    """`under` is `home()`: asked for once, for resolving addresses costs more than the rest of a row."""
    said = slug(edition.title)
    return f"{under}resource/{edition.pk}/{said}/" if said else f"{under}resource/{edition.pk}/"
