"""The Microsoft Learn Catalog API: one request for each language, records that fell back to English left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.feeds import jsonpages
from ujuzi.catalogue.feeds.entry import Entry, FeedError, Fetch, Offer, Page, Reject, Response, Source
from ujuzi.standards import jsonstream, mslearn

LABEL = _("Microsoft Learn Catalog API")
ENGLISH = "en-us"
FREE_KINDS = {"module", "learningPath"}  # Learn's own training; exams, certifications and courses may cost
AWARDING_KINDS = {"appliedSkill", "certification", "mergedCertification"}
FULL_EVERY_DAYS = 7
# The API filters by day or time of its own clock: a day of overlap costs little.
OVERLAP = timedelta(days=1)


def looks_like(content: bytes, content_type: str, url: str) -> float:
    """By the lists and the names of durations and uids."""
    head = content[:60_000]
    if not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return 0.0
    lists = sum(f'"{name}"'.encode() in head for name in (*mslearn.KINDS, *mslearn.TAXONOMIES))
    marks = sum(
        mark in head for mark in (b'"duration_in_minutes"', b'"uid"', b'"last_modified"', b'"icon_url"')
    )
    if not lists or b'"uid"' not in head:
        return 0.0
    return min(0.98, 0.2 + 0.1 * lists + 0.15 * marks + 0.1 * ("/api/catalog" in url))


def suggest_options(content: bytes, url: str) -> dict[str, Any]:
    """English; further languages are for the partner to choose."""
    return {"locales": [ENGLISH]}


def read(source: Source, fetch: Fetch) -> Iterator[Page]:
    yield from _Reading(source, fetch).pages()


def entry(item: mslearn.Item, labels: mslearn.Labels, locale: str, raw: bytes, publisher: str = "") -> Entry:
    locale = item.locale or locale
    free = True if item.kind in FREE_KINDS else None
    url = mslearn.page_url(item.url, locale)
    return Entry(
        identifier=item.uid,
        title=item.title,
        url=url,
        description=item.summary,
        languages=(locale,),
        kind=item.kind,
        subjects=labels.of("subjects", item.subjects),
        keywords=labels.of("products", item.products) + item.skills,
        levels=labels.of("levels", item.levels),
        audiences=labels.of("roles", item.roles),
        duration=item.minutes or (f"{item.hours} hours" if item.hours else ""),
        free=free,
        certificate=True if item.kind in AWARDING_KINDS else None,
        publisher=publisher,
        modified=item.modified,
        group=item.uid,
        offers=(Offer(url=url, price="0", mode="self-paced"),) if free else (),
        raw=raw,
    )


@dataclass(slots=True)
class _Reading:
    """One harvest. `english` holds the digests of the en-us records once they are known."""

    source: Source
    fetch: Fetch
    english: dict[str, bytes] | None = None
    locales: list[str] = field(init=False)
    types: list[str] = field(init=False)
    since: str = field(init=False)
    began: str = field(init=False)

    def __post_init__(self) -> None:
        options, checkpoint = self.source.options, self.source.checkpoint or {}
        found = [word.lower().replace("_", "-") for word in _words(options.get("locales")) or [ENGLISH]]
        self.locales = sorted(dict.fromkeys(found), key=lambda locale: locale != ENGLISH)
        self.types = [word for word in _words(options.get("types")) if word in mslearn.KINDS] or list(
            mslearn.KINDS
        )
        self.began = str(checkpoint.get("began") or self.source.now.isoformat())
        self.since = str(checkpoint["since"]) if "since" in checkpoint else self.due_since()

    def due_since(self) -> str:
        """From when on an incremental reading asks; "" when everything is to be read, so that vanished records show."""
        state = self.source.state
        if self.source.options.get("incremental", True) is False:
            return ""
        try:
            read_at = datetime.fromisoformat(str(state["read_at"]))
            full_at = datetime.fromisoformat(str(state["full_at"]))
            days = timedelta(days=float(self.source.options.get("full_every_days", FULL_EVERY_DAYS)))
            return "" if self.source.now - full_at >= days else f"{read_at - OVERLAP:%Y-%m-%d}"
        except (KeyError, TypeError, ValueError, OverflowError):
            return ""

    def pages(self) -> Iterator[Page]:
        checkpoint = self.source.checkpoint or {}
        number, skip = int(checkpoint.get("locale") or 0), int(checkpoint.get("skip") or 0)
        for index in range(number, len(self.locales)):
            response = self.answer(self.locales[index], [*self.types, *mslearn.TAXONOMIES], self.since)
            printed = jsonpages.fingerprint(response)
            if skip and checkpoint.get("print") != printed:
                skip = 0
            yield from self.locale(index, response, skip, printed)
            skip = 0

    def answer(self, locale: str, types: Sequence[str], since: str = "") -> Response:
        url = mslearn.request_url(self.source.url, locale, types, since)
        return self.fetch(url, accept="application/json", max_bytes=jsonpages.MAX_BYTES)

    def locale(self, index: int, response: Response, skip: int, printed: str) -> Iterator[Page]:
        locale = self.locales[index]
        labels = self.surveyed(locale, response)
        english = self.known_english(locale)

        def take(record: jsonstream.Record, batch: jsonpages.Batch) -> None:
            self.take(record, batch, locale, labels, english)

        held = None
        for batch in jsonpages.Answer(_NAMES, take).batches(response, skip):
            if held:
                yield held.page(checkpoint=self.checkpoint(index, held.seen, printed))
            held = batch
        last = index + 1 == len(self.locales)
        yield (held or jsonpages.Batch()).page(
            checkpoint=None if last else self.checkpoint(index + 1),
            state=self.state() if last else {},
            complete=not self.since,
        )

    def surveyed(self, locale: str, response: Response) -> mslearn.Labels:
        """A first pass over the answer: the taxonomies come last in it, but are needed from the first record on."""
        labels, digests = mslearn.Labels(), {}
        members: dict[str, Any] = {}
        found = jsonstream.records(response.open(), _NAMES)
        while (item := jsonpages.following(found)) is not None:
            if isinstance(item, jsonstream.Member):
                members[item.name] = item.value
            elif isinstance(item, jsonstream.Record) and isinstance(item.value, dict):
                if item.name in mslearn.TAXONOMIES:
                    labels.learn(item.name, item.value)
                elif locale == ENGLISH and (parsed := _parsed(item)):
                    digests[parsed.uid] = mslearn.digest(parsed)
        if all(members.get(name) is None for name in mslearn.KINDS) and not self.since:
            raise FeedError("no-records", "no list of the Catalog API in the answer", permanent=True)
        if locale == ENGLISH and not self.since:
            self.english = digests
        if self.since and not labels.names:
            self.learn_apart(locale, labels)
        return labels

    def learn_apart(self, locale: str, labels: mslearn.Labels) -> None:
        """An answer filtered by date may come without taxonomies, which have none."""
        response = self.answer(locale, mslearn.TAXONOMIES)
        found = jsonstream.records(response.open(), mslearn.TAXONOMIES)
        while (item := jsonpages.following(found)) is not None:
            if isinstance(item, jsonstream.Record) and isinstance(item.value, dict):
                labels.learn(item.name, item.value)

    def known_english(self, locale: str) -> dict[str, bytes]:
        """The en-us records to compare with; asked for once, unless they were read as a language of their own."""
        if locale.startswith("en"):
            return {}
        if self.english is None:
            since, self.since = self.since, ""
            self.surveyed(ENGLISH, self.answer(ENGLISH, self.types))
            self.since = since
        return self.english or {}

    def take(
        self,
        record: jsonstream.Record,
        batch: jsonpages.Batch,
        locale: str,
        labels: mslearn.Labels,
        english: dict[str, bytes],
    ) -> None:
        if record.name not in self.types:
            return
        try:
            item = mslearn.parse(record.name, record.value)
        except mslearn.CatalogError as error:
            batch.rejects.append(
                Reject(error.code, f"{error.path}: {error.detail}", error.identifier, record.raw)
            )
            return
        if mslearn.fell_back(item, locale, english):
            batch.note(f"left out for {locale}: the answer is in English instead")
            return
        publisher = str(self.source.options.get("publisher", ""))
        batch.entries.append(entry(item, labels, locale, record.raw, publisher))

    def checkpoint(self, index: int, skip: int = 0, printed: str = "") -> dict[str, Any]:
        return {"locale": index, "skip": skip, "print": printed, "since": self.since, "began": self.began}

    def state(self) -> dict[str, str]:
        """`read_at`: when this reading began; `full_at`: when the last one began that read everything."""
        full = str(self.source.state.get("full_at", "")) if self.since else self.began
        return {"read_at": self.began, "full_at": full}


# Units are listed here so that they are walked one by one and dropped, not held as one huge member.
_NAMES = (*mslearn.KINDS, *mslearn.TAXONOMIES, "units")


def _parsed(record: jsonstream.Record) -> mslearn.Item | None:
    try:
        return mslearn.parse(record.name, record.value) if record.name in mslearn.KINDS else None
    except mslearn.CatalogError:
        return None


def _words(value: Any) -> list[str]:
    """A list, or a text with commas or spaces."""
    found = (
        value.replace(",", " ").split()
        if isinstance(value, str)
        else value
        if isinstance(value, list)
        else []
    )
    return [str(word).strip() for word in found if str(word).strip()]
