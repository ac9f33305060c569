"""JSON from strangers: what is refused, what is tolerated, and that nothing else ever escapes."""

import contextlib
import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ujuzi.standards import boundedjson, jsonstream
from ujuzi.standards.boundedjson import JsonError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def walk(content: bytes, *names: str, **bounds: int) -> list[Any]:
    return list(jsonstream.records(io.BytesIO(content), names or ("data",), **bounds))


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_of_the_wild_are_read(codec: str) -> None:
    content = '{"data": ["é", "字"]}'.encode(codec)
    assert boundedjson.loads(content) == {"data": ["é", "字"]}
    assert [item.value for item in walk(content)] == ["é", "字", 2]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (nested(61), "too-deep"),
        (nested(200_000), "too-deep"),
        (b'{"a":' * 100_000, "too-deep"),
        (b"[NaN]", "bad-number"),
        (b'{"a": -Infinity}', "bad-number"),
        (b"[1e999]", "bad-number"),
        (b"[" + b"9" * 5000 + b"]", "bad-number"),
        (b'["\xff"]', "bad-encoding"),
        (b"[1] 2", "bad-json"),
        (b"", "bad-json"),
    ],
)
def test_refused(content: bytes, code: str) -> None:
    with pytest.raises(JsonError) as caught:
        boundedjson.loads(content)
    assert caught.value.code == code


def test_depth_up_to_the_bound_and_size_bound() -> None:
    assert boundedjson.loads(nested(60))
    assert not boundedjson.depth_exceeds([[1]], 2)
    assert boundedjson.depth_exceeds([[1]], 1)
    with pytest.raises(JsonError, match="too-large"):
        boundedjson.loads(b"[1, 2, 3]", max_bytes=5)


def test_text_that_no_database_keeps_is_replaced() -> None:
    assert boundedjson.loads(rb'{"a\u0000": ["\ud800", "\ud83d\ude00"]}') == {"a\ufffd": ["\ufffd", "😀"]}


def test_one_broken_element_does_not_spoil_the_others() -> None:
    deep = nested(2_000).decode()
    content = f'{{"data": [{{"id": 1}}, {{"id": NaN}}, {{"id": "\udcff"}}, {{"x": {deep}}}, {{id: 5}}, {{"id": 6}}], "z": 1}}'
    items = walk(content.encode("utf-8", "surrogateescape"))
    kinds = [item.error.code if isinstance(item, jsonstream.Broken) else item.value for item in items]
    assert kinds == [{"id": 1}, "bad-number", "bad-encoding", "too-deep", "bad-json", {"id": 6}, 6, 1]
    assert items[4].raw == b"{id: 5}"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"data": [{"a": 1}', "truncated"),
        (b'{"data": [{"a": "x', "truncated"),
        (b'{"data": [1 2]}', "bad-json"),
        (b'{"data": []} x', "bad-json"),
        (b"<html>", "bad-json"),
        (b"", "truncated"),
        (b'{"data": ["' + b"x" * 3_000_000, "too-large"),
    ],
)
def test_a_document_that_cannot_be_followed(content: bytes, code: str) -> None:
    with pytest.raises(JsonError) as caught:
        walk(content, max_record=1_000_000)
    assert caught.value.code == code


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_windows_may_cut_anywhere(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(jsonstream, "CHUNK", max(chunk, 4))
    document = {
        "n": 12345,
        "t": True,
        "data": [{"a": 'é]\\"}'}, [1, [2]], -1.5e3, None],
        "links": {"next": None},
    }
    items = walk(json.dumps(document, ensure_ascii=False, indent=1).encode())
    assert [item.value for item in items] == [12345, True, *document["data"], 4, {"next": None}]  # type: ignore[misc]


@settings(deadline=None)
@given(JSON)
def test_what_was_written_is_read(value: Any) -> None:
    content = json.dumps({"data": value}).encode()
    expected = value if isinstance(value, list) else [value]
    items = [item for item in walk(content) if isinstance(item, jsonstream.Record)]
    if isinstance(value, (list, dict)):
        assert [item.value for item in items] == [
            boundedjson.loads(json.dumps(item).encode()) for item in expected
        ]
        assert [json.loads(item.raw) for item in items] == expected


@settings(deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()[:-1]))
def test_arbitrary_bytes_raise_nothing_else(content: bytes) -> None:
    for read in (boundedjson.loads, walk):
        with contextlib.suppress(JsonError):
            read(content)


class Endless(io.BytesIO):
    """A document of many records, made while it is read."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.parts = self.made(count)
        self.rest = b""

    @staticmethod
    def made(count: int) -> Iterator[bytes]:
        yield b'{"data": ['
        for number in range(count):
            yield json.dumps({"id": number, "text": "x" * 2_000}).encode() + (
                b"," if number + 1 < count else b""
            )
        yield b"]}"

    def read(self, size: int | None = -1, /) -> bytes:
        while len(self.rest) < (size or 0) and (part := next(self.parts, b"")):
            self.rest += part
        found, self.rest = self.rest[:size], self.rest[size:]
        return found


def test_memory_does_not_grow_with_the_document() -> None:
    tracemalloc.start()
    try:
        count = sum(
            isinstance(item, jsonstream.Record) for item in jsonstream.records(Endless(20_000), ("data",))
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 8 * 2**20  # the document has 40 MB
