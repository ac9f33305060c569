"""JSON from strangers."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ujuzi.standards.jsonld import bounded


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_any_unicode_encoding(encoding: str) -> None:
    assert bounded.loads('{"a": "é€𝄞"}'.encode(encoding)) == {"a": "é€𝄞"}


def test_wrong_bytes_become_replacement_characters() -> None:
    assert bounded.loads(b'{"a": "caf\xe9"}') == {"a": "caf\ufffd"}


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b'["\\ud800x", "\\u0000y", "\\ud834\\udd1e"]', ["x", "y", "𝄞"]),
        (b'{"\\ud800k": {"b": ["\\u0000"]}}', {"k": {"b": [""]}}),
        (b"[1.5, -0.0, 12345678901234567890]", [1.5, -0.0, 12345678901234567890]),
    ],
)
def test_values(data: bytes, value: object) -> None:
    assert bounded.loads(data) == value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  ", "empty"),
        (b"{", "bad-json"),
        (b"{'a': 1}", "bad-json"),
        (b"[NaN]", "not-a-number"),
        (b"[-Infinity]", "not-a-number"),
        (b"[1e999]", "not-a-number"),
        (b"[" + b"9" * 5000 + b"]", "bad-json"),
        (b"[" * 1_000_000, "too-deep"),
        (b'{"a":' * 100_000, "too-deep"),
        (b"[" * 62 + b"]" * 62, "too-deep"),
    ],
)
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(bounded.BoundedError) as caught:
        bounded.loads(data)
    assert caught.value.code == code


def test_bounds_can_be_set() -> None:
    assert bounded.loads(b"[" * 61 + b"]" * 61)
    with pytest.raises(bounded.BoundedError, match="too-deep"):
        bounded.loads(b"[[[]]]", max_depth=1)
    with pytest.raises(bounded.BoundedError, match="too-big"):
        bounded.loads(b"[1, 2]", max_bytes=5)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_nothing_but_bounded_errors(data: bytes) -> None:
    for each in (data, b'["' + data + b'"]'):
        try:
            value = bounded.loads(each)
        except bounded.BoundedError:
            continue
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # what comes through can be stored
