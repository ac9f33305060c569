"""The journey this hub is for: a narrow screen, no scripting, her own language, a course that fits, in three screens."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import shelf
from tests.browser.conftest import Hub

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("language", ["sw", "ar"])
def test_a_free_course_for_beginners_with_captions_in_three_screens(
    hub: Hub, browser: Browser, language: str
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, java_script_enabled=False, locale=language
    )
    page = context.new_page()
    screens = []
    page.on(
        "response", lambda r: screens.append(r.url) if r.request.is_navigation_request() and r.ok else None
    )

    page.goto(hub.address + "/")
    assert page.url == f"{hub.address}/{language}/"
    assert page.locator("select[name=language]").input_value() == language
    page.locator("form.ask button").click()

    page.locator("#narrow > summary").click()
    for facet, value in (("level", "beginner"), ("cost", "free"), ("access", "captions")):
        box = page.locator(f"input[name={facet}][value={value}]")
        if not box.is_visible():
            page.locator("details.facet", has=box).locator("summary").click()
        box.check()
    page.locator("#narrow button").click()

    assert len(screens) == 3
    result = page.locator(".results > li").first
    expect(result.locator("h3")).to_have_text(shelf.TITLES[language][0])
    expect(page.locator(".results > li")).to_have_count(1)
    expect(page.locator(".chip.on")).to_have_count(4)

    result.locator("h3 a").click()
    expect(page.locator("h1")).to_have_text(shelf.TITLES[language][0])
    expect(page.locator("a.act")).to_have_attribute(
        "href", "https://x.example/" + _number(page.locator("a.act"))
    )
    assert context.cookies() == []
    context.close()


def _number(link: object) -> str:
    return str(link.get_attribute("href")).rsplit("/", 1)[1]  # type: ignore[attr-defined]


def test_the_same_page_in_another_language_without_scripting(hub: Hub, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hub.address}/en/find/?q=machine&level=advanced")
    page.locator(".tongue summary").click()
    page.get_by_role("link", name="العربية").first.click()
    assert page.url == f"{hub.address}/ar/find/?q=machine&level=advanced"
    assert page.locator("html").get_attribute("dir") == "rtl"
    context.close()


def test_a_choice_is_taken_away_by_one_tap(hub: Hub, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hub.address}/en/find/?level=advanced&cost=paid&language=en")
    page.locator(".chip.on", has_text="Advanced").click()
    assert page.url == f"{hub.address}/en/find/?language=en&cost=paid"
    context.close()


def test_narrowing_stands_open_on_a_wide_screen_without_scripting(hub: Hub, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hub.address}/en/find/")
    expect(page.locator("input[name=language][value=en]")).to_be_visible()
    context.close()


def test_results_are_there_on_paper_and_the_controls_are_not(hub: Hub, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{hub.address}/en/find/?cost=free")
    page.emulate_media(media="print")
    expect(page.locator(".results > li").first).to_be_visible()
    for part in (".seek", "#narrow", ".top nav", ".foot"):
        expect(page.locator(part)).to_be_hidden()
    context.close()
