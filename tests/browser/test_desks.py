"""The pages behind the sign-in: no barrier in any language, and the work of a partner and a reviewer without scripting."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import desks, pages
from tests.browser.axe import look
from tests.browser.conftest import Hub

pytestmark = pytest.mark.browser


@pytest.fixture(scope="package")
def staffed(hub: Hub, django_db_blocker: Any) -> Iterator[desks.Desks]:
    # Once, and committed: the browser's thread has a connection of its own, and so has the hub's.
    with django_db_blocker.unblock(), override_settings(STAFF_MFA=False):
        yield desks.stock(hub)


def _signed_in(browser: Browser, hub: Hub, session: str, **options: Any) -> BrowserContext:
    context = browser.new_context(**options)
    context.add_cookies([{"name": "sessionid", "value": session, "url": hub.address}])
    return context


@pytest.mark.django_db
@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_no_barriers_behind_the_sign_in(
    hub: Hub, staffed: desks.Desks, browser: Browser, language: str
) -> None:
    found = []
    for name, paths in staffed.paths.items():
        context = _signed_in(browser, hub, staffed.cookies[name])
        page = context.new_page()
        for path in paths:
            address = f"{hub.address}/{language}/{path}"
            found += look(page, address, language)
            assert page.url == address, "sent elsewhere"
        context.close()
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_no_barriers_on_the_way_in(hub: Hub, browser: Browser, language: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    found = []
    for path in ("privacy/", "account/login/", "account/signup/", "account/forgot/", "account/login/code/"):
        found += look(page, f"{hub.address}/{language}/{path}", language)
    context.close()
    assert found == []


# Without a database of its own: the transaction around such a test would lock the one that the hub writes into.
def test_a_partner_adds_a_course_a_reviewer_approves_it_and_a_learner_finds_it(
    hub: Hub, staffed: desks.Desks, browser: Browser
) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "java_script_enabled": False}
    title = "Kilimo na akili bandia shambani"
    context = _signed_in(browser, hub, staffed.cookies["amina"], **phone)
    page = context.new_page()
    page.goto(f"{hub.address}/en/desk/savanna/resources/new/")
    page.fill("form[method=post] [name=title]", title)
    page.fill("form[method=post] [name=url]", "https://savanna.example/kilimo")
    page.fill("textarea[name=description]", "Kutambua magonjwa ya mimea kwa simu.")
    page.select_option("select[name=language]", "sw")
    _save(page)
    expect(page.locator("main")).to_contain_text(title)
    context.close()

    context = _signed_in(browser, hub, staffed.cookies["chen"], **phone)
    page = context.new_page()
    page.goto(f"{hub.address}/en/review/")
    page.get_by_role("link", name=title).first.click()
    page.locator("button[value=approve]").first.click()
    context.close()

    context = browser.new_context(**phone)
    page = context.new_page()
    page.goto(f"{hub.address}/sw/find/?q=kilimo+shambani")
    expect(page.locator(".results h3").first).to_have_text(title)
    context.close()


def _save(page: Page) -> None:
    page.locator("main form button").last.click()
