"""How soon a learner can read, over 400 kbit/s with 400 ms delay: `python -m bench.reading`.

Headless Chromium with an empty cache and the CPU slowed down four times, as an old phone's; the hub is served by `ujuzi serve` on this
machine. Prints, for the first page of a course and a lesson in three languages: time to the first text, and bytes that came.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.serving import PORT, _wait

COURSE, LESSON = "ai-foundations", "rules-or-examples"
BITS, DELAY, SLOWER, TIMES = 400_000, 400, 4, 5
CHROMIUM = os.environ.get("UJUZI_CHROMIUM", "/usr/bin/chromium")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        origin = f"http://127.0.0.1:{PORT}"
        mine = {"UJUZI_DATA": folder, "UJUZI_ORIGIN": origin, "UJUZI_LOG_LEVEL": "warning"}
        tool = [sys.executable, "-m", "ujuzi"]
        environment = os.environ | mine
        subprocess.run([*tool, "manage", "migrate", "-v", "0"], env=environment, check=True)  # noqa: S603
        subprocess.run([*tool, "course", "starter"], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        server = subprocess.Popen(  # noqa: S603
            [*tool, "serve", "--prepare", "--bind", f"127.0.0.1:{PORT}"],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait(f"{origin}/readyz")
            with sync_playwright() as started:
                browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                for language in ("en", "ar", "sw"):
                    for what, path in (
                        ("course", f"learn/{COURSE}/"),
                        ("lesson", f"learn/{COURSE}/{LESSON}/"),
                    ):
                        _measure(browser, f"{origin}/{language}/{path}", f"{what} ({language})")
                browser.close()
        finally:
            server.terminate()
            server.wait()


def _measure(browser: Browser, address: str, what: str) -> None:
    found = [_once(browser, address) for _ in range(TIMES)]
    times, sizes = [one[0] for one in found], [one[1] for one in found]
    print(
        f"{what}: first text after {statistics.median(times):.2f} s (longest {max(times):.2f} s), {statistics.median(sizes) / 1000:.1f} kB in all"
    )


def _once(browser: Browser, address: str) -> tuple[float, int]:
    context = browser.new_context(viewport={"width": 360, "height": 640}, bypass_csp=True)
    page = context.new_page()
    link: Any = context.new_cdp_session(page)
    link.send("Network.enable")
    link.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": DELAY, "downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8},
    )
    link.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    came = [0]
    link.on(
        "Network.loadingFinished", lambda told: came.__setitem__(0, came[0] + int(told["encodedDataLength"]))
    )
    page.goto(address, wait_until="load")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    seconds = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
    context.close()
    return float(seconds), came[0]


if __name__ == "__main__":
    main()
