"""OAI-PMH against a small repository in memory that can be made to misbehave."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.feeds import xmlfiles
from tests.catalogue.feeds.xmlfiles import sample
from ujuzi.catalogue.feeds import oaipmh
from ujuzi.catalogue.feeds.entry import FeedError, Page, Source

BASE = "https://repository.example/oai"


def record(number: int, stamp: str = "") -> str:
    stamp = stamp or f"2026-01-01T00:{number // 60:02}:{number % 60:02}Z"
    return (
        f"<record><header><identifier>r{number}</identifier><datestamp>{stamp}</datestamp></header>"
        '<metadata><dc xmlns="http://purl.org/dc/elements/1.1/">'
        f"<title>Course {number}</title><identifier>https://repository.example/{number}</identifier></dc></metadata></record>"
    )


def document(body: str) -> bytes:
    start = '<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    return f"{start}<responseDate>2026-05-04T11:59:00Z</responseDate><request/>{body}</OAI-PMH>".encode()


def error(code: str, text: str = "") -> bytes:
    return document(f'<error code="{code}">{text}</error>')


class Repository:
    """`size` records, `per_page` a page, tokens as "offset:from". `spoil` may replace any answer to a list."""

    def __init__(
        self, size: int, per_page: int, spoil: Callable[[dict[str, str], int], Any] | None = None
    ) -> None:
        self.size, self.per_page, self.spoil = size, per_page, spoil
        self.lists = 0
        self.deleted = "persistent"

    def __call__(self, url: str) -> Any:
        said = xmlfiles.arguments(url)
        if said["verb"] == "Identify":
            return sample("oaipmh/identify.xml").replace(b"persistent", self.deleted.encode())
        if said["verb"] == "ListMetadataFormats":
            return sample("oaipmh/formats.xml")
        self.lists += 1
        spoilt = self.spoil(said, self.lists) if self.spoil else None
        return spoilt if spoilt is not None else self.page(said)

    def page(self, said: dict[str, str]) -> bytes:
        offset, _, since = said.get("resumptionToken", f"0:{said.get('from', '')}").partition(":")
        numbers = [n for n in range(self.size) if f"2026-01-01T00:{n // 60:02}:{n % 60:02}Z" >= since]
        start = int(offset)
        token = f"{start + self.per_page}:{since}" if start + self.per_page < len(numbers) else ""
        body = "".join(record(n) for n in numbers[start : start + self.per_page])
        if not body:
            return error("noRecordsMatch")
        return document(
            f'<ListRecords>{body}<resumptionToken completeListSize="{len(numbers)}">{token}</resumptionToken></ListRecords>'
        )


def read(repository: Any, **options: Any) -> xmlfiles.Read:
    return xmlfiles.read(oaipmh, xmlfiles.Files(repository), xmlfiles.source(BASE, **options))


def answering(listing: bytes, formats: bytes | None = None) -> Callable[[str], bytes]:
    answers = {
        "Identify": sample("oaipmh/identify.xml"),
        "ListMetadataFormats": formats or sample("oaipmh/formats.xml"),
        "ListRecords": listing,
    }
    return lambda url: answers[xmlfiles.arguments(url)["verb"]]


def test_lom_is_preferred_and_read_field_by_field() -> None:
    files = xmlfiles.Files(answering(sample("oaipmh/lom.xml")))
    done = xmlfiles.read(oaipmh, files, xmlfiles.source(BASE))
    assert "metadataPrefix=oai_lom" in files.asked[-1]
    entry = done.entries[0]
    assert entry.identifier == "oai:repository.example:ml-101"
    assert entry.title == "Ujifunzaji wa mashine kwa mavuno"
    assert entry.description == "Tabiri mavuno kwa data huria ya setilaiti."
    assert entry.languages == ("sw",)
    assert entry.keywords == ("kilimo", "setilaiti")
    assert entry.creators == ("Dr. Njeri Wanjiru",)
    assert (entry.publisher, entry.published) == ("Nyota Open Learning", "2026-02-28")
    assert entry.url == "https://repository.example/courses/ml-101"
    assert (entry.duration, entry.size_bytes, entry.free) == ("PT6H", 48_000_000, True)
    assert (entry.kind, entry.levels, entry.audiences) == (
        "lecture",
        ("easy", "higher education"),
        ("learner",),
    )
    assert entry.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert entry.subjects == ("Artificial intelligence", "https://vocabulary.example/ai")
    assert entry.raw.startswith(b"<record")
    assert entry.raw_type == "application/xml"


def test_lom_in_the_older_binding_with_german_profile() -> None:
    entry = read(answering(sample("oaipmh/lom.xml"))).entries[1]
    assert (entry.title, entry.languages, entry.url) == (
        "KI im Unterricht",
        ("de",),
        "https://repository.example/kurse/ki-7",
    )
    assert (entry.kind, entry.duration, entry.creators) == ("Kurs", "PT90M", ("Lina Berg",))
    assert entry.licence == "CC BY-SA 4.0"
    assert entry.subjects == ("Informatik", "https://w3id.org/kim/hochschulfaechersystematik/n079")
    assert entry.free is None


def test_deleted_and_nameless_records() -> None:
    done = read(answering(sample("oaipmh/lom.xml")))
    assert [entry.identifier for entry in done.entries if entry.deleted] == ["oai:repository.example:old"]
    assert [(reject.code, reject.identifier) for reject in done.rejects] == [
        ("no-title", "oai:repository.example:nameless")
    ]
    assert b"nameless" in done.rejects[0].raw


def test_dublin_core_takes_the_texts_of_the_records_language() -> None:
    done = read(answering(sample("oaipmh/dc.xml")), metadata_prefix="oai_dc")
    entry, bare = done.entries
    assert (entry.title, entry.keywords) == ("L'IA pour les décideurs", ("gouvernance",))
    assert entry.description == "Quatre modules sur les politiques."
    assert (entry.kind, entry.duration, entry.published) == ("Course", "PT4H", "2026-01-15")
    assert entry.url == "https://repository.example/courses/1"
    assert entry.licence == "https://creativecommons.org/licenses/by-nc/4.0/"
    assert entry.creators == ("Diallo, Mariama", "Smith, John")
    assert (bare.languages, bare.url) == (("es",), "https://doi.org/10.5555/abcd.1")


def test_pages_have_checkpoints_and_the_last_one_the_state() -> None:
    done = read(Repository(25, 10), set="courses")
    assert [len(page.entries) for page in done.pages] == [10, 10, 5]
    assert [page.checkpoint is None for page in done.pages] == [False, False, True]
    assert done.last.complete
    assert done.last.total == 25
    assert done.last.state == {
        "until": "2026-05-04T11:59:00Z",
        "full": "2026-05-04T11:59:00Z",
        "prefix": "oai_lom",
        "set": "courses",
    }


@pytest.mark.parametrize("after", [0, 1])
def test_resumes_after_any_page(after: int) -> None:
    whole = read(Repository(25, 10))
    checkpoint = whole.pages[after].checkpoint
    source = replace(xmlfiles.source(BASE), checkpoint=checkpoint)
    rest = xmlfiles.read(oaipmh, xmlfiles.Files(Repository(25, 10)), source)
    assert [page.entries for page in rest.pages] == [page.entries for page in whole.pages[after + 1 :]]
    assert rest.last.state == whole.last.state


def incremental(source: Source, repository: Repository) -> tuple[xmlfiles.Read, xmlfiles.Files]:
    files = xmlfiles.Files(repository)
    return xmlfiles.read(oaipmh, files, source), files


def test_second_harvest_asks_for_what_is_new_with_an_overlap() -> None:
    state = read(Repository(3, 10)).last.state
    done, files = incremental(replace(xmlfiles.source(BASE), state=state), Repository(3, 10))
    assert "from=2026-05-04T05%3A59%3A00Z" in files.asked[-1]
    assert done.entries == []  # noRecordsMatch is no failure
    assert not done.last.complete
    assert done.last.state["full"] == state["full"]


def test_everything_again_when_deletions_are_not_told() -> None:
    state = {"until": "2026-04-20T00:00:00Z", "full": "2026-04-20T00:00:00Z", "prefix": "oai_lom", "set": ""}
    source = replace(xmlfiles.source(BASE), state=state)
    told, forgetful = Repository(3, 10), Repository(3, 10)
    forgetful.deleted = "no"
    assert "from=" in incremental(source, told)[1].asked[-1]
    done, files = incremental(source, forgetful)
    assert "from=" not in files.asked[-1]
    assert done.last.complete


def test_everything_again_when_the_question_changed() -> None:
    state = {"until": "2026-05-03T00:00:00Z", "full": "2026-05-03T00:00:00Z", "prefix": "oai_dc", "set": ""}
    _, files = incremental(replace(xmlfiles.source(BASE), state=state), Repository(3, 10))
    assert "from=" not in files.asked[-1]


def test_days_for_a_repository_that_knows_only_days() -> None:
    state = {"until": "2026-05-03T08:00:00Z", "full": "2026-05-03T08:00:00Z", "prefix": "oai_lom", "set": ""}

    def repository(url: str) -> Any:
        return Repository(3, 10)(url).replace(
            b"<granularity>YYYY-MM-DDThh:mm:ssZ", b"<granularity>YYYY-MM-DD"
        )

    files = xmlfiles.Files(repository)
    xmlfiles.read(oaipmh, files, replace(xmlfiles.source(BASE), state=state))
    assert xmlfiles.arguments(files.asked[-1])["from"] == "2026-05-03"


@pytest.mark.parametrize("refusal", [error("badResumptionToken", "expired"), xmlfiles.gone()])
def test_expired_token_restarts_from_the_last_datestamp(refusal: Any) -> None:
    def spoil(said: dict[str, str], number: int) -> Any:
        return refusal if number == 3 else None

    files = xmlfiles.Files(Repository(25, 10, spoil))
    done = xmlfiles.read(oaipmh, files, xmlfiles.source(BASE))
    assert {entry.identifier for entry in done.entries} == {f"r{n}" for n in range(25)}
    assert "from=2026-01-01T00%3A00%3A19Z" in files.asked[-1]
    assert "refused" in done.notes
    assert done.last.complete


def test_records_out_of_order_restart_from_the_beginning() -> None:
    pages = {
        "": document(
            f"<ListRecords>{record(2)}{record(1)}<resumptionToken>t</resumptionToken></ListRecords>"
        ),
        "t": error("badResumptionToken"),
    }
    lists = 0

    def spoil(said: dict[str, str], number: int) -> Any:
        nonlocal lists
        lists = number
        return pages[said.get("resumptionToken", "")]

    with pytest.raises(FeedError, match="bad-token") as caught:
        read(Repository(0, 1, spoil))
    assert not caught.value.permanent
    assert lists == 8  # four tries of two requests


def test_a_broken_line_is_left_to_the_harvest() -> None:
    def spoil(said: dict[str, str], number: int) -> Any:
        return xmlfiles.down() if number == 2 else None

    pages: list[Page] = []
    with pytest.raises(xmlfiles.FetchError):
        pages.extend(oaipmh.read(xmlfiles.source(BASE), xmlfiles.Files(Repository(25, 10, spoil))))


def test_notices_after_the_document_bare_ampersands_and_empty_token() -> None:
    listing = (
        document(
            f"<ListRecords>{record(1).replace('Course', 'Q&A &nbsp;R&D')}<resumptionToken/></ListRecords>"
        )
        + b"\n<br />\n<b>Notice</b>: Undefined index: x in <b>/var/www/oai.php</b>"
    )
    done = read(answering(listing))
    assert [entry.title for entry in done.entries] == ["Q&A \xa0R&D 1"]
    assert "text after the document" in done.notes
    assert "bare &" in done.notes
    assert done.last.complete


def test_notice_before_the_document() -> None:
    listing = b"<br />\nWarning: x on line 3\n" + document(f"<ListRecords>{record(1)}</ListRecords>")
    done = read(answering(listing))
    assert len(done.entries) == 1
    assert "text before the document" in done.notes


def test_wrong_namespace_and_prefix() -> None:
    listing = document(f"<ListRecords>{record(1)}</ListRecords>").replace(b"OAI/2.0/", b"OAI/9.9/")
    done = read(answering(listing))
    assert len(done.entries) == 1
    assert "namespace" in done.notes


def test_truncated_answer_keeps_what_is_whole_and_withdraws_nothing() -> None:
    listing = document(f"<ListRecords>{record(1)}{record(2)}{record(3)}</ListRecords>")
    cut = listing[: listing.rindex(b"<title>") + 12]
    files = xmlfiles.Files(answering(cut))
    done = xmlfiles.read(oaipmh, files, xmlfiles.source(BASE))
    assert [entry.identifier for entry in done.entries] == ["r1", "r2"]
    assert [(reject.code, reject.identifier) for reject in done.rejects] == [("truncated", "r3")]
    assert not done.last.complete
    assert done.last.state == {}
    assert sum("ListRecords" in url for url in files.asked) == 2  # it was asked twice


def test_truncated_once_is_mended_by_asking_again() -> None:
    def spoil(said: dict[str, str], number: int) -> Any:
        whole = Repository(25, 10).page(said)
        return whole[:900] if number == 1 else None

    done = read(Repository(25, 10, spoil))
    assert len(done.entries) == 25
    assert done.last.complete


def test_no_records_is_an_empty_success() -> None:
    done = read(answering(error("noRecordsMatch")))
    assert done.entries == []
    assert done.last.complete
    assert done.last.state["until"]


def endless_token(said: dict[str, str], number: int) -> bytes:
    return document(f"<ListRecords>{record(number)}<resumptionToken>same</resumptionToken></ListRecords>")


def endless_cycle(said: dict[str, str], number: int) -> bytes:
    token = "abcde"[number % 5]
    return document(f"<ListRecords>{record(number)}<resumptionToken>{token}</resumptionToken></ListRecords>")


def endless_page(said: dict[str, str], number: int) -> bytes:
    return document(f"<ListRecords>{record(1)}<resumptionToken>t{number}</resumptionToken></ListRecords>")


def endless_nothing(said: dict[str, str], number: int) -> bytes:
    return document(f"<ListRecords><resumptionToken>t{number}</resumptionToken></ListRecords>")


def endless_new(said: dict[str, str], number: int) -> bytes:
    return document(
        f"<ListRecords>{record(number)}<resumptionToken>t{number}</resumptionToken></ListRecords>"
    )


@pytest.mark.parametrize("spoil", [endless_token, endless_cycle, endless_page, endless_nothing, endless_new])
def test_lists_without_an_end_are_refused(spoil: Any) -> None:
    with pytest.raises(FeedError, match="endless"):
        read(Repository(0, 1, spoil), max_pages=100)


@pytest.mark.parametrize(
    ("listing", "code"),
    [
        (error("badArgument", "no such set"), "oai-badArgument"),
        (error("noSetHierarchy"), "oai-noSetHierarchy"),
        (b"<html><body>Login</body></html>", "not-oai"),
        (b"", "empty"),
        (b"once upon a time", "bad-xml"),
        (document(""), "no-list"),
    ],
)
def test_errors_say_what_is_wrong(listing: bytes, code: str) -> None:
    with pytest.raises(FeedError) as caught:
        read(answering(listing))
    assert caught.value.code == code


def test_a_page_that_is_no_repository() -> None:
    with pytest.raises(FeedError, match="not-oai"):
        read(lambda url: b"<html></html>")


BOMB = b"""<!DOCTYPE OAI-PMH [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
XXE = b'<!DOCTYPE OAI-PMH [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(("doctype", "used"), [(BOMB, b"&c;"), (XXE, b"&x;")])
@pytest.mark.parametrize("place", [b"<request>%s</request>", b'<request a="%s"/>'])
def test_entities_are_refused(doctype: bytes, used: bytes, place: bytes) -> None:
    listing = document(f"<ListRecords>{record(1)}</ListRecords>").replace(b"<request/>", place % used)
    with pytest.raises(FeedError, match="entities") as caught:
        read(answering(listing.replace(b"<OAI-PMH", doctype + b"<OAI-PMH", 1)))
    assert caught.value.permanent


def test_declared_but_unused_entities_do_no_harm() -> None:
    listing = document(f"<ListRecords>{record(1)}</ListRecords>").replace(b"<OAI-PMH", XXE + b"<OAI-PMH", 1)
    assert len(read(answering(listing)).entries) == 1


def test_formats_that_cannot_be_listed_mean_dublin_core() -> None:
    def repository(url: str) -> Any:
        if "ListMetadataFormats" in url:
            return xmlfiles.down()
        return answering(sample("oaipmh/dc.xml"))(url)

    files = xmlfiles.Files(repository)
    done = xmlfiles.read(oaipmh, files, xmlfiles.source(BASE + "?verb=Identify&key=k"))
    assert "metadataPrefix=oai_dc" in files.asked[-1]
    assert "key=k" in files.asked[-1]
    assert files.asked[-1].count("verb=") == 1
    assert "ListMetadataFormats failed" in done.notes


def test_recognised() -> None:
    assert oaipmh.looks_like(sample("oaipmh/identify.xml"), "text/xml", BASE) > 0.9
    assert oaipmh.looks_like(b"", "", BASE + "?verb=ListRecords") > 0.5
    assert oaipmh.looks_like(b"<!doctype html><html>Home", "text/html", BASE + "?verb=Identify") == 0
    assert oaipmh.looks_like(b"<rss version='2.0'>", "text/xml", "https://feed.example/") == 0


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=40).map(lambda noise: sample("oaipmh/lom.xml")[:900] + noise),
    )
)
def test_arbitrary_bytes_raise_nothing_but_feed_errors(content: bytes) -> None:
    with contextlib.suppress(FeedError):
        read(lambda url: content)
        read(answering(content))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damaged_pages_raise_nothing_but_feed_errors(data: st.DataObject) -> None:
    content = bytearray(sample("oaipmh/lom.xml"))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=6))
    with contextlib.suppress(FeedError):
        read(answering(bytes(content)))


def test_faults_of_our_own_are_not_taken_for_trouble_outside() -> None:
    def repository(url: str) -> Any:
        return KeyError("ours") if "ListMetadataFormats" in url else answering(sample("oaipmh/dc.xml"))(url)

    with pytest.raises(KeyError):
        read(repository)
