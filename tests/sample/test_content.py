"""What the sample holds: partners, languages, and the flaws that coalition.toml promises, as the catalogue sees them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.sample import reading
from ujuzi.catalogue import matching, normalise
from ujuzi.catalogue.feeds import registry
from ujuzi.catalogue.feeds.entry import Entry
from ujuzi.catalogue.matching import cards
from ujuzi.sample import coalition

Feeds = dict[str, reading.Reading]
LANGUAGES = {"en", "fr", "es", "ar", "zh", "ru", "sw", "pt", "hi", "bn", "am", "ha", "id"}
KINDS = {"company", "un-agency", "university", "ngo", "government", "regional"}


@dataclass(frozen=True)
class Seen:
    """An entry and the fields that the catalogue makes of it."""

    slug: str
    entry: Entry
    fields: dict[str, Any]


def drafted(feeds: Feeds) -> Iterator[Seen]:
    for slug, read in feeds.items():
        for entry in read.entries:
            if entry.deleted:
                continue
            made = normalise.draft(entry, provider_languages=read.partner["languages"])
            assert isinstance(made, normalise.Draft), entry.identifier
            yield Seen(slug, entry, made.fields)


@pytest.fixture
def seen(feeds: Feeds) -> list[Seen]:
    return list(drafted(feeds))


@pytest.fixture
def by_row(seen: list[Seen]) -> dict[str, Seen]:
    """By the row's own name, the last part of whatever identifier the format makes of it."""
    ours = {coalition.uuid(row): row["id"] for row in coalition.rows("digitalfutures")}
    names = [each.entry.identifier.replace("+", "/").replace(":", "/").split("/")[-1] for each in seen]
    return {ours.get(name, name): each for name, each in zip(names, seen, strict=True)}


def test_twelve_partners_with_their_own_words() -> None:
    partners = coalition.partners()
    assert len({partner["slug"] for partner in partners}) == 12
    assert {partner["kind"] for partner in partners} == KINDS
    for partner in partners:
        assert partner["homepage"] == f"https://{partner['slug']}.example/"
        assert "en" in partner["names"]
        assert "en" in partner["descriptions"]
        assert partner["countries"]
        assert set(partner["languages"]) <= LANGUAGES


def test_every_partner_has_its_rows_and_a_known_format() -> None:
    for partner in coalition.partners():
        rows = coalition.rows(partner["slug"])
        assert len(rows) == len({row["id"] for row in rows}) >= 11, partner["slug"]
        assert partner["feed"]["format"] in registry.FORMATS


def test_two_feeds_wait_for_the_reviewer() -> None:
    waiting = [
        each["slug"] for each in coalition.partners() if each["feed"]["options"].get("publish") != "at-once"
    ]
    assert waiting == ["nusantara", "conseil"]


def test_enough_in_each_of_thirteen_languages(seen: list[Seen]) -> None:
    counts = Counter(each.fields["language"] for each in seen)
    assert counts.total() >= 150
    assert set(counts) == LANGUAGES
    assert [code for code in ("sw", "ar", "fr", "es", "zh", "ru", "pt") if counts[code] < 10] == []
    assert [code for code in ("hi", "bn", "am", "ha", "id") if counts[code] < 4] == []


def test_kinds_levels_and_terms_are_all_there(seen: list[Seen]) -> None:
    def said(name: str) -> set[str]:
        return {each.fields[name] for each in seen}

    assert {"course", "path", "module", "video", "webinar", "guide", "toolkit"} == said("kind")
    assert {"beginner", "intermediate", "advanced"} <= said("level")
    assert {"free", "paid"} <= said("cost")
    assert {"free", "paid", "yes", "none"} <= said("certificate")


@pytest.mark.parametrize("language", ["sw", "ar"])
def test_free_beginners_courses_with_captions(seen: list[Seen], language: str) -> None:
    found = [
        each
        for each in seen
        if (each.fields["language"], each.fields["cost"], each.fields["level"])
        == (language, "free", "beginner")
        and "captions" in each.fields["access_features"]
    ]
    assert len(found) >= 3
    assert any(each.fields["size_bytes"] and each.fields["size_bytes"] < 10_000_000 for each in found)


def test_small_downloads_work_without_a_line(by_row: dict[str, Seen]) -> None:
    fields = by_row["J-001"].fields
    assert (fields["works_offline"], fields["size_bytes"], fields["certificate"]) == (True, 4_000_000, "free")


def test_dates_and_teachers_are_told(by_row: dict[str, Seen]) -> None:
    starts = {name: by_row[name].entry.offers[0].starts[:10] for name in ("R-05", "un-03", "CS102", "ar-14")}
    assert starts == {
        "R-05": "2026-12-14",
        "un-03": "2027-01-18",
        "CS102": "2027-02-14",
        "ar-14": "2026-12-10",
    }
    assert "Farhana Akter" in by_row["CS301"].fields["creators"]
    assert by_row["J-005"].fields["creators"] == ["Neema Kileo", "Juma Oduya"]


def test_the_same_course_from_two_partners(by_row: dict[str, Seen]) -> None:
    one, other = by_row["un-18"], by_row["J-013"]
    assert one.slug != other.slug
    assert one.entry.url != other.entry.url
    assert "utm_source" in one.entry.url
    assert one.fields["canonical_url"] == other.fields["canonical_url"]


def judged(one: Seen, other: Seen) -> str:
    """What a reviewer would be asked about the two: "duplicate", "translation" or ""."""
    pair = [
        matching.card(
            number,
            work=number,
            provider=hash(each.slug),
            language=each.fields["language"],
            title=each.fields["title"],
            description=each.fields["description"],
            address=each.fields["canonical_url"],
            minutes=each.fields["duration_minutes"],
            published=each.fields["published_on"],
        )
        for number, each in enumerate((one, other), 1)
    ]
    texts = {1: cards.words(one.fields["description"]), 2: cards.words(other.fields["description"])}
    return next((found.kind for found in matching.pairs(pair, {1, 2}, texts=texts.__getitem__)), "")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [("CS303", "J-014", "duplicate"), ("dc-15", "dc-16", ""), ("nc.cert-ai-900", "nc.cert-ai-901", "")],
)
def test_near_duplicates_are_suggested_and_parts_are_not(
    by_row: dict[str, Seen], one: str, other: str, kind: str
) -> None:
    assert by_row[one].fields["title"] != by_row[other].fields["title"]
    assert by_row[one].fields["canonical_url"] != by_row[other].fields["canonical_url"]
    assert judged(by_row[one], by_row[other]) == kind


def test_translations_share_a_group(by_row: dict[str, Seen], feeds: Feeds) -> None:
    assert by_row["ar-01"].entry.group == by_row["ar-13"].entry.group != ""
    said = [each.languages for each in feeds["nilecode"].entries if each.group == "nc.rag"]
    assert len(said) == 4


def test_languages_that_are_missing_or_wrong_are_found(by_row: dict[str, Seen]) -> None:
    assert by_row["v2-12"].entry.languages == ()
    assert by_row["v2-12"].fields["language"] == "pt"
    assert by_row["CS304"].entry.languages == ("English",)
    assert by_row["CS304"].fields["language"] == "es"


def test_other_flaws_arrive_as_promised(by_row: dict[str, Seen], base: str) -> None:
    assert by_row["id-11"].entry.description == ""
    assert by_row["J-014"].entry.licence == "no idea"
    assert by_row["zh-13"].entry.url == "http://127.0.0.1:9/gone"
    assert by_row["CS205"].entry.url == f"{base}/courses/cs205"
    assert len(by_row["ar-07"].entry.keywords) == 3
    assert [
        each
        for each in ("lom-07", "v2-11", "ar-11", "CS302", "R-06")
        if by_row[each].fields["cost"] != "paid"
    ] == []


def test_places_where_a_course_can_and_cannot_be_taken(by_row: dict[str, Seen]) -> None:
    taken = {name: by_row[name].fields["countries"] for name in ("ar-15", "J-016", "R-12")}
    assert taken == {"ar-15": ["IQ", "JO"], "J-016": ["TZ", "KE"], "R-12": ["SN", "CI", "BF"]}
    assert by_row["CS302"].fields["excluded_countries"] == ["LK", "NP"]


def test_many_goals_of_sustainable_development_are_touched(seen: list[Seen]) -> None:
    """Health, farming, climate, water, education and jobs among them."""
    goals = {int(goal) for each in seen for goal in each.fields["sdgs"]}
    assert {2, 3, 4, 6, 8, 13} <= goals


def test_a_script_never_gets_through(by_row: dict[str, Seen]) -> None:
    assert "<script>" in by_row["ar-14"].entry.description
    assert "script" not in by_row["ar-14"].fields["description"]
    assert "alert" not in by_row["ar-14"].fields["description"]


@pytest.mark.parametrize(
    ("said", "iso"),
    [("saa 3", "PT3H"), ("minti 45", "PT45M"), ("5 ሰዓት", "PT5H"), ("PT90M", "PT90M"), ("90", "PT90M"),
     ("Approx. 20 hours", "PT20H"), ("3 weeks, 2 hours a week", ""), ("", ""), ("two days", ""), ("2 days", "")],
)  # fmt: skip
def test_durations_are_rewritten_only_when_they_are_clear(said: str, iso: str) -> None:
    assert coalition.iso(said) == iso


def test_another_port_changes_nothing_but_the_relative_address(base: str, feeds: Feeds) -> None:
    """Else each load of the sample would look like news from the partners."""

    def told(read: dict[str, reading.Reading]) -> dict[tuple[str, str, str], Entry]:
        return {
            (slug, each.identifier, each.language_key): replace(each, raw=b"")
            for slug, found in read.items()
            for each in found.entries
        }

    with reading.all_read() as (other, read_again):
        for path in (
            "jadeyuan/feed.rss",
            "nusantara/feed.atom",
            "jifunze/kozi.csv",
            "conseil/formations.xlsx",
        ):
            assert reading.get(f"{base}/{path}").content == reading.get(f"{other}/{path}").content
        before, after = told(feeds), told(read_again)
    assert before.keys() == after.keys()
    assert [key[1] for key in before if before[key] != after[key]] == ["DeltaSchool+CS205"]
