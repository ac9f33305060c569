"""Searches as addresses: read, bounded, written back."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.catalogue.forms import finding
from ujuzi.catalogue.search import terms


def read(text: str) -> terms.Query:
    return finding.read(QueryDict(text), ["sw", "en"])


def test_everything_stands_in_the_address() -> None:
    query = read("q=ai+skills&level=beginner&language=sw&language=en&sort=newest&page=3")
    assert query.text == "ai skills"
    assert query.facets == {"language": ("sw", "en"), "level": ("beginner",)}
    assert (query.sort, query.page, query.languages) == ("newest", 3, ("sw", "en"))
    assert finding.address(query) == "?q=ai+skills&language=sw&language=en&level=beginner&sort=newest&page=3"


def test_empty_answers_of_the_three_questions_are_no_choice() -> None:
    assert read("audience=&subject=&language=sw").facets == {"language": ("sw",)}


def test_nonsense_is_left_out() -> None:
    query = read("q=a%00b&sort=price&page=-4&level=%0a&unknown=1&page=99999999999999999999")
    assert query == terms.Query(text="a b", page=finding.MAX_PAGE, languages=("sw", "en"))
    assert read("page=0").page == read("page=x").page == read("page=²").page == 1


def test_bounds() -> None:
    query = read("q=" + "a" * 999 + "&level=" + "b" * 81 + "".join(f"&sdg={n}" for n in range(99)))
    assert len(query.text) == finding.MAX_TEXT
    assert "level" not in query.facets
    assert len(query.facets["sdg"]) == finding.MAX_CHOSEN


def test_toggling_adds_and_takes_away_and_goes_to_the_first_page() -> None:
    query = read("level=beginner&page=4")
    more = finding.toggled(query, "level", "advanced")
    assert finding.address(more) == "?level=beginner&level=advanced"
    assert (
        finding.address(finding.toggled(finding.toggled(more, "level", "advanced"), "level", "beginner"))
        == "?"
    )


_words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
_facets = st.dictionaries(st.sampled_from(terms.FACETS), st.lists(_words, min_size=1, max_size=4), max_size=4)


@given(_words, _facets, st.sampled_from(terms.SORTS), st.integers(1, 2000))
def test_what_is_read_and_written_reads_the_same(
    text: str, facets: dict[str, list[str]], sort: str, page: int
) -> None:
    params = QueryDict(mutable=True)
    params["q"], params["sort"], params["page"] = text, sort, str(page)
    for facet, values in facets.items():
        params.setlist(facet, values)
    query = finding.read(params, ["en"])
    assert finding.read(QueryDict(finding.address(query)[1:]), ["en"]) == query


@pytest.mark.parametrize(
    ("typed", "page"),
    [("9" * 6000, finding.MAX_PAGE), ("0" * 6000, 1), ("0007", 7), ("-3", 1), ("٣", 1), ("", 1)],
)
def test_any_page_number_is_a_page(typed: str, page: int) -> None:
    assert finding.read(QueryDict(f"page={typed}"), ["en"]).page == page
