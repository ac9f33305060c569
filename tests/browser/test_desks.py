"""The pages behind the sign-in: no barrier in any language, and the work of a partner and a reviewer without scripting."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser import desks, pages
from tests.browser.axe import look
from tests.browser.conftest import Hub
from tests.courses import packages_made

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


def test_the_preview_follows_the_author_and_shows_her_the_line(
    hub: Hub, staffed: desks.Desks, browser: Browser
) -> None:
    context = _signed_in(browser, hub, staffed.cookies["amina"])
    page = context.new_page()
    page.goto(f"{hub.address}/en/teach/soil-and-data/edit/1-start/01-first-lesson.en.md")
    for again in range(
        3
    ):  # the hub of the tests has one connection: a preview beside another request may fail
        with page.expect_response(lambda answer: "/preview/" in answer.url) as previewed:
            page.fill(
                "#content", '+++\ntitle = "New"\n+++\nSome **bold** words.\n\n# Too high\n' + "\n" * again
            )
        if previewed.value.ok:
            break
    expect(page.locator("#shown strong")).to_have_text("bold", timeout=15_000)
    page.locator("#shown [data-line]").first.click()
    assert (
        page.evaluate(
            "getSelection().toString() || content.value.slice(content.selectionStart, content.selectionEnd)"
        )
        == "# Too high"
    )
    page.on("dialog", lambda dialog: dialog.accept())  # it asks whether to leave what is not saved
    page.goto(f"{hub.address}/en/teach/")
    context.close()


def test_a_package_goes_on_after_the_line_broke(
    hub: Hub, staffed: desks.Desks, browser: Browser, tmp_path: Path
) -> None:
    manifest = packages_made.MANIFEST_12.replace("Seeds in SCORM 1.2", "Sent in pieces").replace(
        "seed-12", "pieces"
    )
    content = packages_made.zipped(
        {"imsmanifest.xml": manifest, "index.html": packages_made.PAGE_12, "film.mp4": os.urandom(2_500_000)}
    )
    context = _signed_in(browser, hub, staffed.cookies["amina"])
    page = context.new_page()
    broken: list[str] = []

    def breaks(route: Route) -> None:
        if route.request.method == "PUT" and len(broken) < 2 and "at=1000000" in route.request.url:
            broken.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route("**/teach/upload/**", breaks)
    page.goto(f"{hub.address}/en/teach/upload/")
    page.set_input_files("[name=package]", packages_made.written(tmp_path, content, "pieces.zip"))
    page.locator("#upload .act").click()
    expect(page.locator("h1")).to_have_text("The package is here", timeout=20_000)
    expect(page.locator("main")).to_contain_text("Everything came along.")
    assert len(broken) == 2
    context.close()


def _save(page: Page) -> None:
    page.locator("main form button").last.click()
