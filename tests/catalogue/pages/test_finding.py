"""The search page: results with facts and reasons, facets with counts, choices that can be taken away."""

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from tests import make
from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.search import indexing

MOST_QUERIES = 10


def page(reader: Client, address: str) -> html.HtmlElement:
    response = reader.get(address)
    assert response.status_code == 200
    return html.document_fromstring(response.content.decode())


def titles(tree: html.HtmlElement) -> list[str]:
    return [one.text_content() for one in tree.cssselect(".results h3")]


def test_a_result_says_what_it_takes_and_why_it_is_there(reader: Client, shelf: list[Edition]) -> None:
    tree = page(reader, "/en/find/?q=AI")
    assert titles(tree)[0] == "What AI is"
    facts = [one.text_content() for one in tree.cssselect(".results li:first-child .facts li")]
    assert facts == [
        "Savanna Open University",
        "English and 1 more",
        "Beginner",
        "1\xa0hr\xa030\xa0min",
        "Free",
        "Captions",
    ]
    assert "“ai” is in its title." in tree.cssselect(".why")[0].text_content()


def test_counts_beside_the_choices(reader: Client, shelf: list[Edition]) -> None:
    tree = page(reader, "/en/find/?level=beginner")
    counts = {
        (one.cssselect("input")[0].get("name"), one.cssselect("input")[0].get("value")): (
            one.cssselect("small")[0].text,
            one.cssselect("input")[0].get("checked") is not None,
        )
        for one in tree.cssselect("label.check")
    }
    assert counts[("level", "beginner")] == ("1", True)
    assert counts[("level", "advanced")] == ("1", False)
    assert counts[("language", "ar")] == ("1", False)
    assert ("language", "sw") not in counts


def test_chosen_ones_can_be_taken_away(reader: Client, shelf: list[Edition]) -> None:
    tree = page(reader, "/en/find/?level=beginner&cost=free&q=AI")
    links = {one.text_content().split(" ✕")[0]: one.get("href") for one in tree.cssselect(".chip.on")}
    assert links == {"Beginner": "?q=AI&cost=free", "Free": "?q=AI&level=beginner"}


def test_text_in_another_language_says_so(reader: Client, shelf: list[Edition]) -> None:
    heading = page(reader, "/en/find/?language=ar").cssselect(".results h3")[0]
    assert (heading.get("lang"), heading.get("dir")) == ("ar", "rtl")
    heading = page(reader, "/ar/find/?language=ar").cssselect(".results h3")[0]
    assert (heading.get("lang"), heading.get("dir")) == (None, None)


def test_found_by_translation_is_marked(reader: Client, shelf: list[Edition]) -> None:
    tree = page(reader, "/fr/find/?q=apprentissage+automatique")
    assert titles(tree) == ["Kujifunza kwa mashine"]
    assert tree.cssselect(".tag")[0].text == "Seulement en swahili"


def test_nothing_found_says_what_to_do(reader: Client, shelf: list[Edition]) -> None:
    tree = page(reader, "/en/find/?level=advanced&cost=free")
    assert "Nothing fits all of this" in tree.text_content()
    assert "?level=advanced" in [one.get("href") for one in tree.cssselect("main a")]


def test_pages_lead_on_with_the_same_choices(reader: Client, shelf: list[Edition]) -> None:
    more = [make.edition(title=f"Meeting {number:02}", cost="free") for number in range(25)]
    indexing.index([edition.pk for edition in more])
    tree = page(reader, "/en/find/?cost=free&sort=title&page=2")
    assert titles(tree)[0] == "Meeting 10"
    assert tree.cssselect(".results")[0].get("start") == "11"
    assert tree.cssselect("a[rel=next]")[0].get("href") == "?cost=free&sort=title&page=3"
    assert tree.cssselect("a[rel=prev]")[0].get("href") == "?cost=free&sort=title"


def test_a_page_too_far_leads_back_to_the_last(reader: Client, shelf: list[Edition]) -> None:
    response = reader.get("/en/find/?cost=free&page=9")
    assert (response.status_code, response["Location"]) == (302, "/en/find/?cost=free")
    assert (
        reader.get("/en/find/?cost=free&level=advanced&page=2")["Location"]
        == "/en/find/?level=advanced&cost=free"
    )


def test_script_in_a_title_or_a_question_stays_text(reader: Client, shelf: list[Edition]) -> None:
    evil = make.edition(title="<script>alert(1)</script> AI", description="<p>AI</p>", cost="free")
    indexing.index([evil.pk])
    response = reader.get("/en/find/", {"q": '"><script>alert(2)</script> AI', "language": '"><i>'})
    assert "<script" not in response.content.decode()
    assert "<i>" not in response.content.decode()
    assert "<script" not in reader.get("/en/find/?q=alert").content.decode()


@pytest.mark.parametrize(
    "address", ["/en/find/?q=AI&level=beginner", "/ar/find/", "/en/find/?provider=savanna"]
)
def test_few_queries(
    reader: Client, shelf: list[Edition], django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    more = [make.edition(title=f"AI, meeting {number}") for number in range(31)]
    indexing.index([edition.pk for edition in more[1:]])
    reader.get(address)
    indexing.index([more[0].pk])  # the catalogue has changed: nothing that was remembered of it holds
    with django_assert_max_num_queries(MOST_QUERIES) as asked:
        assert reader.get(address).status_code == 200
    assert len(asked) >= 2, "the results must come from the database"
    with django_assert_max_num_queries(1):  # whether it has changed again
        assert reader.get(address).status_code == 200


def test_a_remembered_result_ends_with_the_catalogue_that_it_was_of(
    reader: Client, shelf: list[Edition]
) -> None:
    assert titles(page(reader, "/en/find/?q=AI"))[0] == "What AI is"
    shelf[0].title = "What AI is not"
    shelf[0].save()
    indexing.index([shelf[0].pk])
    assert titles(page(reader, "/en/find/?q=AI"))[0] == "What AI is not"


def test_a_long_address_is_not_said_again_in_every_link(reader: Client, shelf: list[Edition]) -> None:
    short = len(reader.get("/en/find/?q=ai").content)
    assert len(reader.get("/en/find/", {"q": "ai " * 5000}).content) < short + 20_000
