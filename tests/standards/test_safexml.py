"""XML from strangers."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ujuzi.standards import safexml


def text(data: bytes) -> str:
    return "".join(map(str, safexml.parse(data).root.itertext()))


@pytest.mark.parametrize(
    ("data", "said", "note"),
    [
        (b"<a>x &amp; y</a>", "x & y", ""),
        (b"<a>x & y</a>", "x & y", "bare &"),
        (b"<a>x&nbsp;y &eacute; &unknown;</a>", "x\xa0y é &unknown;", "bare &"),
        (b"<a>x&lt;y &copy</a>", "x<y &copy", "bare &"),
        (b"<a>x\x0by</a>", "xy", "control characters"),
        (b"<a>x&#11;y&#x1F;</a>", "xy", "references to characters"),
        (b"<a>caf\xe9</a>", "caf\ufffd", "no characters"),
        (b"<a>x</a><br/>Notice: y", "x", "after the document"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><a>x</a>", "x", ""),
        (b"Warning: y\n<?xml version='1.0'?><a>x</a>", "x", "before the document"),
        (b"<a>x<b>y", "xy", "not well-formed"),
        ("<?xml version='1.0' encoding='utf-16'?><a>é & ü</a>".encode("utf-16"), "é & ü", "bare &"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><a>é & ü</a>".encode("iso-8859-1"), "é & ü", "bare &"),
    ],
)
def test_mends_and_says_so(data: bytes, said: str, note: str) -> None:
    assert text(data) == said
    notes = "; ".join(safexml.parse(data).notes)
    assert note in notes
    assert bool(notes) or not note


@pytest.mark.parametrize("data", [b"<a><b/>", b"<a><b>x</b", b"<x:a xmlns:x='y'><b/>"])
def test_knows_what_is_cut(data: bytes) -> None:
    assert safexml.parse(data).cut


@pytest.mark.parametrize("data", [b"<a>x & y</a>", b"<a>&</a>  trailing", b"<a b='&'/>"])
def test_what_is_only_dirty_is_not_cut(data: bytes) -> None:
    assert not safexml.parse(data).cut


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "y">]><a b="&x;"/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&z;</a>',
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x; & broken</a>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
    ],
)
def test_refuses_entities_in_use(data: bytes) -> None:
    with pytest.raises(safexml.XmlError, match="entities"):
        safexml.parse(data)
    assert safexml.used_entity(data)


@pytest.mark.parametrize(
    "doctype", ['<!DOCTYPE a SYSTEM "{}">', '<!DOCTYPE a [<!ENTITY % p SYSTEM "{}"> %p;]>']
)
def test_external_parts_are_not_read(tmp_path: Path, doctype: str) -> None:
    """Neither an external DTD nor a parameter entity is opened: nothing of them shows."""
    secret = tmp_path / "outside.dtd"
    secret.write_text('<!ENTITY x "secret">')
    root = safexml.parse(f"{doctype.format(secret)}<a>1 &x; 2</a>".encode()).root
    assert "secret" not in etree.tostring(root, encoding="unicode")
    assert "1" in etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize("data", [b"", b" \n", b"\x00\x00", b"no xml", b"{}", b"<", b"<?xml version='1.0'?>"])
def test_refuses_what_is_no_xml(data: bytes) -> None:
    with pytest.raises(safexml.XmlError):
        safexml.parse(data)


def test_depth_is_bounded() -> None:
    deep = b"<a>" * 100_000
    try:
        root = safexml.parse(deep + b"</a>" * 100_000).root
    except safexml.XmlError:
        return
    depth = 0
    for depth, _ in enumerate(root.iter(), 1):
        assert depth < 5000


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text("<>&;a/!?[]'\"= \x00-DOCTYPEN", max_size=80).map(lambda said: said.encode()),
    )
)
def test_nothing_but_xml_errors(data: bytes) -> None:
    for each in (data, b"<a>" + data + b"</a>", b"<?xml version='1.0' encoding='" + data[:12] + b"'?><a/>"):
        safexml.used_entity(each)
        with contextlib.suppress(safexml.XmlError):
            safexml.parse(each)
