"""Addresses that the interfaces give out, and numbers that they take in."""

from django.urls import reverse
from django.utils.translation import override

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.publish import source
from ujuzi.catalogue.views import addresses


def page(edition: Edition, language: str = "en") -> str:
    """The page of an edition in an interface language; it redirects to the one with the title in it."""
    with override(language):
        return source.origin() + reverse(
            "catalogue:resource", args=[edition.pk, addresses.slug(edition.title)]
        )


def number(text: str, *, most: int = 2**63 - 1) -> int | None:
    """A whole number from 0 to `most`, or None when the text is no such thing."""
    if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= most:
        return int(text)
    return None
