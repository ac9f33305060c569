"""Another record store, over HTTP: what forwarding needs of it."""

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import orjson
import urllib3

from ujuzi.standards.xapi import multipart
from ujuzi.standards.xapi.errors import Broken

ANSWER_BYTES = 200_000_000
PAGE = 200  # statements asked for at once
STATEMENTS_FAULT = (
    400,
    409,
    413,
)  # by these a store refuses statements; by anything else it is none, or not well


class Unreachable(Exception):
    """The other store did not answer as it should. `permanent`: trying again does not help."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Any  # case-insensitive mapping
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Statements as the other store gives them out; `next` is the address of more, empty at the end."""

    statements: list[dict[str, Any]]
    attachments: dict[str, multipart.Attachment]
    next: str
    consistent_through: str


class Store:
    """`url` is the endpoint, such as https://lrs.example/xapi; `key` is user:password; `version` that of the requests."""

    def __init__(self, url: str, key: str, *, version: str = "2.0.0", attempts: int = 6) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unreachable(f"{url} is no address of a record store", permanent=True)
        self.url = url.rstrip("/")
        self.headers = urllib3.make_headers(basic_auth=key) | {"X-Experience-API-Version": version}
        retries = urllib3.Retry(
            total=attempts - 1,
            backoff_factor=0.5,
            status_forcelist=(429, 502, 503, 504),
            allowed_methods=None,
            redirect=0,
        )
        self.pool = urllib3.PoolManager(retries=retries, timeout=urllib3.Timeout(connect=10, read=60))

    def _ask(self, method: str, url: str, body: bytes | None = None, kind: str = "") -> Answer:
        headers = self.headers | ({"Content-Type": kind} if kind else {})
        try:
            answer = self.pool.request(method, url, body=body, headers=headers, preload_content=False)
            content = answer.read(ANSWER_BYTES + 1)
            answer.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise Unreachable(f"{urlsplit(url).netloc} does not answer: {error}", permanent=False) from error
        if len(content) > ANSWER_BYTES:
            raise Unreachable("the answer is too long", permanent=True)
        return Answer(answer.status, answer.headers, content)

    def send(self, statements: list[bytes], attached: list[multipart.Attachment]) -> Answer:
        """POSTs statements (each as JSON); sending them twice is harmless, as they carry their ids."""
        body, kind = b"[" + b",".join(statements) + b"]", "application/json"
        if attached:
            mark = secrets.token_hex(16)
            body, kind = (
                b"".join(multipart.join(mark.encode(), body, attached)),
                f"multipart/mixed; boundary={mark}",
            )
        answer = self._ask("POST", f"{self.url}/statements", body, kind)
        if answer.status in (401, 403):
            raise Unreachable(f"the key may not write there ({answer.status})", permanent=True)
        if answer.status >= 500 or answer.status == 429:
            raise Unreachable(f"the other store failed ({answer.status})", permanent=False)
        if answer.status >= 300 and answer.status not in STATEMENTS_FAULT:
            raise Unreachable(
                f"no record store takes statements at {self.url} ({answer.status}); is the address right, /xapi at its end included?",
                permanent=True,
            )
        return answer

    def page(self, address: str = "", *, since: str = "") -> Page:
        """Statements in the order in which they were stored, with attachments."""
        if not address:
            address = f"{self.url}/statements?ascending=true&format=exact&attachments=true&limit={PAGE}"
            address += f"&since={quote(since)}" if since else ""
        answer = self._ask("GET", address)
        if answer.status != 200:
            raise Unreachable(
                f"{self.url} answers {answer.status}; is the address right, and may the key read?",
                permanent=answer.status < 500,
            )
        return self._read(answer, address)

    def _read(self, answer: Answer, address: str) -> Page:
        kind = answer.headers.get("content-type", "")
        body, attached = answer.body, {}
        try:
            if kind.lower().startswith("multipart/mixed"):
                parts = multipart.split(body, multipart.boundary(kind))
                body, attached = parts[0].content, multipart.attachments(parts[1:])
            decoded = orjson.loads(body)
            statements, more = decoded["statements"], decoded.get("more") or ""
            if not isinstance(more, str) or not all(isinstance(one, dict) for one in statements):
                raise ValueError("statements and more are not what they should be")
        except (Broken, ValueError, KeyError, TypeError, IndexError) as error:
            raise Unreachable(f"the answer cannot be read: {error}", permanent=True) from error
        following = urljoin(address, more) if more else ""
        if following and urlsplit(following)[:2] != urlsplit(self.url)[:2]:
            raise Unreachable(
                "the other store sends us elsewhere for more", permanent=True
            )  # and would get the key
        return Page(
            statements, attached, following, answer.headers.get("x-experience-api-consistent-through", "")
        )
