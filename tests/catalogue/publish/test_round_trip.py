"""What we publish our own readers read back: per format the fields that come back equal. Fields not named there are those
that the format has no word for.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from ujuzi.catalogue import normalise
from ujuzi.catalogue.feeds import registry
from ujuzi.catalogue.feeds.entry import Entry, Source
from ujuzi.catalogue.models import Edition

pytestmark = pytest.mark.django_db
HUB = "http://127.0.0.1:8000"
CORE = ["title", "description", "language", "url", "kind"]
TRIPS: dict[str, tuple[str, str, list[str]]] = {
    "oai_dc": ("oaipmh", "/oai", [*CORE[:1], "language", "url", "kind", "licence", "published_on"]),
    "lom": (
        "oaipmh",
        "/oai",
        ["title", "language", "url", "kind", "level", "duration_minutes", "cost", "size_bytes"],
    ),
    "moochub": (
        "moochub",
        "/moochub/v3/courses",
        [
            "title",
            "description",
            "language",
            "url",
            "cost",
            "duration_minutes",
            "licence",
            "access_modes",
            "modality",
        ],
    ),
    "csv": (
        "sheet",
        "/export/catalogue.csv",
        [
            "title",
            "language",
            "url",
            "kind",
            "level",
            "duration_minutes",
            "licence",
            "creators",
            "countries",
            "access_features",
        ],
    ),
}


class Answer:
    def __init__(self, url: str, response: Any) -> None:
        self.url, self.status, self.headers = url, 200, dict(response.items())
        self.body = b"".join(response.streaming_content) if response.streaming else response.content
        self.content_type, self.charset = response["Content-Type"].split(";")[0], "utf-8"

    @property
    def content(self) -> bytes:
        return self.body

    def open(self) -> BytesIO:
        return BytesIO(self.body)


def read_back(name: str, client: Client) -> Iterator[Entry]:
    format_, path, _fields = TRIPS[name]

    def fetch(url: str, **_options: Any) -> Answer:
        return Answer(url, client.get(url.removeprefix(HUB)))

    options = {"metadata_prefix": name} if format_ == "oaipmh" else {}
    source = Source(url=HUB + path, now=datetime(2026, 11, 23, tzinfo=UTC), options=options)
    for page in registry.FORMATS[format_].read(source, fetch):
        assert not page.rejects
        yield from page.entries


@pytest.mark.parametrize("name", TRIPS)
def test_what_is_published_is_read_back(name: str, client: Client, rich: Edition) -> None:
    Edition.objects.filter(pk=rich.pk).update(
        url="https://chuo.example/kozi/1?a=1", keywords=["akili bandia"]
    )
    drafts = {
        draft.fields["title"]: draft
        for draft in map(normalise.draft, read_back(name, client))
        if isinstance(draft, normalise.Draft)
    }
    assert len(drafts) == 2
    edition = Edition.objects.get(pk=rich.pk)
    came = drafts[edition.title].fields
    lost = {
        field: (getattr(edition, field), came[field])
        for field in TRIPS[name][2]
        if came[field] != getattr(edition, field)
    }
    assert not lost
