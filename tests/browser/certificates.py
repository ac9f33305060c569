"""A certificate's way: claimed by its learner, verified on another machine without a network, revoked."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Hub

NAME = "Mutoni Uwase Élise"


def from_completion_to_revocation(
    hub: Hub, browser: Browser, page: Page, language: str, folder: Path
) -> None:
    """`page` is the learner's, who has completed the course; her browser runs no scripts."""
    page.goto(f"{hub.address}/{language}/certificates/")
    page.locator("main .list .act").click()
    page.fill("[name=name]", NAME)
    page.locator("main form .act").click()
    paper = _downloaded(page, "pdf", folder)
    other = browser.new_context(viewport={"width": 360, "height": 640})
    stranger = other.new_page()
    stranger.goto(f"{hub.address}/{language}/verify/")
    stranger.locator("#keep button").click()
    expect(stranger.locator("#keep .good")).to_be_visible()
    other.set_offline(True)
    stranger.reload()
    _hand_in(stranger, paper)
    expect(stranger.locator("#result.good-box")).to_be_visible()
    expect(stranger.locator("#result")).to_contain_text(NAME)
    other.set_offline(False)
    page.locator("details summary").last.click()
    page.locator("form[action$='/give-up/'] button").click()
    stranger.goto(f"{hub.address}/{language}/verify/")
    _hand_in(stranger, paper)
    expect(stranger.locator("#result.bad-box")).to_be_visible()
    other.close()
    _without_scripting(hub, browser, language, paper)


def _downloaded(page: Page, form: str, folder: Path) -> Path:
    with page.expect_download() as found:
        page.locator(f"main a[href$='/file/{form}/']").first.click()
    path = folder / found.value.suggested_filename
    found.value.save_as(path)
    return path


def _hand_in(page: Page, paper: Path) -> None:
    page.set_input_files("[name=file]", paper)


def _without_scripting(hub: Hub, browser: Browser, language: str, paper: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hub.address}/{language}/verify/")
    _hand_in(page, paper)
    page.locator("#verify .act").click()
    assert page.locator("#result.bad-box").count() == 1
    context.close()
