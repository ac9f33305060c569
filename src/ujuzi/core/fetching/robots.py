"""robots.txt (RFC 9309): asked once per host and run; what is missing allows, what is broken forbids for now."""

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from ujuzi.core.fetching.problems import FetchError

MOST_BYTES = 500_000


class Robots:
    """`get` fetches an address without asking robots.txt; raises FetchError."""

    def __init__(self, agent: str, get: Callable[[str], bytes]) -> None:
        self.name = agent.split("/")[0]
        self.get = get
        self.known: dict[str, RobotFileParser] = {}

    def check(self, url: str) -> float:
        """Seconds between requests that the host asks for (0 when it does not). Raises FetchError("robots")."""
        rules = self._rules(url)
        if not rules.can_fetch(self.name, url):
            raise FetchError(
                "robots", f"robots.txt of {urlsplit(url).hostname} does not want us there", permanent=True
            )
        return float(rules.crawl_delay(self.name) or 0)

    def _rules(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        origin = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if origin not in self.known:
            rules = RobotFileParser()
            try:
                rules.parse(self.get(origin).decode("utf-8", "replace").lstrip("\ufeff").splitlines())
            except FetchError as error:
                if not (
                    error.code.startswith("http-4")
                    or error.code in {"too-large", "too-many-redirects", "redirect-loop"}
                ):
                    raise
                rules.parse([])
            self.known[origin] = rules
        return self.known[origin]
