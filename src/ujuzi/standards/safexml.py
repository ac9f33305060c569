"""XML from strangers: no network, no entities, bounded depth; what is known to be mendable is mended and said so."""

import html
import re
from dataclasses import dataclass, field

from lxml import etree

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_AMPERSAND = re.compile(r"&(?!#\d+;|#x[0-9a-fA-F]+;|(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*;)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_FORBIDDEN_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcBC]|[eE]|1[0-9a-fA-F]));"
)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")


class XmlError(Exception):
    """`code`: "empty", "entities" (declared and used: refused), "bad-xml" (nothing to be read even when mended)."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Parsed:
    """`cut` says that the document ended too early: its last record may be a torso."""

    root: etree._Element
    notes: list[str] = field(default_factory=list)
    cut: bool = False


def parse(data: bytes) -> Parsed:
    """The document, strictly if it is well-formed, else mended step by step with a note for every kind of mending."""
    if not data.strip(b"\x00 \t\r\n"):
        raise XmlError("empty", "the document is empty")
    try:
        return Parsed(_strict(data))
    except etree.XMLSyntaxError as error:
        first = str(error)
    text, notes = _mended(_decoded(data))
    mended = text.encode("utf-8")
    cut = _is_cut(text)
    try:
        return Parsed(_strict(mended), notes, cut)
    except etree.XMLSyntaxError:
        root = _as_far_as_possible(mended)
    if root is None:
        raise XmlError("bad-xml", first)
    return Parsed(root, [*notes, f"not well-formed, read as far as possible ({first})"], cut)


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _strict(data: bytes) -> etree._Element:
    root = _parsed(data, recover=False)
    if root is None:  # only in recovery, but the types do not know
        raise XmlError("bad-xml", "no root element")
    return root


def _as_far_as_possible(data: bytes) -> etree._Element | None:
    try:
        return _parsed(data, recover=True)
    except etree.XMLSyntaxError:
        return None


def _parsed(data: bytes, *, recover: bool) -> etree._Element | None:
    root = etree.fromstring(data, _parser(recover))
    if root is not None:
        _refuse_entities(root, data)
    return root


def _refuse_entities(root: etree._Element, data: bytes) -> None:
    """Nobody needs own entities in a feed; used ones are an attack or cannot be read faithfully."""
    info = root.getroottree().docinfo
    if info.internalDTD is None:
        return
    for entity in info.internalDTD.entities():  # type: ignore[attr-defined]
        for encoding in (
            info.encoding or "utf-8",
            "utf-8",
            "utf-16-le",
            "utf-16-be",
            "utf-32-le",
            "utf-32-be",
        ):
            if _encoded(f"&{entity.name};", encoding) in data:
                raise XmlError(
                    "entities", f"the document declares and uses the entity {str(entity.name)[:60]!r}"
                )


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return text.encode()


_ENTITY = re.compile(r"<!ENTITY\s+(?!%)([^\s\"'>]{1,200})\s")


def used_entity(data: bytes) -> str:
    """The name of an entity that a document declares for itself and uses; "" when there is none.

    For documents that other parsers will read; `parse` has its own, stricter look.
    """
    if (
        b"ENTITY" not in data
        and b"E\x00N\x00T\x00I" not in data
        and b"E\x00\x00\x00N\x00\x00\x00T" not in data
    ):
        return ""
    text = _decoded(data)
    return next((name for name in _ENTITY.findall(text) if f"&{name};" in text), "")


def _decoded(data: bytes) -> str:
    """Text for mending: by byte order mark, then by declaration, else UTF-8; wrong bytes become U+FFFD."""
    if data.startswith(_BOMS):
        encoding = "utf-8-sig" if data.startswith(_BOMS[0]) else "utf-16"
        if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
            encoding = "utf-32"
        return data.decode(encoding, "replace")
    declared = _DECLARED.match(data[:300].decode("latin-1"))
    try:
        return data.decode(declared[1] if declared else "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _mended(text: str) -> tuple[str, list[str]]:
    notes = []
    if "\ufffd" in text:
        notes.append("bytes that are no characters in the declared encoding")
    start = _start(text)
    if text[:start].strip():
        notes.append(f"text before the document: {text[:start].strip()[:80]!r}")
    text = text[start:]
    end = _end(text)
    if text[end:].strip():
        notes.append(f"text after the document: {text[end:].strip()[:80]!r}")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text[:end])  # the encoding it names is no longer true
    for pattern, said, replacement in (
        (_FORBIDDEN, "control characters that XML forbids", ""),
        (_FORBIDDEN_REFERENCE, "references to characters that XML forbids", ""),
    ):
        text, count = pattern.subn(replacement, text)
        if count:
            notes.append(said)
    if "<!ENTITY" not in text:
        mended = _AMPERSAND.sub(_ampersand, text)
        if mended != text:
            notes.append("bare & or undeclared entities")
        text = mended
    return text, notes


def _ampersand(found: re.Match[str]) -> str:
    """`&nbsp;` becomes the character it means in HTML, a bare `&` is escaped."""
    whole = found[0]
    if found[1]:
        meant = html.unescape(whole)
        if meant != whole:
            return meant.replace("&", "&amp;").replace("<", "&lt;")
    return "&amp;" + whole[1:]


def _start(text: str) -> int:
    declaration = text.find("<?xml", 0, 4000)  # PHP warnings in HTML before it are not the document
    if declaration >= 0:
        return declaration
    element = re.search(r"<[A-Za-z!_]", text)
    return element.start() if element else 0


def _root_name(text: str) -> str:
    root = re.search(r"<([A-Za-z_][\w:.-]*)", text)
    return root[1] if root else ""


def _end(text: str) -> int:
    name = _root_name(text)
    closing = f"</{name}>"
    at = text.rfind(closing) if name else -1
    return at + len(closing) if at >= 0 else len(text)


def _is_cut(text: str) -> bool:
    name = _root_name(text)
    return bool(name) and not re.search(
        rf"</{re.escape(name)}\s*>\s*$|^[^<]*<{re.escape(name)}[^<]*/>\s*$", text
    )
