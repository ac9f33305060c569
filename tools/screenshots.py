"""docs/screenshots by a real browser, of a hub with the sample coalition: `make screenshots`."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright import sync_api

PLACE = Path(__file__).resolve().parents[1] / "docs/screenshots"
PORT = 8124
SHOTS = [
    ("home-en-1280", "/en/", 1280, "light"),
    ("home-ar-360", "/ar/", 360, "light"),
    ("home-sw-360", "/sw/", 360, "light"),
    ("find-sw-360", "/sw/find/?q=akili+bandia&access=captions&cost=free", 360, "light"),
    ("find-en-1280", "/en/find/?q=machine+learning", 1280, "light"),
    ("find-ar-1280", "/ar/find/?q=%D8%AA%D8%B9%D9%84%D9%85+%D8%A7%D9%84%D8%A2%D9%84%D8%A9", 1280, "dark"),
    ("find-zh-360", "/zh-hans/find/?q=%E6%9C%BA%E5%99%A8%E5%AD%A6%E4%B9%A0", 360, "dark"),
    ("partners-fr-1280", "/fr/partner/", 1280, "light"),
    ("learn-en-360", "/en/learn/", 360, "light"),
    ("course-sw-360", "/sw/learn/ai-foundations/", 360, "light"),
    ("lesson-en-1280", "/en/learn/ai-foundations/what-it-learns-from/", 1280, "light"),
    ("lesson-zh-360", "/zh-hans/learn/ai-foundations/what-it-learns-from/", 360, "dark"),
    ("verify-sw-360", "/sw/verify/", 360, "light"),
    ("subjects-es-360", "/es/subject/", 360, "light"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


def main() -> None:
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"UJUZI_DATA": folder, "UJUZI_STAFF_MFA": "no"}
        command = [
            sys.executable,
            "-m",
            "ujuzi",
            "serve",
            "--prepare",
            "--sample",
            "--bind",
            f"127.0.0.1:{PORT}",
        ]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)  # noqa: S603
        try:
            _wait()
            with sync_api.sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
                for name, path, width, scheme in SHOTS:
                    _shoot(browser, name, path, width, scheme)
                _shoot_resource(browser)
                for desk in DESKS:
                    _shoot_desk(browser, *desk)
                browser.close()
        finally:
            server.terminate()
            server.wait()


def _wait() -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=2).read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the hub did not come up")


def _page(browser: sync_api.Browser, width: int, scheme: str) -> sync_api.Page:
    height = 640 if width < 600 else 900
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=1,
    )
    return context.new_page()


def _shoot(browser: sync_api.Browser, name: str, path: str, width: int, scheme: str) -> None:
    page = _page(browser, width, scheme)
    page.goto(f"http://127.0.0.1:{PORT}{path}")
    page.screenshot(path=PLACE / f"{name}.png")
    page.context.close()
    print(f"docs/screenshots/{name}.png")


def _shoot_resource(browser: sync_api.Browser) -> None:
    page = _page(browser, 360, "light")
    page.goto(f"http://127.0.0.1:{PORT}/sw/find/?q=akili+bandia&access=captions")
    page.locator(".results h3 a").first.click()
    page.screenshot(path=PLACE / "resource-sw-360.png", full_page=True)
    page.context.close()


DESKS = [
    ("review-en-1280", "chen", "/en/review/", 1280, "light"),
    ("review-ar-360", "chen", "/ar/review/", 360, "dark"),
    ("desk-fr-1280", "baraka", "/fr/desk/", 1280, "light"),
    ("desk-sw-360", "baraka", "/sw/desk/", 360, "light"),
]


def _shoot_desk(browser: sync_api.Browser, name: str, who: str, path: str, width: int, scheme: str) -> None:
    page = _page(browser, width, scheme)
    page.goto(f"http://127.0.0.1:{PORT}/en/account/login/?next={path}")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", "jifunze pole pole")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/account/" not in url)
    page.screenshot(path=PLACE / f"{name}.png")
    page.context.close()
    print(f"docs/screenshots/{name}.png")


if __name__ == "__main__":
    main()
