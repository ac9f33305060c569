"""What every answer gets on its way out: a strict content security policy and its kin, and compression.

On compression and secrets (BREACH): a page that repeats what a stranger sent beside a secret would leak the secret by
its length. The only secret in our pages is the CSRF token, which Django masks with fresh random bytes in every answer;
session keys and passphrases are never written into a page. So pages with forms may be compressed too.
"""

import re
import zlib
from collections.abc import Callable, Mapping, Sequence

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

Handler = Callable[[HttpRequest], HttpResponse]

# Features of the browser that no page of ours uses; passkeys (publickey-credentials) stay allowed for ourselves.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "geolocation", "gyroscope", "hid",
        "magnetometer", "microphone", "midi", "payment", "serial", "usb", "browsing-topics",
    )
)  # fmt: skip
COMPRESSIBLE = ("text/", "application/json", "application/xml", "application/atom+xml", "application/rss+xml",
                "application/ld+json", "application/vnd.api+json", "image/svg+xml")  # fmt: skip
WORTH_BYTES = 300  # below this the headers outweigh the gain
QUALITY = 5  # Brotli: 0.6 ms for a page; 11 would take 40 ms to save another tenth
WEIGHT_MARK = "<!--weight-->"
REFUSED = re.compile(r"q=0(\.0*)?")


def policy(rules: Mapping[str, Sequence[str]]) -> str:
    """A Content-Security-Policy header from {directive: sources}, the shape of Django 6's SECURE_CSP."""
    return "; ".join(" ".join([directive, *sources]) for directive, sources in rules.items())


def secure(get_response: Handler) -> Handler:
    """Adds what a view has not set itself."""
    headers = {
        "Content-Security-Policy": policy(settings.SECURE_CSP),
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return handle


def compress(get_response: Handler) -> Handler:
    """Brotli, or gzip, for text; and writes a page's weight where its template asked for it."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.streaming or not response.headers.get("Content-Type", "").startswith(COMPRESSIBLE):
            return response
        if response.has_header("Content-Encoding") or len(response.content) < WORTH_BYTES:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        encoding = _best(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        response.content = _pack(response.content, encoding)
        if encoding:
            response.headers["Content-Encoding"] = encoding
        if response.has_header("Content-Length"):
            response.headers["Content-Length"] = str(len(response.content))
        return response

    return handle


def _best(accepted: str) -> str:
    parts = [part.partition(";") for part in accepted.lower().replace(" ", "").split(",")]
    offers = {coding for coding, _semicolon, weight in parts if not REFUSED.fullmatch(weight)}
    return "br" if "br" in offers else "gzip" if "gzip" in offers else ""


def _pack(body: bytes, encoding: str) -> bytes:
    """The body compressed, with its weight in kB in place of the mark.

    The mark stands at the foot of the page: what is compressed up to there tells the whole to some 200 bytes, so the
    number is written without compressing twice.
    """
    before, mark, after = body.partition(WEIGHT_MARK.encode())
    if not encoding:
        return before + (_kilobytes(len(body)) if mark else b"") + after
    squeeze, flush, finish = _brotli() if encoding == "br" else _gzip()
    packed = squeeze(before)
    if mark:
        packed += flush()
        packed += squeeze(_kilobytes(len(packed) + len(after) // 3) + after)
    return packed + finish()


def _kilobytes(amount: int) -> bytes:
    return str(max(1, round(amount / 1000))).encode()


def _brotli() -> tuple[Callable[[bytes], bytes], Callable[[], bytes], Callable[[], bytes]]:
    compressor = brotli.Compressor(quality=QUALITY, mode=brotli.MODE_TEXT)
    return compressor.process, compressor.flush, compressor.finish


def _gzip() -> tuple[Callable[[bytes], bytes], Callable[[], bytes], Callable[[], bytes]]:
    compressor = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return compressor.compress, lambda: compressor.flush(zlib.Z_SYNC_FLUSH), compressor.flush
