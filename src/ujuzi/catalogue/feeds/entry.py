"""What a feed format hands to the harvest: entries as the source says them, a page at a time.

A format reads and does not judge: values stay as the source wrote them (only unpacked to text, never normalised).
`catalogue.normalise` turns an `Entry` into the fields of an edition and remembers the raw value beside each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One place and time where the entry can be taken. Texts as the source writes them."""

    url: str = ""
    starts: str = ""
    ends: str = ""
    enrol_until: str = ""
    mode: str = ""  # "self-paced", "instructor-led", "Präsenz", schema.org courseMode ...
    price: str = ""  # amount as text; "" unknown, "0" free
    currency: str = ""
    certificate_price: str = ""
    location: str = ""
    instructors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of a feed. `identifier` with `language_key` is unique within the feed.

    `group` is an identifier that the source shares between language versions of one work ("" when it has none).
    Lists hold the source's own labels or URIs. `raw` is the record as received, for provenance and quarantine.
    """

    identifier: str
    title: str = ""
    url: str = ""
    description: str = ""  # text or HTML, not cleaned yet
    languages: tuple[str, ...] = ()  # "English", "en_US", "deu", "sw" ...
    kind: str = ""  # "Course", "learningPath", "VideoObject" ...
    subjects: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    duration: str = ""  # "PT90M", "90 Minuten", "Approx. 6 hours"; a bare number means minutes
    effort: str = ""  # "3 hours a week"
    licence: str = ""
    free: bool | None = None
    certificate: bool | None = None
    certificate_free: bool | None = None
    account_needed: bool | None = None
    offline: bool | None = None
    size_bytes: int | None = None
    publisher: str = ""
    creators: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    access_modes: tuple[str, ...] = ()  # schema.org accessMode
    access_features: tuple[str, ...] = ()  # schema.org accessibilityFeature
    access_hazards: tuple[str, ...] = ()
    access_summary: str = ""
    countries: tuple[str, ...] = ()  # where it is offered or about; ISO 3166-1 or names
    excluded_countries: tuple[str, ...] = ()
    group: str = ""
    offers: tuple[Offer, ...] = ()
    deleted: bool = False
    raw: bytes = b""
    raw_type: str = "application/json"

    @property
    def language_key(self) -> str:
        """What tells language versions under one identifier apart."""
        return ",".join(self.languages)


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not be understood: it goes to quarantine with its reason, never silently away.

    `code` is a stable word ("no-title", "bad-json", "no-identifier" ...), `detail` says where and what.
    """

    code: str
    detail: str
    identifier: str = ""
    raw: bytes = b""
    raw_type: str = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A step of a reading: what came in, and how to go on after it (also after a kill).

    `checkpoint` is JSON-able and, handed back in `Source.checkpoint`, makes `read` go on with the page after this one;
    None on the last page. `state` (only read from the last page) is what the next harvest gets as `Source.state`:
    ETag, Last-Modified, OAI datestamp. `complete` on the last page says that the whole feed was read, so that a record
    not seen has vanished; False for incremental readings. `unchanged` says that the source answered "not modified".
    """

    entries: Sequence[Entry] = ()
    rejects: Sequence[Reject] = ()
    checkpoint: Mapping[str, Any] | None = None
    state: Mapping[str, Any] = field(default_factory=dict)
    complete: bool = True
    unchanged: bool = False
    total: int | None = None
    notes: Sequence[str] = ()  # tolerated breakages worth telling the partner ("empty resumptionToken")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a format is asked to read. `options` are the feed's own settings (set, locales, column mapping ...)."""

    url: str
    now: datetime
    options: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    checkpoint: Mapping[str, Any] | None = None


class FeedError(Exception):
    """The feed as a whole cannot be read. `permanent` says that trying again will not help."""

    def __init__(self, code: str, detail: str, *, permanent: bool) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail, self.permanent = code, detail, permanent


class Response(Protocol):
    """An answer that has been received whole, within the bounds; big bodies lie in a temporary file."""

    url: str  # after redirects
    status: int  # 200 or 304; other statuses raise core.fetching.FetchError
    headers: Mapping[str, str]  # case-insensitive
    content_type: str  # media type without parameters, lower case
    charset: str  # from Content-Type, "" when not said

    @property
    def content(self) -> bytes: ...
    def open(self) -> Any: ...  # a binary file object, for streaming parsers


class Fetch(Protocol):
    """Gets one URL politely and safely (`core.fetching`); tests hand in one that reads files."""

    def __call__(
        self,
        url: str,
        *,
        accept: str = "",
        etag: str = "",
        last_modified: str = "",
        max_bytes: int | None = None,
    ) -> Response: ...


class Format(Protocol):
    """A feed format: a module `catalogue/feeds/<name>.py` with these names and one line in `registry.FORMATS`."""

    LABEL: str

    def looks_like(self, content: bytes, content_type: str, url: str) -> float: ...  # 0 no ... 1 certain
    def read(self, source: Source, fetch: Fetch) -> Iterator[Page]: ...
