"""Why a result stands where it stands: a sentence for each code of `search.terms.Reason`."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.search import terms
from ujuzi.core import wording

SENTENCES: dict[str, str | Promise] = {
    "whole-title": _("Your words are its title."),
    "phrase": _("Your words stand together in its title."),
    "title": _("“%(detail)s” is in its title."),
    "keywords": _("“%(detail)s” is among its keywords or makers."),
    "description": _("“%(detail)s” is in its description."),
    "title-meaning": _("Its title is about %(detail)s, in other words."),
    "keywords-meaning": _("It is filed under %(detail)s."),
    "description-meaning": _("Its description is about %(detail)s, in other words."),
    "related": _("It is about something close to %(detail)s."),
    "language": _("It is in %(detail)s."),
    "free": _("It is free."),
    "light": _("It works on a bad line."),
    "quality": _("It is well described: learners can see what they get."),
}


def sentences(because: Sequence[terms.Reason], reader: str) -> str:
    """One for each reason, as a paragraph; a code that has no sentence yet is left out."""
    return _sentences(tuple((reason.code, reason.detail) for reason in because), reader)


@lru_cache(maxsize=2048)
def _sentences(because: tuple[tuple[str, str], ...], reader: str) -> str:
    found = [_sentence(code, detail, reader) for code, detail in because if code in SENTENCES]
    return " ".join(dict.fromkeys(found))


def _sentence(code: str, detail: str, reader: str) -> str:
    if code == "language":
        detail = wording.language(detail, reader)
    return str(SENTENCES[code]).replace("%(detail)s", detail)
