"""Every public page in every language: no barrier that axe knows, light and dark, and nothing to scroll sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import pages
from tests.browser.conftest import Hub

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def _barriers(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_no_barriers_in_any_page_light_or_dark_narrow_or_wide(
    hub: Hub, browser: Browser, language: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    found = []
    for address in pages.addresses(hub, language):
        page.set_viewport_size({"width": 360, "height": 640})
        page.emulate_media(color_scheme="light")
        page.goto(address)
        here = address.removeprefix(hub.address)
        assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
        found += [f"{here} light 360: {one}" for one in _barriers(page)]
        if page.evaluate(TOO_WIDE):
            found.append(f"{here} scrolls sideways at 360")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="dark")
        found += [f"{here} dark 1280: {one}" for one in _barriers(page)]
        if page.evaluate(TOO_WIDE):
            found.append(f"{here} scrolls sideways at 1280")
    context.close()
    assert found == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_scrolls_sideways_at_400_percent(hub: Hub, browser: Browser, language: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 256})
    page = context.new_page()
    for address in pages.addresses(hub, language):
        page.goto(address)
        assert not page.evaluate(TOO_WIDE), address
    context.close()


def test_what_details_hide_has_no_barriers_either(hub: Hub, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    for address in (f"{hub.address}/ar/find/?q=machine", f"{hub.address}/en/resource/{hub.edition}/"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
        assert _barriers(page) == []
        assert not page.evaluate(TOO_WIDE), address
    context.close()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(hub: Hub, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{hub.address}/en/find/?cost=free")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    seen = []
    for _ in range(400):
        seen.append(
            page.evaluate(
                """() => { const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
                return [one.tagName, parseFloat(style.outlineWidth), box.width > 0 && box.bottom > 0 && box.top < innerHeight] }"""
            )
        )
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement === document.body || document.activeElement.className === 'skip'"
        ):
            break
    else:
        pytest.fail("the keyboard is caught in the page")
    assert {"A", "INPUT", "BUTTON", "SUMMARY"} <= {tag for tag, _width, _visible in seen}
    assert [one for one in seen if one[1] < 2 or not one[2]] == []
    page.goto(f"{hub.address}/en/find/?cost=free")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    context.close()
