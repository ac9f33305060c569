"""Advice to authors, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from ujuzi.courses.text.advice import Advice


def sentence(one: Advice) -> str:
    """One piece of advice."""
    texts = {
        "link": _(
            "“%(found)s” does not say where the link leads: somebody who hears only the links cannot tell."
        ),
        "bare-link": _("A screen reader reads “%(found)s” letter by letter: write what is there instead."),
        "alt-words": _(
            "“%(found)s”: say what the picture shows and why it is here; that it is a picture is known."
        ),
        "alt-long": _("“%(found)s” is long for words in place of a picture: put the details into the text."),
        "sentence": _("The sentence “%(found)s …” is long. Make two of it."),
        "hard": _("Sentences have %(found)s words on average. Readers of a second language tire above 15."),
        "capitals": _("“%(found)s” in capitals is hard to read, and is spelled out by screen readers."),
        "small-letters": _(
            "Letters in this drawing are %(found)s pixels high on a small phone. 10 can be read."
        ),
    }
    return texts[one.code] % {"found": one.found}


def said(found: Iterable[Advice]) -> list[dict[str, Any]]:
    return [{"line": one.line, "text": sentence(one)} for one in found][:30]
