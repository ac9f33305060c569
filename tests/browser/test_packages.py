"""Packages in a real browser: played to completion, on another day gone on with; a malicious one gets nowhere."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from tests.browser import learners
from tests.browser.axe import barriers
from tests.browser.conftest import Hub

pytestmark = pytest.mark.browser
REAL = Path(os.environ.get("UJUZI_FIELD_DATA", "/nowhere")).is_dir()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    for page in made.pages:
        page.wait_for_load_state("networkidle")
    made.close()


def opened(hub: Hub, page: Page, course: str, name: str) -> FrameLocator:
    """The part's own page, in the frame of the player in the frame of the hub; a new account where it is the first."""
    page.goto(f"{hub.address}/en/learn/{course}/")
    if page.locator("main a[href*='/account/login/']").count():
        page.click("main a[href*='/account/login/']")
        learners.open_account(page, name)
        page.locator("main .button").first.click()
    page.locator("form[action$='/enrol/'] button").click()
    page.locator("form[action$='/open/'] button").first.click()
    return page.frame_locator("iframe.package").frame_locator("#frame")


@pytest.mark.django_db
def test_the_database_is_made(hub: Hub) -> None:
    """Only a test that says so has it made; those that write here must not."""
    assert hub.address


def test_scorm_12_stops_half_way_goes_on_and_is_passed(hub: Hub, context: BrowserContext) -> None:
    page = context.new_page()
    frame = opened(hub, page, "seeds-in-scorm-1-2", "scorm-amina")
    expect(frame.locator("#where")).to_have_text("at: ")
    frame.locator("#halt").click()
    expect(frame.locator("#halt")).to_have_text("kept")
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Close").click()
    assert page.locator(".facts .good").count() == 0
    page.locator("form[action$='/open/'] button").first.click()
    frame = page.frame_locator("iframe.package").frame_locator("#frame")
    expect(frame.locator("#where")).to_have_text("at: page 2")
    frame.locator("#end").click()
    expect(frame.locator("#end")).to_have_text("finished")
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Close").click()
    assert page.locator(".facts .good").count() == 1
    expect(page.locator("main")).to_contain_text("80 %")
    page.goto(f"{hub.address}/en/learn/seeds-in-scorm-1-2/")
    assert page.locator(".won").count() == 1
    assert barriers(page) == []


def test_scorm_2004_is_passed(hub: Hub, context: BrowserContext) -> None:
    page = context.new_page()
    frame = opened(hub, page, "seeds-in-scorm-2004", "scorm-baraka")
    frame.locator("#end").click()
    expect(frame.locator("#end")).to_have_text("finished")
    page.wait_for_load_state("networkidle")
    page.goto(f"{hub.address}/en/learn/seeds-in-scorm-2004/")
    assert page.locator(".won").count() == 1


@pytest.mark.skipif(
    not REAL, reason="UJUZI_FIELD_DATA is not set: tests against real partner files are left out"
)
def test_a_real_h5p_is_answered(hub: Hub, context: BrowserContext) -> None:
    page = context.new_page()
    opened(hub, page, "digital-ai", "h5p-amina")
    frame = page.frame_locator("iframe.package")
    for text in (
        "has developed strongly with deep learning",
        "mimics how humans learn by trial and error",
        "is based on input data",
    ):
        frame.locator(".h5p-answer", has_text=text).first.click()
    with page.expect_response(lambda answer: answer.url.endswith("/commit")):
        frame.locator("button", has_text="Check").first.click()
    page.get_by_role("link", name="Close").click()
    expect(page.locator("main")).to_contain_text("100 %")
    assert page.locator(".facts .good").count() == 1


def test_cmi5_is_passed_and_leads_back(hub: Hub, context: BrowserContext) -> None:
    """Two units to be done, one that asks only to be opened; then the course is complete."""
    page = context.new_page()
    opened(hub, page, "seeds-in-cmi5", "cmi5-amina")
    for number in range(3):
        frame = page.frame_locator("iframe.package")
        expect(frame.locator("#where")).to_have_text("204 level 1 seeds=3")
        if number == 0:
            assert barriers(page) == []
        frame.locator("#end").click()
        expect(page.locator(".facts .good")).to_have_count(1)  # the page itself went back to the part's own
        if number == 0:
            expect(page.locator("main")).to_contain_text("80 %")
            expect(page.locator("main")).to_contain_text("worked through it and passed")
            assert barriers(page) == []
        if number < 2:
            page.locator(".steps a").last.click()
            page.locator("form[action$='/open/'] button").first.click()
    page.goto(f"{hub.address}/en/learn/seeds-in-cmi5/")
    assert page.locator(".won").count() == 1


def test_a_malicious_package_gets_nowhere(hub: Hub, context: BrowserContext) -> None:
    """It asks for cookies, for the hub's page, for the hub's interfaces with the learner's session, and for the world outside."""
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    frame = opened(hub, page, "evil", "evil-amina")
    expect(frame.locator("#found")).to_have_text("found: ", timeout=20_000)
    assert page.url.startswith(hub.address)
    assert not [url for url in asked if "evil.example" in url]
