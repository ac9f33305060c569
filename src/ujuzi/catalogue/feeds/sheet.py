"""CSV, XLSX and ODS sheets with a mapping of columns, and the preview that the partner makes the mapping by."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ujuzi.catalogue.feeds.entry import Entry, FeedError, Fetch, Offer, Page, Reject, Response, Source
from ujuzi.standards import sheets

LABEL = gettext_lazy("Sheet (CSV, XLSX or ODS)")
BATCH = 500
MAX_BYTES = 50 * 2**20
ACCEPT = (
    "text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,"
    " application/vnd.oasis.opendocument.spreadsheet, text/tab-separated-values, text/plain;q=0.5, */*;q=0.1"
)
_TYPES = {
    "text/csv",
    "application/csv",
    "text/tab-separated-values",
    *(word.strip() for word in ACCEPT.split(",")[1:3]),
}

suggest_mapping = sheets.suggest_mapping


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` as a spreadsheet counts; 0 for the sheet as a whole. `message` is for people."""

    row: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a mapping makes of the first rows."""

    header: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    problems: Sequence[Problem] = ()
    notes: Sequence[str] = ()


def looks_like(content: bytes, content_type: str, url: str) -> float:
    """A workbook, or text that a delimiter cuts into columns with headers we know."""
    path = url.lower().partition("?")[0]
    if sheets.is_workbook(content):
        inner = content[:4000]
        known = b"xl/" in inner or b"[Content_Types].xml" in inner or b"opendocument.spreadsheet" in inner
        return 0.97 if known or content_type in _TYPES else 0.7 if path.endswith((".xlsx", ".ods")) else 0.1
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in {b"<", b"{", b"[", b"%", b""}:
        return 0.0
    try:
        # Cut where a line ends: half a row or half a letter would mislead.
        head = content[:50_000]
        found = sheets.table(sheets.read(head[: head.rfind(b"\n") + 1] if len(content) > len(head) else head))
    except sheets.SheetError:
        return 0.0
    mapping = suggest_mapping(found.header)
    said = content_type in _TYPES or path.endswith((".csv", ".tsv"))
    if len(found.header) < 2:
        return 0.3 if said else 0.0
    return min(0.95, 0.3 * said + (0.4 if "title" in mapping else 0.1) + 0.05 * len(mapping))


def suggest_options(content: bytes, url: str) -> dict[str, Any]:
    """The mapping to begin with."""
    found = preview(content, rows=0)
    return {"columns": dict(found.mapping)} if found.mapping else {}


def read(source: Source, fetch: Fetch) -> Iterator[Page]:
    state = source.state if source.state.get("options") == _options_print(source.options) else {}
    response = fetch(
        source.url,
        accept=ACCEPT,
        etag=str(state.get("etag", "")) if not source.checkpoint else "",
        last_modified=str(state.get("last_modified", "")) if not source.checkpoint else "",
        max_bytes=MAX_BYTES,
    )
    printed = hashlib.sha256(response.content).hexdigest()[:16] if response.status != 304 else ""
    if response.status == 304 or (printed == state.get("print") and not source.checkpoint):
        yield Page(unchanged=True, complete=False, state=source.state)
        return
    try:
        yield from _pages(source, response, printed)
    except sheets.SheetError as error:
        raise FeedError(error.code, error.detail, permanent=True) from error


def preview(
    content: bytes,
    content_type: str = "",
    mapping: Mapping[str, str] | None = None,
    rows: int = 10,
    *,
    options: Mapping[str, Any] | None = None,
) -> Preview:
    """The header, the mapping (the one given or a guess), and the first `rows` rows as entries or problems."""
    options = {**(options or {}), "columns": dict(mapping or {})}
    try:
        found, mapping = _table(content, "", options)
        problems = _mapping_problems(mapping, found.header)
        entries: list[Entry] = []
        for _number, row in zip(range(rows), found.rows, strict=False):
            try:
                entries.append(entry(sheets.parse(row, mapping), row))
            except sheets.RowError as error:
                problems.append(Problem(row.number, error.code, _("This row has no title.")))
    except (sheets.SheetError, FeedError) as error:
        message = _("The sheet cannot be read: %(reason)s") % {"reason": error.detail}
        return Preview(problems=[Problem(0, error.code, message)])
    return Preview(found.header, mapping, entries, problems, found.notes)


def entry(course: sheets.Course, row: sheets.Row) -> Entry:
    texts = course.texts
    plain: dict[str, Any] = {name: texts.get(name, "") for name in _PLAIN}
    offer = Offer(
        url=texts.get("url", ""),
        starts=texts.get("starts", ""),
        ends=texts.get("ends", ""),
        enrol_until=texts.get("enrol_until", ""),
        mode=texts.get("mode", ""),
        price=course.price or ("0" if course.free else ""),
        currency=course.currency,
        certificate_price=course.certificate_price,
        location=texts.get("location", ""),
    )
    return Entry(
        identifier=course.identifier,
        title=course.title,
        **plain | dict(course.lists),
        free=course.free,
        certificate=course.certificate,
        certificate_free=float(course.certificate_price) == 0 if course.certificate_price else None,
        account_needed=course.account_needed,
        offline=course.offline,
        size_bytes=course.size_bytes,
        offers=(offer,) if offer != Offer(url=offer.url) else (),
        raw=json.dumps(row.cells, ensure_ascii=False).encode("utf-8", "replace"),
    )


_PLAIN = (
    "url",
    "description",
    "kind",
    "duration",
    "effort",
    "licence",
    "publisher",
    "published",
    "modified",
    "group",
)


def _table(content: bytes, charset: str, options: Mapping[str, Any]) -> tuple[sheets.Table, dict[str, str]]:
    grid = sheets.read(
        content,
        charset=str(options.get("encoding") or charset),
        delimiter=str(options.get("delimiter") or "")[:1],
        sheet=str(options.get("sheet") or ""),
    )
    columns = options.get("columns")
    given = (
        {str(name): str(column) for name, column in columns.items() if column}
        if isinstance(columns, Mapping)
        else {}
    )
    found = sheets.table(grid, given.values())
    return found, given or suggest_mapping(found.header)


def _mapping_problems(mapping: Mapping[str, str], header: Sequence[str]) -> list[Problem]:
    found = []
    if "title" not in mapping:
        found.append(Problem(0, "no-title-column", _("Say which column holds the title.")))
    for name, column in mapping.items():
        if name not in sheets.FIELDS:
            found.append(
                Problem(0, "unknown-field", _("There is no field called %(name)s.") % {"name": name})
            )
        if column not in header:
            message = _("The sheet has no column called %(column)s.") % {"column": column}
            found.append(Problem(0, "no-column", message))
    return found


def _pages(source: Source, response: Response, printed: str) -> Iterator[Page]:
    checkpoint = source.checkpoint or {}
    after = int(checkpoint.get("row") or 0) if checkpoint.get("print") == printed else 0
    found, mapping = _table(response.content, response.charset, source.options)
    if mapping.get("title") not in found.header:
        columns = ", ".join(found.header[:30])
        raise FeedError(
            "no-title-column", f"no column is known to hold the title; there are: {columns}", permanent=True
        )
    seen, entries, rejects, last = _Seen(), list[Entry](), list[Reject](), 0
    for row in found.rows:
        if len(entries) + len(rejects) >= BATCH:
            yield Page(entries=entries, rejects=rejects, checkpoint={"row": last, "print": printed})
            entries, rejects = [], []
        last = row.number
        made = _made(row, mapping, seen)
        if row.number > after and made:
            (entries if isinstance(made, Entry) else rejects).append(made)  # type: ignore[arg-type]
    found.notes.extend(seen.notes())
    found.notes.extend(
        f"the sheet has no column called {name}" for name in mapping.values() if name not in found.header
    )
    state = {"options": _options_print(source.options), "print": printed}
    headers = {
        "etag": response.headers.get("ETag", ""),
        "last_modified": response.headers.get("Last-Modified", ""),
    }
    state |= {name: value for name, value in headers.items() if value}
    yield Page(entries=entries, rejects=rejects, state=state, notes=found.notes)


def _made(row: sheets.Row, mapping: Mapping[str, str], seen: "_Seen") -> Entry | Reject | None:
    try:
        made = entry(sheets.parse(row, mapping), row)
    except sheets.RowError as error:
        raw = json.dumps(row.cells, ensure_ascii=False).encode("utf-8", "replace")
        return Reject(error.code, f"row {error.number}: {error.detail}", raw=raw)
    return seen.first(made, row)


@dataclass(slots=True)
class _Seen:
    """Which rows were there already: exact repeats are dropped, an address used for two courses gets a suffix."""

    rows: set[bytes] = field(default_factory=set)
    keys: set[tuple[str, str]] = field(default_factory=set)
    repeats: int = 0
    shared: int = 0

    def first(self, made: Entry, row: sheets.Row) -> Entry | None:
        digest = hashlib.blake2b(made.raw, digest_size=8).digest()
        if digest in self.rows:
            self.repeats += 1
            return None
        self.rows.add(digest)
        key = (made.identifier, made.language_key)
        if key in self.keys:
            self.shared += 1
            suffix = hashlib.sha256(made.raw).hexdigest()[:8]
            made = replace(made, identifier=f"{made.identifier}#{suffix}")
        self.keys.add((made.identifier, made.language_key))
        return made

    def notes(self) -> list[str]:
        found = []
        if self.repeats:
            found.append(f"{self.repeats} exact repeats of rows were left out")
        if self.shared:
            found.append(f"{self.shared} rows share an identifier or address with another row")
        return found


def _options_print(options: Mapping[str, Any]) -> str:
    """A changed mapping makes an unchanged sheet new."""
    return hashlib.sha256(json.dumps(options, sort_keys=True, default=str).encode()).hexdigest()[:16]
