"""A `Fetch` that answers from a dict, and readers that collect what a format gives."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ujuzi.catalogue.feeds.entry import Entry, Page, Reject, Source

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class FetchError(Exception):
    """As the network's errors are: they say whether trying again helps."""

    def __init__(self, code: str, detail: str, *, permanent: bool) -> None:
        super().__init__(f"{code}: {detail}")
        self.permanent = permanent


class Headers(dict[str, str]):
    """Names without case."""

    def get(self, name: str, default: Any = None) -> Any:
        return next((value for key, value in self.items() if key.lower() == name.lower()), default)


@dataclass
class Answer:
    content: bytes
    content_type: str = "application/xml"
    charset: str = ""
    url: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=Headers)

    def open(self) -> Any:
        return io.BytesIO(self.content)


Answers = Mapping[str, "bytes | Answer | Exception"]


class Files:
    """Answers by address; `asked` remembers what was asked for. An `Exception` as answer is raised."""

    def __init__(self, answers: Answers | Callable[[str], "bytes | Answer | Exception"]) -> None:
        self._answers = answers
        self.asked: list[str] = []
        self.conditions: list[tuple[str, str]] = []

    def __call__(
        self,
        url: str,
        *,
        accept: str = "",
        etag: str = "",
        last_modified: str = "",
        max_bytes: int | None = None,
    ) -> Any:
        self.asked.append(url)
        self.conditions.append((etag, last_modified))
        found = self._answers(url) if callable(self._answers) else self._answers.get(url, gone())
        if isinstance(found, Exception):
            raise found
        answer = found if isinstance(found, Answer) else Answer(found, _kind(url))
        answer.url = answer.url or url
        return answer


def gone() -> FetchError:
    return FetchError("http-404", "not found", permanent=True)


def down() -> FetchError:
    return FetchError("http-503", "unavailable", permanent=False)


def _kind(url: str) -> str:
    endings = {
        ".html": "text/html",
        ".json": "application/json",
        ".txt": "text/plain",
        ".gz": "application/gzip",
    }
    return next(
        (kind for ending, kind in endings.items() if urlsplit(url).path.endswith(ending)), "application/xml"
    )


def arguments(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


@dataclass
class Read:
    """A reading from beginning to end."""

    pages: list[Page]

    @property
    def entries(self) -> list[Entry]:
        return [entry for page in self.pages for entry in page.entries]

    @property
    def rejects(self) -> list[Reject]:
        return [reject for page in self.pages for reject in page.rejects]

    @property
    def notes(self) -> str:
        return "\n".join(note for page in self.pages for note in page.notes)

    @property
    def last(self) -> Page:
        return self.pages[-1]


def source(url: str, **options: Any) -> Source:
    return Source(url=url, now=NOW, options=options)


def read(module: ModuleType, answers: Any, given: Source) -> Read:
    fetch = answers if isinstance(answers, Files) else Files(answers)
    return Read(list(module.read(given, fetch)))


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()
