"""From whatever somebody hands over to the credential in it: JSON, JWT, PNG, SVG, PDF, the text of a QR code, a bundle."""

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

import pypdf

from ujuzi.standards.openbadges import baking, compact, jsontexts, jwts

Json = dict[str, Any]
LARGEST = 20_000_000  # bytes of a file
BUNDLE = "UjuziBundle"
BUNDLE_FILE = "bundle.json"
_MOST_ATTACHED = 20


class OpeningError(ValueError):
    """`code`: "empty", "too-large", "none" (no credential in it), "several", "format"."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Opened:
    """A credential as it was found. `form`: what it lay in. `jwt`: the signed text, "" when the proof is embedded.

    `bundle`: what came along: {"documents": {DID: document}, "statusLists": {address: credential}, "snapshotAt"}.
    """

    credential: Json
    form: str
    jwt: str = ""
    header: Json = field(default_factory=dict)
    bundle: Json = field(default_factory=dict)


def read(data: bytes) -> Opened:
    """Raises `OpeningError`; nothing else, whatever the bytes are."""
    if not data.strip():
        raise OpeningError("empty", "there is nothing in it")
    if len(data) > LARGEST:
        raise OpeningError("too-large", f"larger than {LARGEST // 1_000_000} MB")
    try:
        return _read(data)
    except baking.BakingError as error:
        raise OpeningError(error.code, error.detail) from error
    except (jsontexts.JsonTextError, jwts.JwtError, compact.CompactError) as error:
        raise OpeningError("format", str(error)) from error


def _read(data: bytes) -> Opened:
    if data.startswith(baking.PNG):
        return _text(baking.unbake_png(data), "png")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _zip(data)
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise OpeningError("none", "neither text nor a picture with a credential") from error
    if text.startswith("<"):
        return _text(baking.unbake_svg(data), "svg")
    return _text(text, "")


def _text(text: str, form: str) -> Opened:
    if text.startswith(compact.MARK):
        return _json(compact.unpack(text), form or "qr")
    if text.lstrip().startswith("{"):
        return _json(text, form or "json")
    if text.count(".") == 2 and text.startswith("eyJ"):
        header, credential = jwts.read(text)
        return Opened(credential, form or "jwt", jwt=text.strip(), header=header)
    raise OpeningError("none", "there is no credential in it")


def _json(text: str, form: str) -> Opened:
    found = jsontexts.loads(text)
    if not isinstance(found, dict):
        raise OpeningError("none", "there is no credential in it")
    if found.get("type") != BUNDLE:
        return Opened(found, form)
    inner = found.get("credential")
    if not isinstance(inner, dict):
        raise OpeningError("none", "there is no credential in it")
    return Opened(inner, "bundle", bundle={name: one for name, one in found.items() if name != "credential"})


def _zip(data: bytes) -> Opened:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(BUNDLE_FILE) as file:
            text = file.read(jsontexts.LARGEST + 1).decode()
    except Exception as error:
        # As with PDF: a damaged archive raises whatever its reader runs into.
        raise OpeningError("none", f"an archive without {BUNDLE_FILE}") from error
    if len(text) > jsontexts.LARGEST:
        raise OpeningError("too-large", "the bundle is too large")
    return _json(text, "bundle")


def _pdf(data: bytes) -> Opened:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        attached = [content for contents in reader.attachments.values() for content in contents][
            :_MOST_ATTACHED
        ]
    except Exception as error:
        # What a reader of PDFs raises for a damaged one cannot be listed: NotImplementedError and zlib.error among others.
        raise OpeningError("format", f"a PDF that cannot be read: {str(error)[:200]}") from error
    found = [opened for content in attached if (opened := _attached(content)) is not None]
    if not found:
        raise OpeningError("none", "there is no credential in this PDF")
    if len(found) > 1:
        raise OpeningError("several", "there is more than one credential in this PDF")
    return found[0]


def _attached(content: bytes) -> Opened | None:
    """An attachment that looks like a credential must be one; others are somebody's other business."""
    head = content[:100].lstrip()
    if not head.startswith((b"{", b"eyJ")):
        return None
    try:
        return _text(content.decode("utf-8-sig").strip(), "pdf")
    except UnicodeDecodeError as error:
        raise OpeningError("format", "an attachment that is not UTF-8") from error
