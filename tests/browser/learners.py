"""A learner in a browser: opens an account, reads, answers. By addresses and field names, so in any language."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from ujuzi.courses import hosting
from ujuzi.courses.operations import starter
from ujuzi.courses.text import faults, files
from ujuzi.courses.text.shapes import Item, ItemType

COURSE = "ai-foundations"
PASSPHRASE = "kahawa mbili asubuhi na mapema"


def items(language: str, course: str = COURSE) -> dict[str, Item]:
    """All questions of the course by name."""
    found = faults.Faults()
    read = hosting.read(files.Folder(Path(starter.PLACE / course), found), found)
    assert read is not None
    return {
        item.name: item
        for unit in read.units
        for item in (unit.texts.get(language) or unit.texts[read.source_language]).items
    }


def open_account(page: Page, name: str) -> None:
    """From the page of signing in to where the learner wanted to go."""
    page.click("main a[href*='/account/signup/']")
    page.fill("[name=username]", name)
    for field in page.locator("main input[type=password]").all():
        field.fill(PASSPHRASE)
    for tick in page.locator("main input[type=checkbox][required]").all():
        tick.check()
    page.locator("main form").filter(has=page.locator("[name=username]")).locator("button").first.click()


def answer(page: Page, known: dict[str, Item], *, right: bool) -> None:
    """Every question on the page, all rightly or all wrongly."""
    for row in page.locator(".questions > li").all():
        name = str(row.get_attribute("id")).removeprefix("q.")
        _answer(row, known[name], right=right)


def _answer(row: Any, item: Item, *, right: bool) -> None:
    _FILL[item.type](row, item, right)


def _options(row: Any, item: Item, right: bool) -> None:
    places = [place for place, option in enumerate(item.options) if option.right == right]
    for place in places[:1] if item.type == ItemType.SINGLE else places:
        row.locator(f"[name='q.{item.name}'][value='{place}']").check()


def _truth(row: Any, item: Item, right: bool) -> None:
    row.locator(f"[name='q.{item.name}'][value='{int(item.truth == right)}']").check()


def _words(row: Any, item: Item, right: bool) -> None:
    said = item.low if item.type == ItemType.NUMBER else "".join(item.accepted[:1])
    row.locator(f"[name='q.{item.name}']").fill(said if right else "-987")


def _steps(row: Any, item: Item, right: bool) -> None:
    many = len(item.steps)
    for place in range(many):
        number = place + 1 if right else many - place
        row.locator(f"[name='q.{item.name}.{place}']").select_option(str(number))


def _pairs(row: Any, item: Item, right: bool) -> None:
    sides = [*(side for _left, side in item.pairs), *item.extras]
    for place, (_left, side) in enumerate(item.pairs):
        wrong = next(number for number, other in enumerate(sides) if other != side)
        row.locator(f"[name='q.{item.name}.{place}']").select_option(str(place if right else wrong))


def _gaps(row: Any, item: Item, right: bool) -> None:
    for number, words in enumerate(item.gaps):
        row.locator(f"[name='q.{item.name}']").nth(number).fill(words[0] if right else "zzz")


_FILL = {
    ItemType.SINGLE: _options,
    ItemType.MULTIPLE: _options,
    ItemType.TRUE_FALSE: _truth,
    ItemType.NUMBER: _words,
    ItemType.TEXT: _words,
    ItemType.ORDERING: _steps,
    ItemType.MATCHING: _pairs,
    ItemType.GAP: _gaps,
}
