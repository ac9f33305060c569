"""What the index holds of an edition beside its words."""

import pytest

from tests import make
from ujuzi.catalogue.queries import searching
from ujuzi.catalogue.search import indexing
from ujuzi.catalogue.search.terms import Query


@pytest.mark.django_db
def test_captions_are_found_by_their_name_in_any_language() -> None:
    captioned, silent = make.edition(access_features=["captions"]), make.edition()
    indexing.index([captioned.pk, silent.pk])
    for text, language in (("captions", "en"), ("sous-titres", "fr"), ("manukuu", "sw"), ("字幕", "zh-hans")):
        hits = searching.search(Query(text=text, languages=(language,))).hits
        assert [hit.edition_id for hit in hits] == [captioned.pk], text
