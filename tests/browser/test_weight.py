"""What a page weighs on the wire, headers included: the budgets of the design."""

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import Hub

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LESSON, QUIZ = "learn/ai-foundations/what-it-learns-from/", "learn/ai-foundations/final/"
FIRST_FLIGHT, FIRST_VISIT, REPEAT_VISIT, REQUESTS, SCRIPTS = 14_000, 30_000, 10_000, 6, 8_000


def _load(context: BrowserContext, address: str) -> list[tuple[str, str, int, str]]:
    """(address, kind, bytes, encoding) of everything the browser fetched; what its cache held weighs nothing."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: dict[str, int] = {}
    heads: dict[str, tuple[str, str, str]] = {}

    def received(event: dict) -> None:
        answer = event["response"]
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        if not answer.get("fromDiskCache") and not answer["url"].startswith("data:"):
            heads[event["requestId"]] = (answer["url"], event["type"], headers.get("content-encoding", ""))

    wire.on("Network.responseReceived", received)
    wire.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"])}))
    page.goto(address, wait_until="networkidle")
    page.close()
    return [(url, kind, sizes.get(key, 0), encoding) for key, (url, kind, encoding) in heads.items()]


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
@pytest.mark.parametrize(
    "rest",
    [
        "",
        "find/",
        "find/?q=machine",
        "resource/{edition}/",
        "partner/savanna/",
        "learn/",
        "verify/",
        LESSON,
        QUIZ,
    ],
)
def test_pages_keep_to_their_budget(hub: Hub, browser: Browser, language: str, rest: str) -> None:
    address = f"{hub.address}/{language}/" + rest.format(edition=hub.edition)
    context = browser.new_context()
    first = _load(context, address)
    context.close()
    returning = browser.new_context()
    before = "learn/ai-foundations/rules-or-examples/" if rest.startswith("learn/a") else "about/"
    _load(returning, f"{hub.address}/{language}/{before}")
    again = _load(returning, address)
    returning.close()
    flight = [one for one in first if one[1] in {"Document", "Stylesheet"}]
    assert {one[3] for one in flight} == {"br"}
    assert sum(one[2] for one in flight) <= FIRST_FLIGHT
    assert sum(one[2] for one in first) <= FIRST_VISIT
    assert len(first) <= REQUESTS
    assert sum(one[2] for one in first if one[1] == "Script") <= SCRIPTS
    assert sum(one[2] for one in again) <= REPEAT_VISIT
    assert all(one[0].startswith(hub.address) for one in first)


def test_the_foot_of_the_page_tells_its_weight(hub: Hub, browser: Browser) -> None:
    context = browser.new_context()
    weighed = next(one[2] for one in _load(context, f"{hub.address}/en/find/") if one[1] == "Document")
    page = context.new_page()
    page.goto(f"{hub.address}/en/find/")
    said = int("".join(sign for sign in page.locator("footer").inner_text().split(":")[-1] if sign.isdigit()))
    context.close()
    assert abs(said - weighed / 1000) <= 1.5  # headers are some 0.7 kB more than the page
