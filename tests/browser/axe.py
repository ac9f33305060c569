"""One page as axe-core and the narrowest screens see it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
WIDEST = """() => [...document.querySelectorAll("body *")].filter(one => { const box = one.getBoundingClientRect();
return box.left < -1 || box.right > innerWidth + 1 }).map(one => one.outerHTML.slice(0, 90)).slice(0, 3)"""


def barriers(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


WIDE_TOO = (
    "en",
    "ar",
    "zh-hans",
    "ru",
)  # one of each script, direction and length of words; the others are like one of them


def look(page: Page, address: str, language: str) -> list[str]:
    """What is wrong with a page, light on a phone and, in some languages, dark on a wide screen."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.emulate_media(color_scheme="light")
    answer = page.goto(address)
    here = "/" + address.partition("://")[2].partition("/")[2]
    assert answer
    assert answer.status == (404 if here.endswith("/nowhere/") else 200), here
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr"), here
    found = [f"{here} light 360: {one}" for one in barriers(page)]
    if page.evaluate(TOO_WIDE):
        found.append(f"{here} scrolls sideways at 360: {page.evaluate(WIDEST)}")
    if language not in WIDE_TOO:
        return found
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    found += [f"{here} dark 1280: {one}" for one in barriers(page)]
    if page.evaluate(TOO_WIDE):
        found.append(f"{here} scrolls sideways at 1280")
    return found
