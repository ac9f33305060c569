"""Home, resource, work, partner, subject and language pages: what they show, to whom, and under which address."""

import datetime as dt
import json
from urllib.parse import unquote

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from tests import make
from ujuzi.catalogue.models import Edition, Offering, State
from ujuzi.catalogue.search import indexing

ADDRESSES = [
    "", "find/", "resource/{first}/what-ai-is/", "work/{work}/", "partner/", "partner/savanna/", "subject/",
    "subject/ai-basics/", "language/", "language/sw/", "about/", "about/ranking/", "about/accessibility/", "about/bot/",
]  # fmt: skip


def tree_of(reader: Client, address: str) -> html.HtmlElement:
    response = reader.get(address, follow=True)
    assert response.status_code == 200
    return html.document_fromstring(response.content.decode())


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "zh-hans", "ru", "sw", "pt"])
@pytest.mark.parametrize("rest", ADDRESSES)
def test_every_page_in_every_language(reader: Client, shelf: list[Edition], language: str, rest: str) -> None:
    response = reader.get(f"/{language}/" + rest.format(first=shelf[0].pk, work=shelf[0].work_id))
    assert response.status_code == 200
    tree = html.document_fromstring(response.content.decode())
    root = tree.getroottree().getroot()
    assert root.get("lang") == language
    assert root.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert len(tree.cssselect("h1")) == 1
    assert len(tree.cssselect(".tongue li a")) == 8
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["ETag"]
    assert "Cookie" in response["Vary"]


def test_the_page_of_somebody_signed_in_is_kept_by_nobody(reader: Client, shelf: list[Edition]) -> None:
    reader.force_login(make.person("amina"))
    response = reader.get("/en/find/")
    assert "private" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


def test_the_same_page_again_is_not_sent_again(reader: Client, shelf: list[Edition]) -> None:
    tag = reader.get("/en/find/?q=AI")["ETag"]
    assert reader.get("/en/find/?q=AI", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("asked", "language"), [("sw,en;q=0.5", "sw"), ("ar-EG", "ar"), ("zh-CN,zh", "zh-hans"), ("xx", "en")]
)
def test_the_door_leads_to_the_readers_language(reader: Client, db: None, asked: str, language: str) -> None:
    response = reader.get("/", headers={"accept-language": asked})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_short_addresses(reader: Client, db: None) -> None:
    assert reader.get("/bot", headers={"accept-language": "fr"})["Location"] == "/fr/about/bot/"
    text = reader.get("/robots.txt").content.decode()
    assert "Disallow: /*/find/?" in text
    assert "/sitemap.xml" in text


def test_home_asks_only_for_what_there_is(reader: Client, shelf: list[Edition]) -> None:
    tree = tree_of(reader, "/sw/")
    assert [one.get("value") for one in tree.cssselect("select[name=subject] option")] == [
        "", "ai-basics", "machine-learning",
    ]  # fmt: skip
    assert tree.cssselect("select[name=language] option[selected]")[0].get("value") == "sw"


def test_an_empty_hub_has_a_home(reader: Client, db: None) -> None:
    assert "0 courses" in tree_of(reader, "/en/").text_content()


def test_a_stale_title_in_the_address_redirects(reader: Client, shelf: list[Edition]) -> None:
    first, arabic, _paid = shelf
    for address in (f"/en/resource/{first.pk}/", f"/en/resource/{first.pk}/old-title/"):
        response = reader.get(address)
        assert (response.status_code, response["Location"]) == (302, f"/en/resource/{first.pk}/what-ai-is/")
    response = reader.get(f"/ar/resource/{arabic.pk}/")
    assert unquote(response["Location"]) == f"/ar/resource/{arabic.pk}/ما-هو-الذكاء-الاصطناعي/"
    assert reader.get(response["Location"]).status_code == 200


def test_a_title_without_letters_needs_no_slug(reader: Client, shelf: list[Edition]) -> None:
    odd = make.edition(title="!!!")
    assert reader.get(f"/en/resource/{odd.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("state", "status"), [(State.PENDING, 404), (State.REJECTED, 410), (State.WITHDRAWN, 410)]
)
def test_only_what_is_published_is_shown(
    reader: Client, shelf: list[Edition], state: State, status: int
) -> None:
    Edition.objects.filter(pk=shelf[0].pk).update(state=state)
    assert reader.get(f"/en/resource/{shelf[0].pk}/what-ai-is/").status_code == status
    assert "What AI is" not in reader.get("/en/find/?q=AI").content.decode()
    assert reader.get("/en/resource/999999/").status_code == 404


def test_can_i_use_this(reader: Client, shelf: list[Edition]) -> None:
    Edition.objects.filter(pk=shelf[0].pk).update(
        account_needed=True, size_bytes=2_300_000, language_source="detected"
    )
    tree = tree_of(reader, f"/en/resource/{shelf[0].pk}/")
    sheet = {
        one.cssselect("dt")[0].text_content(): one.cssselect("dd")[0].text_content()
        for one in tree.cssselect("dl.sheet > div")
    }
    assert sheet["Language"] == "Englishfound out from the text, not stated"
    assert sheet["Level"] == "Beginner"
    assert sheet["Time"] == "1\xa0hr\xa030\xa0min"
    assert sheet["Cost"] == "Free"
    assert sheet["Captions"] == "Yes"
    assert (
        sheet["Works with a screen reader"] == sheet["Works offline"] == sheet["Certificate"] == "Not stated"
    )
    assert sheet["Data it takes"] == "2.3\xa0MB"
    action = tree.cssselect("a.act")[0]
    assert action.text == "Go to the course at Savanna Open University"
    assert "You leave this hub. The course takes 2.3\xa0MB. You need an account there." in tree.text_content()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", ""])
def test_only_the_web_is_linked(reader: Client, shelf: list[Edition], url: str) -> None:
    Edition.objects.filter(pk=shelf[0].pk).update(url=url, licence=url)
    Offering.objects.create(edition=shelf[0], url=url, location="Lilongwe")
    tree = tree_of(reader, f"/en/resource/{shelf[0].pk}/")
    assert not tree.cssselect("a.act")
    assert all(
        (one.get("href") or "").startswith(("/", "#", "?", "http")) for one in tree.cssselect("main a")
    )


def test_other_languages_of_the_work(reader: Client, shelf: list[Edition]) -> None:
    first, arabic, _paid = shelf
    links = tree_of(reader, f"/en/resource/{first.pk}/").cssselect(".tally a[lang=ar]")
    assert [(one.text, one.get("dir")) for one in links] == [("العربية", "rtl")]
    assert f"/resource/{arabic.pk}/" in links[0].get("href")
    assert len(tree_of(reader, f"/en/work/{first.work_id}/").cssselect(".results > li")) == 2


def test_where_it_comes_from_and_how_it_was_sorted(reader: Client, shelf: list[Edition]) -> None:
    feed = make.feed(organisation=shelf[0].provider, name="Savanna's feed")
    Edition.objects.filter(pk=shelf[0].pk).update(
        provenance={
            "level": {"feed": feed.pk, "record": 1, "at": "2026-11-20T10:00:00+00:00", "raw": ["<b>Anfänger"]}
        },
        corrections={"title": "What AI is"},
        decisions={"subjects": [{"value": "ai-basics", "because": "title", "text": "AI"}], "odd": "broken"},
    )
    text = tree_of(reader, f"/en/resource/{shelf[0].pk}/").text_content()
    assert "<b>Anfänger" in text
    assert "Savanna's feed" in text
    assert "November 20, 2026" in text
    assert "corrected by an editor" in text
    assert "Subjects: AI basics, because the title says “AI”." in text


def test_dates_and_places(reader: Client, shelf: list[Edition]) -> None:
    Offering.objects.create(
        edition=shelf[0], starts_on=dt.date(2027, 1, 12), location="Lilongwe", price="12.50", currency="MWK"
    )
    cells = [
        one.text_content() for one in tree_of(reader, f"/en/resource/{shelf[0].pk}/").cssselect("tbody td")
    ]
    assert cells[0] == "January 12, 2027"
    assert "Lilongwe" in cells
    assert "12.50" in cells[5]


def test_machines_read_the_page_too_and_cannot_be_tricked(reader: Client, shelf: list[Edition]) -> None:
    Edition.objects.filter(pk=shelf[0].pk).update(title="</script><script>alert(1)</script>")
    response = reader.get(f"/en/resource/{shelf[0].pk}/", follow=True)
    assert b"<script>alert" not in response.content
    tree = html.document_fromstring(response.content.decode())
    document = json.loads(tree.cssselect("script[type='application/ld+json']")[0].text or "")
    assert "</script><script>alert(1)</script>" in json.dumps(document)


def test_a_partner_and_what_it_brings(reader: Client, shelf: list[Edition]) -> None:
    tree = tree_of(reader, "/en/partner/savanna/")
    assert "University" not in tree.cssselect(".lead")[0].text
    assert "Kenya and Tanzania" in tree.cssselect(".lead")[0].text
    links = {one.text: one.get("href") for one in tree.cssselect("aside .tally a")}
    assert links["AI basics"] == "/en/find/?provider=savanna&subject=ai-basics"
    hidden = make.organisation("hidden", is_listed=False)
    assert reader.get(f"/en/partner/{hidden.slug}/").status_code == 404
    assert "Hidden" not in tree_of(reader, "/en/partner/").text_content()


@pytest.mark.parametrize(
    "address", ["/en/subject/alchemy/", "/en/language/tlh/", "/en/partner/nobody/", "/en/work/99/"]
)
def test_no_such_shelf(reader: Client, shelf: list[Edition], address: str) -> None:
    assert reader.get(address).status_code == 404


def test_few_queries(
    reader: Client, shelf: list[Edition], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    more = [
        make.edition(title=f"AI {number}", subjects=["ai-basics"], level="beginner") for number in range(25)
    ]
    indexing.index([edition.pk for edition in more])
    for rest in ADDRESSES:
        address = "/en/" + rest.format(first=shelf[0].pk, work=shelf[0].work_id)
        reader.get(address)
        with django_assert_max_num_queries(9):
            assert reader.get(address).status_code == 200
