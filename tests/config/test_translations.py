import gettext
import io
from pathlib import Path

import pytest
from babel.messages import mofile, pofile

from ujuzi.config import translations

FORMS = {"ar": 6, "es": 3, "fr": 2, "pt": 2, "ru": 4, "sw": 2, "zh_Hans": 1}


def test_every_shipped_language_has_a_catalogue() -> None:
    assert {po.parent.parent.name for po in translations.catalogues()} == set(FORMS)


@pytest.mark.parametrize("po", translations.catalogues(), ids=lambda po: po.parent.parent.name)
def test_plurals_have_the_forms_of_their_language(po: Path) -> None:
    with po.open("rb") as file:
        catalog = pofile.read_po(file)
    number = FORMS[po.parent.parent.name]
    assert catalog.num_plurals == number
    wrong = [
        each.id for each in catalog if isinstance(each.id, tuple | list) and len(each.string or ()) != number
    ]
    assert not wrong
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalog)
    compiled.seek(0)
    chosen = gettext.c2py(str(catalog.plural_expr))
    assert {chosen(count) for count in [*range(300), 1_000_000]} <= set(range(number))
    assert (
        gettext.GNUTranslations(compiled).ngettext("%(number)s result", "%(number)s results", 5)
        != "%(number)s results"
    )


def test_nothing_is_fuzzy_or_unfit() -> None:
    assert translations.problems() == []


def test_nothing_shows_in_english_elsewhere() -> None:
    assert {language: number for language, number in translations.untranslated().items() if number} == {}
