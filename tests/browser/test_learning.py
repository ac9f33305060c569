"""From finding a course to completing it: on a phone without scripting, on a slow line, with a line that breaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser import certificates, learners
from tests.browser.axe import TOO_WIDE, barriers
from tests.browser.conftest import Hub
from ujuzi.courses.views import player

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 640}
SEARCH = {"en": "AI foundations", "ar": "أسس الذكاء الاصطناعي", "sw": "misingi ya akili unde"}


def enrolled(hub: Hub, page: Page, language: str, name: str) -> None:
    """A new account that has started the course."""
    page.goto(f"{hub.address}/{language}/learn/{learners.COURSE}/")
    page.click("main a[href*='/account/login/']")
    learners.open_account(page, name)
    page.locator("main .button").first.click()  # "I have written them down"
    page.locator("form[action$='/enrol/'] button").click()


def take(page: Page, language: str, *, right: bool) -> None:
    """A try at the quiz that is on the screen."""
    page.locator("form[action$='/start/'] button").click()
    learners.answer(page, learners.items(language), right=right)
    page.locator("form.quiz button:not([name])").click()


@pytest.mark.parametrize("language", ["en", "ar", "sw"])
def test_a_new_learner_without_scripting_completes_a_course(
    hub: Hub, browser: Browser, language: str, tmp_path: Path
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hub.address}/{language}/find/?q={SEARCH[language]}")
    page.locator(".results h3 a").first.click()
    page.locator(".go a").click()  # from the catalogue's page of the course to the course itself
    assert page.url.endswith(f"/learn/{learners.COURSE}/")
    enrolled(hub, page, language, f"mutoni-{language}")
    for _step in range(20):
        if page.locator("form[action$='/mark/'] .act").count():
            page.locator("form[action$='/mark/'] .act").click()
        elif page.url.endswith("/final/"):
            break
        else:  # practice: look at it, and go on
            page.locator("a[rel=next]").click()
    take(page, language, right=False)
    assert page.locator(".won").count() == 0
    assert page.locator(".verdict .good").count() == 0
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    take(page, language, right=True)
    assert page.locator(".won").count() == 1
    page.goto(f"{hub.address}/{language}/learn/{learners.COURSE}/")
    assert page.locator(".won").count() == 1
    page.goto(f"{hub.address}/{language}/learn/")
    assert page.locator(f"main .list a[href$='/learn/{learners.COURSE}/']").count() == 1
    if language == "sw":
        certificates.from_completion_to_revocation(hub, browser, page, language, tmp_path)
    context.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE)
    yield made
    for page in made.pages:
        page.wait_for_load_state("networkidle")  # what it still sends must find the server there
    made.close()


def slow(page: Page) -> None:
    """A 2G line: 400 kbit/s, 400 ms."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    line = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    wire.send("Network.emulateNetworkConditions", line)


@pytest.mark.django_db  # the database is made only when a test says so; those that write here must not
def test_on_a_slow_line_a_lesson_needs_two_turns_before_it_can_be_read(
    hub: Hub, context: BrowserContext
) -> None:
    """What time to readable text is made of: the page and its style sheets, asked for together. `make bench` times it."""
    page = context.new_page()
    slow(page)
    page.goto(f"{hub.address}/en/learn/{learners.COURSE}/what-it-learns-from/", wait_until="domcontentloaded")
    expect(page.locator("#text p").first).to_be_visible()
    blocking = page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.renderBlockingStatus === 'blocking').map(one => one.startTime)"
    )
    assert len(blocking) == 2  # the two style sheets, and both at once
    assert max(blocking) - min(blocking) < 100


def test_answers_survive_a_line_that_breaks(hub: Hub, context: BrowserContext) -> None:
    page = context.new_page()
    enrolled(hub, page, "en", "offline-amina")
    page.goto(f"{hub.address}/en/learn/{learners.COURSE}/check-meet-ai/")
    page.locator("form[action$='/start/'] button").click()
    here = page.url
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    learners.answer(page, learners.items("en"), right=True)
    expect(page.locator("[data-status]")).to_contain_text("No line", timeout=10_000)
    context.set_offline(False)
    page.goto(here)  # the phone was restarted, say
    expect(page.locator("[data-status]")).to_contain_text("Saved", timeout=10_000)
    page.locator("form.quiz button:not([name])").click()
    assert page.locator(".verdict .mind").count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_a_double_click_hands_in_once(hub: Hub, context: BrowserContext) -> None:
    page = context.new_page()
    enrolled(hub, page, "en", "double-amina")
    page.goto(f"{hub.address}/en/learn/{learners.COURSE}/check-meet-ai/")
    page.locator("form[action$='/start/'] button").click()
    learners.answer(page, learners.items("en"), right=True)
    page.locator("form.quiz button:not([name])").dblclick()
    expect(page.locator(".score")).to_contain_text("100 %")
    page.goto(f"{hub.address}/en/learn/{learners.COURSE}/check-meet-ai/")
    assert page.locator("main .list li").count() == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_barriers_for_who_learns(hub: Hub, context: BrowserContext, language: str) -> None:
    page = context.new_page()
    found: list[str] = []

    def look(where: str) -> None:
        found.extend(f"{where}: {one}" for one in barriers(page))
        if page.evaluate(TOO_WIDE):
            found.append(f"{where} scrolls sideways")

    enrolled(hub, page, language, f"access-{language}")
    look("lesson")
    page.goto(f"{hub.address}/{language}/learn/reading/?size=huge&space=wide&contrast=strong&face=plain&next="
              f"/{language}/learn/{learners.COURSE}/what-it-learns-from/")  # fmt: skip
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    look("lesson, every setting")
    page.goto(f"{hub.address}/{language}/learn/{learners.COURSE}/final/")
    page.locator("form[action$='/start/'] button").click()
    look("attempt")
    page.locator("form.quiz button:not([name])").click()
    look("attempt with open questions")
    learners.answer(page, learners.items(language), right=False)
    page.locator("form.quiz button:not([name])").click()
    look("result")
    page.goto(f"{hub.address}/{language}/learn/")
    look("my learning")
    assert found == []


def test_the_keyboard_is_enough_for_a_quiz(hub: Hub, context: BrowserContext) -> None:
    page = context.new_page()
    enrolled(hub, page, "en", "keys-amina")
    page.goto(f"{hub.address}/en/learn/{learners.COURSE}/check-meet-ai/")
    page.locator("form[action$='/start/'] button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("form.quiz")
    names = page.evaluate(
        "[...document.querySelector('form.quiz').elements].filter(one => one.name.startsWith('q.')).length"
    )
    reached = set()
    for _press in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || ''"))
        if page.evaluate("document.activeElement.matches('form.quiz button:not([name])')"):
            break
        if page.evaluate("document.activeElement.matches('input[type=radio]')"):
            page.keyboard.press("Space")
    assert names
    assert {name for name in reached if name.startswith("q.")} == set(
        page.evaluate(
            "[...new Set([...document.querySelector('form.quiz').elements].map(one => one.name))].filter(one => one.startsWith('q.'))"
        )
    )
    page.keyboard.press("Enter")
    page.wait_for_selector(".score, #open")
    page.wait_for_load_state("networkidle")


def test_how_a_film_is_watched_is_told(browser: Browser) -> None:
    """The script alone, on a film whose clock we turn: it reports play, pause, a jump, and the end once."""
    script = (Path(player.__file__).parents[1] / "static/video.js").read_text()
    page = browser.new_page()
    page.set_content(
        '<input name="csrfmiddlewaretoken" value="t"><div id="text" data-watched="/w"><video src="/f/x"></video></div>'
    )
    page.evaluate(
        """() => {
          window.told = []; window.fetch = (to, what) => { told.push(JSON.parse(what.body)); return Promise.resolve() };
          if (!crypto.randomUUID) crypto.randomUUID = () => "6c1c5c5e-8c1b-4b5a-8f0f-1c8c7f6a2d11";
          const film = document.querySelector("video"); window.now = 0;
          for (const [name, get] of [["duration", () => 60], ["currentTime", () => now], ["paused", () => false], ["seeking", () => false]])
            Object.defineProperty(film, name, { get });
          window.go = (event, at) => { now = at; film.dispatchEvent(new Event(event)) };
        }"""
    )
    page.evaluate(f"() => {{ {script} }}")
    for event, at in (
        ("play", 0), ("timeupdate", 20), ("seeking", 40), ("seeked", 40), ("timeupdate", 60), ("pause", 60),
        ("play", 18), ("pause", 41), ("play", 41), ("pause", 42),
    ):  # fmt: skip
        page.evaluate("([event, at]) => go(event, at)", [event, at])
    told = page.evaluate("told")
    page.close()
    assert [one["verb"] for one in told] == [
        "played", "seeked", "paused", "played", "paused", "completed", "played", "paused",
    ]  # fmt: skip
    assert (told[1]["from"], told[1]["time"]) == (20, 40)
    assert told[2]["segments"] == [[0, 20], [40, 60]]
    assert told[2]["progress"] == 0.667
    assert told[5]["progress"] == 1
