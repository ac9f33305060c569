"""Simple values, languages and multipart: what is taken, what is not, and laws."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.standards.xapi import languages, multipart, values
from ujuzi.standards.xapi.errors import Broken


@given(
    st.datetimes(
        timezones=st.sampled_from(
            [UTC, timezone(timedelta(hours=3)), timezone(timedelta(hours=-9, minutes=-30))]
        )
    )
)
def test_every_time_is_read_to_the_microsecond(moment: datetime) -> None:
    try:
        expected = moment.astimezone(UTC)
    except OverflowError:
        return
    assert values.instant(moment.isoformat()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01T10:00:00Z", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("2026-03-01T10:00:00.0760Z", datetime(2026, 3, 1, 10, 0, 0, 76_000, tzinfo=UTC)),
        ("2026-03-01T10:00:00.123456789Z", datetime(2026, 3, 1, 10, 0, 0, 123_456, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("20260301T130000+0300", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("2026-03-01T10:00:00", datetime(2026, 3, 1, 10, tzinfo=UTC)),
    ],
)
def test_times(text: str, expected: datetime) -> None:
    assert values.instant(text) == expected


@pytest.mark.parametrize(
    "text", ["2026-03-01T10:00:00-00", "2026-03-01T10:00:00-0000", "2026-03-01T10:00:00-00:00"]
)
def test_the_offset_minus_zero_is_refused(text: str) -> None:
    with pytest.raises(Broken, match="-00:00"):
        values.timestamp(text)


def test_an_error_tells_where() -> None:
    error = Broken("no").under(2).under("member").under("https://x.example/it's").under("context")
    assert error.path == "$.context['https://x.example/it\\'s'].member[2]"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("sw", {"sw": "moja"}),
        ("de, fr-CA;q=0.8", {"fr": "un"}),
        ("en-GB", {"en-US": "one"}),
        ("de", {"en-US": "one"}),
        ("sw;q=0, fr", {"fr": "un"}),
        ("*", {"en-US": "one"}),
        ("", {"en-US": "one"}),
        ("fr;q=nonsense, sw", {"sw": "moja"}),
    ],
)
def test_one_language_is_chosen(header: str, expected: dict[str, str]) -> None:
    said = {"en-US": "one", "fr": "un", "sw": "moja"}
    assert languages.choose(said, languages.accepted(header)) == expected


@given(st.lists(st.binary(max_size=60), max_size=4), st.binary(max_size=30))
def test_what_is_joined_is_split_into_the_same(contents: list[bytes], head: bytes) -> None:
    sent = [
        multipart.Attachment(multipart.digest(one, 64), "application/octet-stream", one)
        for one in contents
        if b"--mark" not in one
    ]
    body = b"".join(multipart.join(b"mark", b"{}" + head.replace(b"--mark", b""), sent))
    first, *others = multipart.split(body, b"mark")
    assert first.content.startswith(b"{}")
    assert multipart.attachments(others) == {one.sha2: one for one in sent}
