"""Journeys in a real browser: passkeys with a virtual authenticator, under the hub's own content security policy."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import make
from tests.accounts import cast
from ujuzi.accounts.models import Person
from ujuzi.organisations import operations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHROMIUM = Path(os.environ.get("UJUZI_CHROMIUM", "/usr/bin/chromium"))
ANONYMOUS = [
    "login/",
    "signup/",
    "signup/passkey/",
    "forgot/",
    "forgot/words/",
    "login/code/",
    "password/reset/",
]
SIGNED_IN = [
    "", "consent/", "data/", "data/delete/", "email/", "sessions/", "recovery-words/", "second-factor/",
    "password/change/", "logout/", "2fa/", "2fa/webauthn/", "2fa/webauthn/add/", "2fa/totp/activate/", "3rdparty/",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; UJUZI_CHROMIUM may say where")
    # Playwright's loop runs in this thread, and the tests read the database from it.
    before = os.environ.get(
        "DJANGO_ALLOW_ASYNC_UNSAFE"
    )  # other journeys of this process may need it after us
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield running
        running.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    # "localhost": a passkey belongs to a name, never to an address such as 127.0.0.1.
    origin = live_server.url.replace("127.0.0.1", "localhost")
    made = browser.new_context(base_url=origin, viewport={"width": 360, "height": 640})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    refused: list[str] = []
    page.on(
        "console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None
    )
    page.refused = refused  # type: ignore[attr-defined]
    return page


def plug_in_authenticator(page: Page) -> None:
    """A phone with a fingerprint reader, as far as the browser can tell."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    abilities = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": abilities})


def sign_in(page: Page, username: str) -> None:
    page.goto("/en/account/login/?next=/en/account/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Passphrase", exact=True).fill(cast.PASSPHRASE)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/account/")


def test_an_account_with_a_passkey_and_back_in_with_it(page: Page) -> None:
    plug_in_authenticator(page)
    page.goto("/en/account/signup/passkey/")
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_hidden()
    page.get_by_label("User name").fill("alice")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write these words down")
    page.get_by_role("link", name="I have written them down").click()
    expect(page.get_by_text("You are signed in as")).to_contain_text("alice")
    alice = Person.objects.get()
    assert (alice.email, alice.has_usable_password()) == ("", False)

    page.goto("/en/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/en/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("You are signed in as")).to_contain_text("alice")

    page.goto("/en/account/data/delete/")
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete my account")
    assert page.refused == []  # type: ignore[attr-defined]


def test_staff_add_a_passkey_and_then_need_it(page: Page) -> None:
    cast.person("dalia", staff_role="secretariat")
    plug_in_authenticator(page)
    sign_in(page, "dalia")
    page.goto("/en/organisations/manage/")
    expect(page.get_by_role("heading", level=1)).to_have_text("A second factor for your role")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Passphrase").fill(cast.PASSPHRASE)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.goto("/en/organisations/manage/")
    expect(page.get_by_role("heading", level=1)).to_have_text("All organisations")

    page.context.clear_cookies()
    page.goto("/en/account/login/")
    page.get_by_label("User name").fill("dalia")
    page.get_by_label("Passphrase", exact=True).fill(cast.PASSPHRASE)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url("**/review/")
    assert page.refused == []  # type: ignore[attr-defined]


def test_a_stopped_passkey_says_so_and_loses_nothing(page: Page) -> None:
    page.goto("/en/account/login/")
    page.evaluate("() => { navigator.credentials.get = async () => { throw new DOMException('x') } }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing has changed")


def test_without_scripting_a_passphrase_works_and_passkeys_explain_themselves(
    browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/account/signup/")
    page.get_by_label("User name").fill("alice")
    page.get_by_label("Passphrase", exact=True).fill(cast.PASSPHRASE)
    page.get_by_role("button", name="Open my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write these words down")
    page.goto("/en/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/en/account/login/")
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    context.close()


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_are_clean_for_axe(page: Page, language: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    found: list[str] = []
    for path in ANONYMOUS:
        page.goto(f"/{language}/account/{path}")
        found += faults(page)
    person = cast.person("alice")
    organisation = make.organisation("water")
    operations.add_member(organisation, person, role="owner", now=person.date_joined)
    sign_in(page, "alice")
    page.goto("/en/account/reauthenticate/")
    found += faults(page)
    page.get_by_label("Passphrase").fill(cast.PASSPHRASE)
    page.get_by_role("button", name="Go on").click()
    addresses = [f"account/{path}" for path in SIGNED_IN]
    addresses += ["privacy/", *(f"organisations/water/{path}" for path in ("", "members/", "edit/"))]
    for address in [*addresses, "invitations/none/"]:
        answer = page.goto(f"/{language}/{address}")
        assert answer
        assert answer.status in {200, 404}, address
        assert not re.search(r"/(login|reauthenticate)/", page.url), address
        found += faults(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} is {wide}px wider than 360 px"
    assert found == []
