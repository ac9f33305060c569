"""The Microsoft Learn Catalog API: languages, labels, and what silently falls back to English."""

import contextlib
import json
import urllib.parse
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.feeds import jsonfiles
from tests.catalogue.feeds.jsonfiles import NOW
from ujuzi.catalogue.feeds import mslearn
from ujuzi.catalogue.feeds.entry import FeedError, Page, Source
from ujuzi.standards import mslearn as standard

URL = "https://learn.example/api/catalog/?product=cloud-ai"


class Catalog:
    """Answers by the `locale` of the request; `asked` are the requests' parameters."""

    def __init__(self, **answers: bytes) -> None:
        self.answers = {name.replace("_", "-"): content for name, content in answers.items()}
        self.asked: list[dict[str, str]] = []

    def __call__(self, url: str, **_: Any) -> jsonfiles.Answer:
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))
        self.asked.append(query)
        return jsonfiles.Answer(self.answers[query["locale"]], url)


def both() -> Catalog:
    return Catalog(en_us=jsonfiles.sample("mslearn-en-us.json"), fr_fr=jsonfiles.sample("mslearn-fr-fr.json"))


def read(catalog: Catalog, **fields: Any) -> list[Page]:
    return list(mslearn.read(Source(url=URL, now=fields.pop("now", NOW), **fields), catalog))


def test_all_kinds_of_content_but_units() -> None:
    catalog = both()
    pages = read(catalog)
    found = {entry.identifier: entry for entry in jsonfiles.entries(pages)}
    assert [entry.kind for entry in found.values()] == [
        *["module"] * 3, "learningPath", "appliedSkill", "certification", "mergedCertification", "exam", "course"
    ]  # fmt: skip
    assert [reject.code for reject in jsonfiles.rejects(pages)] == ["no-identifier"]
    assert len(catalog.asked) == 1
    assert catalog.asked[0]["product"] == "cloud-ai"
    assert catalog.asked[0]["locale"] == "en-us"
    assert "units" not in catalog.asked[0]["type"].split(",")

    intro = found["learn.intro-ai"]
    assert intro.levels == ("Beginner",)
    assert intro.audiences == ("AI Engineer", "unknown-role")
    assert intro.keywords == ("Cloud AI",)
    assert intro.subjects == ("Artificial intelligence",)
    assert intro.duration == "38"
    assert intro.url == "https://learn.example/en-us/training/modules/intro-ai/"
    assert (intro.free, intro.group, intro.language_key) == (True, "learn.intro-ai", "en-us")
    assert found["applied-skill.vision"].keywords == ("Vision",)
    assert found["certification.ai-plus"].duration == "45"
    assert found["course.ab-1t00"].duration == "8 hours"
    assert found["exam.ab-1"].free is None


def test_languages_become_editions_and_english_in_disguise_is_left_out() -> None:
    catalog = both()
    pages = read(catalog, options={"locales": ["fr-fr", "en-us"]})
    french = [entry for entry in jsonfiles.entries(pages) if entry.languages == ("fr-fr",)]
    (intro,) = french
    assert intro.group == "learn.intro-ai"
    assert intro.title == "Introduction à l'IA"
    assert intro.url == "https://learn.example/fr-fr/training/modules/intro-ai/?view=x"
    assert intro.levels == ("Débutant",)
    assert jsonfiles.notes(pages) == ["left out for fr-fr: the answer is in English instead (2 records)"]
    assert [query["locale"] for query in catalog.asked] == ["en-us", "fr-fr"]
    assert pages[-1].complete
    assert pages[-1].checkpoint is None


def test_english_is_asked_for_to_compare_with() -> None:
    catalog = both()
    pages = read(catalog, options={"locales": "fr-FR"})
    assert [entry.identifier for entry in jsonfiles.entries(pages)] == ["learn.intro-ai"]
    assert sorted(query["locale"] for query in catalog.asked) == ["en-us", "fr-fr"]


@pytest.mark.parametrize(
    ("said", "asked", "same_text", "fell_back"),
    [
        ("fr-fr", "fr-fr", False, False),
        ("fr-fr", "fr-fr", True, True),
        ("", "fr-fr", True, True),
        ("en-us", "fr-fr", False, True),
        ("pt-pt", "pt-br", False, True),
        ("fr_FR", "fr", False, False),
        ("en-us", "en-gb", False, True),
        ("en-gb", "en-gb", True, False),
    ],
)
def test_fallback(said: str, asked: str, same_text: bool, fell_back: bool) -> None:
    item = standard.Item(uid="a", kind="module", title="Hello", summary="World", locale=said)
    english = {"a": standard.digest(item)} if same_text else {"a": b"other"}
    assert standard.fell_back(item, asked, english) is fell_back


def test_going_on_in_the_second_language() -> None:
    pages = read(both(), options={"locales": ["en-us", "fr-fr"]})
    checkpoint = json.loads(json.dumps(pages[0].checkpoint))
    rest = read(both(), options={"locales": ["en-us", "fr-fr"]}, checkpoint=checkpoint)
    assert [entry.language_key for entry in jsonfiles.entries(rest)] == ["fr-fr"]


def test_going_on_in_the_middle_of_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ujuzi.catalogue.feeds.jsonpages.BATCH", 2)
    pages = read(both())
    everything = [entry.identifier for entry in jsonfiles.entries(pages)]
    for index, page in enumerate(pages[:-1]):
        rest = read(both(), checkpoint=page.checkpoint)
        seen = jsonfiles.entries(pages[: index + 1]) + jsonfiles.entries(rest)
        assert [entry.identifier for entry in seen] == everything


def test_the_next_harvest_asks_for_what_changed_and_a_full_one_comes_each_week() -> None:
    state = read(both())[-1].state
    catalog = both()
    tomorrow = read(catalog, now=NOW + timedelta(days=1), state=state)
    assert catalog.asked[0]["last_modified"] == "gte 2026-02-28"
    assert not tomorrow[-1].complete
    assert tomorrow[-1].state["full_at"] == state["full_at"]
    catalog = both()
    week = read(catalog, now=NOW + timedelta(days=7), state=tomorrow[-1].state)
    assert "last_modified" not in catalog.asked[0]
    assert week[-1].complete


def test_labels_are_asked_for_apart_when_a_filtered_answer_has_none() -> None:
    class Filtered(Catalog):
        def __call__(self, url: str, **_: Any) -> jsonfiles.Answer:
            answer = super().__call__(url)
            document = json.loads(answer.content)
            if "last_modified" in self.asked[-1]:
                document = {"modules": document["modules"][:1]}
            return jsonfiles.Answer(json.dumps(document).encode(), url)

    catalog = Filtered(en_us=jsonfiles.sample("mslearn-en-us.json"))
    state = {"read_at": NOW.isoformat(), "full_at": NOW.isoformat()}
    (entry,) = jsonfiles.entries(read(catalog, state=state))
    assert entry.levels == ("Beginner",)
    assert [query["type"] for query in catalog.asked][1] == "levels,roles,products,subjects"


def test_another_kind_of_answer_changes_nothing() -> None:
    for content in (b'{"data": []}', b"<html>", b'{"modules": 1}'):
        with pytest.raises(FeedError):
            read(Catalog(en_us=content))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_arbitrary_bytes(content: bytes) -> None:
    mslearn.looks_like(content, "", "")
    with contextlib.suppress(FeedError):
        read(Catalog(en_us=content))


def test_page_addresses() -> None:
    assert (
        standard.page_url("https://l.example/training/x/?WT.mc_id=a", "fr-fr")
        == "https://l.example/training/x/"
    )
    assert standard.page_url("https://l.example/en-us/x/", "sw-ke") == "https://l.example/sw-ke/x/"
    assert standard.page_url("http://[bad", "sw-ke") == "http://[bad"


def test_recognised() -> None:
    assert (
        mslearn.looks_like(jsonfiles.sample("mslearn-en-us.json"), "", "https://learn.example/api/catalog/")
        > 0.9
    )
    assert mslearn.looks_like(jsonfiles.sample("moochub-v2.json"), "", "") == 0
