"""A whole entry to a draft: what comes out fits the columns, keeps the raw value, and nothing that a source writes breaks it."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.catalogue import normalise
from ujuzi.catalogue.feeds.entry import Entry, Offer, Reject
from ujuzi.catalogue.models import Edition, Offering

ENTRY = Entry(
    identifier="c-1",
    title="<b>Akili bandia</b> kwa walimu &amp; wanafunzi",
    url="https://A.example/c/1?utm_source=x",
    description="<p>Jifunze jinsi ya kuandaa somo kwa msaada wa modeli za lugha.<script>x()</script></p>",
    languages=("Kiswahili",),
    kind="Course",
    keywords=("AI, elimu",),
    levels=("Wanaoanza",),
    audiences=("walimu",),
    duration="saa mbili",
    effort="1 hour a week",
    licence="CC BY-SA 3.0",
    free=True,
    certificate=True,
    certificate_free=False,
    publisher="Chuo &amp; Co",
    creators=("Dr. Amina Juma, Baraka Otieno", "null"),
    published="4 May 2026",
    access_features=("Subtitles",),
    countries=("Kenya, TZ",),
    size_bytes=4_000_000,
    offers=(
        Offer(url="/c/1/run", starts="2026-09-01", mode="online", price="0", certificate_price="USD 20"),
    ),
)


def drafted(entry: Entry, **more: Any) -> normalise.Draft:
    made = normalise.draft(entry, **more)
    assert isinstance(made, normalise.Draft)
    return made


def test_an_entry() -> None:
    made = drafted(ENTRY)
    expected = {
        "title": "Akili bandia kwa walimu & wanafunzi",
        "description": "<p>Jifunze jinsi ya kuandaa somo kwa msaada wa modeli za lugha.</p>",
        "url": "https://A.example/c/1?utm_source=x",
        "canonical_url": "https://a.example/c/1",
        "language": "sw",
        "language_source": "stated",
        "kind": "course",
        "level": "beginner",
        "keywords": ["AI", "elimu"],
        "creators": ["Amina Juma", "Baraka Otieno"],
        "publisher": "Chuo & Co",
        "duration_raw": "saa mbili",
        "duration_minutes": 120,
        "effort_minutes_per_week": 60,
        "cost": "free",
        "certificate": "paid",
        "licence": "https://creativecommons.org/licenses/by-sa/3.0/",
        "published_on": date(2026, 5, 4),
        "access_features": ["captions"],
        "countries": ["KE", "TZ"],
        "size_bytes": 4_000_000,
        "modality": "self-paced",
    }
    assert {name: made.fields[name] for name in expected} == expected
    assert "teachers" in made.fields["audiences"]


def test_its_offering() -> None:
    (offering,) = drafted(ENTRY).offerings
    assert offering["url"] == "https://A.example/c/1/run"
    assert offering["starts_on"] == date(2026, 9, 1)
    assert (offering["price"], offering["certificate_price"]) == (0, 20)


def test_without_offers_the_address_is_the_offering() -> None:
    (offering,) = drafted(Entry(identifier="1", title="AI", url="https://a.example/")).offerings
    assert offering["url"] == "https://a.example/"


def test_raw_is_kept_where_it_differs() -> None:
    raw = drafted(ENTRY).raw
    assert raw["title"] == ENTRY.title
    assert raw["language"] == ["Kiswahili"]
    assert raw["level"] == ["Wanaoanza"]
    assert raw["licence"] == "CC BY-SA 3.0"
    assert drafted(Entry(identifier="1", title="AI", languages=("en",), licence="MIT")).raw == {}


def test_a_detected_language_is_marked_and_the_stated_one_kept() -> None:
    entry = Entry(identifier="1", title="Introducción a la inteligencia artificial", languages=("English",))
    made = drafted(entry)
    assert (made.fields["language"], made.fields["language_source"]) == ("es", "detected")
    assert made.raw["language"] == ["English"]


def test_an_unknown_language_is_not_called_detected() -> None:
    made = drafted(Entry(identifier="1", title="AZ-900"))
    assert (made.fields["language"], made.fields["language_source"]) == ("", "stated")


def test_without_a_title_there_is_no_draft() -> None:
    made = normalise.draft(Entry(identifier="7", title=" <b></b> ", raw=b"{}"))
    assert made == Reject("no-title", "The record has no title.", "7", b"{}", "application/json")


def test_weeks_and_effort_make_a_duration() -> None:
    entry = Entry(identifier="1", title="AI", duration="4 weeks", effort="3 hours a week")
    assert drafted(entry).fields["duration_minutes"] == 720


def test_an_unknown_licence_stays_as_text() -> None:
    assert (
        drafted(Entry(identifier="1", title="AI", licence="See our terms")).fields["licence"]
        == "See our terms"
    )


WORDS = st.text(max_size=40) | st.sampled_from([
    "1,5 Stunden", "PT99999999999H", "9" * 400, "<script>", "https://a.example/" + "é" * 900, "2026-02-30", "1e999", "-5", "CC BY", "٣", "NaN",
    "null", "A" * 3000, "zh-Hant-TW-x-long-private-use-subtag", "$1,000,000,000,000", "½", "\x00", "\ud800", "a,b;c|d", "EUR EUR",
])  # fmt: skip
MANY = st.lists(WORDS, max_size=3).map(tuple)
MAYBE = st.none() | st.booleans()
OFFERS = st.builds(
    Offer, url=WORDS, starts=WORDS, ends=WORDS, enrol_until=WORDS, mode=WORDS, price=WORDS, currency=WORDS,
    certificate_price=WORDS, location=WORDS, instructors=MANY,
)  # fmt: skip
ENTRIES = st.builds(
    Entry, identifier=WORDS, title=WORDS, url=WORDS, description=WORDS, languages=MANY, kind=WORDS, subjects=MANY, keywords=MANY, levels=MANY,
    audiences=MANY, duration=WORDS, effort=WORDS, licence=WORDS, free=MAYBE, certificate=MAYBE, certificate_free=MAYBE, account_needed=MAYBE,
    offline=MAYBE, size_bytes=st.none() | st.integers(-5, 2**70), publisher=WORDS, creators=MANY, published=WORDS, modified=WORDS, access_modes=MANY,
    access_features=MANY, access_hazards=MANY, access_summary=WORDS, countries=MANY, excluded_countries=MANY, offers=st.lists(OFFERS, max_size=2).map(tuple),
)  # fmt: skip


def fits(model: type[models.Model], values: dict[str, Any]) -> None:
    """Each value is one that the column of a strict database takes."""
    for name, value in values.items():
        field: Any = model._meta.get_field(name)
        if value is None:
            assert field.null, name
        elif isinstance(field, models.JSONField):
            json.dumps(value, ensure_ascii=False).encode()
        elif isinstance(value, str):
            assert field.max_length is None or len(value) <= field.max_length, name
            assert "\x00" not in value, name
            value.encode()
        elif isinstance(field, models.DecimalField):
            assert 0 <= value < 10 ** (field.max_digits - field.decimal_places), name
        elif isinstance(value, int) and not isinstance(value, bool):
            assert 0 <= value < (2**63 if isinstance(field, models.PositiveBigIntegerField) else 2**31), name
        if field.choices and value is not None:
            assert value in dict(field.flatchoices), name


@given(ENTRIES)
def test_whatever_is_written_fits_the_columns(entry: Entry) -> None:
    made = normalise.draft(entry)
    if isinstance(made, Reject):
        assert made.code == "no-title"
        return
    fits(Edition, made.fields)
    for offering in made.offerings:
        fits(Offering, offering)
    assert set(made.decisions) <= set(made.fields)
    json.dumps([made.raw, made.decisions], ensure_ascii=False)


@given(ENTRIES)
def test_the_same_entry_makes_the_same_draft(entry: Entry) -> None:
    assert normalise.draft(entry) == normalise.draft(entry)


@pytest.mark.parametrize("name", ["work", "provider", "state", "corrections", "provenance"])
def test_what_is_not_the_sources_to_say(name: str) -> None:
    assert name not in drafted(ENTRY).fields
