"""Every public page in every language: no barrier that axe knows, light and dark, and nothing to scroll sideways."""

import pytest
from playwright.sync_api import Browser

from tests.browser import pages
from tests.browser.axe import TOO_WIDE, barriers, look
from tests.browser.conftest import Hub

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_no_barriers_in_any_page_light_or_dark_narrow_or_wide(
    hub: Hub, browser: Browser, language: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    found = []
    for address in pages.addresses(hub, language):
        found += look(page, address, language)
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
        assert barriers(page) == []
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
