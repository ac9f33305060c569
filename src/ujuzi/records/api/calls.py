"""A request as the resources see it: version agreed, caller known, parameters and body read, alternate syntax undone."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import orjson
from django.conf import settings
from django.http import HttpRequest

from ujuzi.records import keys
from ujuzi.records.authors import Author
from ujuzi.standards.xapi.errors import Broken

# What a request's header says -> the version whose rules hold, and what the answer's header says.
_ONE, _TWO = re.compile(r"1\.0(\.\d{1,4})?"), re.compile(r"2\.0(\.\d{1,4})?")
ANSWERS = {"1.0": "1.0.3", "2.0": "2.0.0"}
# Form fields that stand for headers in the alternate syntax (1.0.3, part three, 1.3).
_HEADERS = {
    "authorization",
    "x-experience-api-version",
    "content-type",
    "content-length",
    "if-match",
    "if-none-match",
    "accept-language",
}
JSON_BYTES = 10_000_000
METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE"}


class Refused(Exception):
    """The request is refused with an HTTP status; `rule` says why, `path` where."""

    permanent = True

    def __init__(self, status: int, rule: str, path: str = "") -> None:
        super().__init__(rule)
        self.status, self.rule, self.path = status, rule, path


@dataclass(slots=True)
class Call:
    """`headers` is case-insensitive for the original request, lower case in the alternate syntax.

    `admit` has the last word on statements that are valid and about to be stored: it raises to refuse them.
    """

    method: str
    version: str
    parameters: dict[str, str]
    headers: Mapping[str, str]
    body: bytes
    author: Author
    admit: Callable[[Sequence[dict[str, Any]]], None] | None = None

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    def json(self) -> object:
        """The body as JSON. A small text can be a large tree, so this limit is lower than that of the body."""
        if len(self.body) > JSON_BYTES:
            raise Refused(413, f"the JSON is longer than {JSON_BYTES} bytes: send smaller batches")
        try:
            return orjson.loads(self.body)
        except ValueError as error:
            raise Broken(f"is not JSON: {error}") from None

    def only(self, *names: str) -> None:
        """Refuses parameters that the resource does not know."""
        for name in self.parameters:
            if name not in names:
                raise Broken("no such parameter", name)

    def required(self, name: str) -> str:
        if name not in self.parameters:
            raise Broken("this parameter is required", name)
        return self.parameters[name]


FORM_BYTES = 1_000_000
STRANGERS_FORM_BYTES = 64_000  # where the key may be within the form


def clock() -> datetime:
    return datetime.now(UTC)


def version_of(header: str) -> str | None:
    """ "1.0" or "2.0"; None for anything else."""
    if _TWO.fullmatch(header):
        return "2.0"
    return "1.0" if _ONE.fullmatch(header) else None


Whose = Callable[[str], Author | None]  # from an Authorization header to who that is


def read(request: HttpRequest, whose: Whose | None = None) -> Call:
    """Raises Refused. The caller of this function makes answers of it. `whose` knows other keys than those of `keys`."""
    parameters = _parameters(request.META.get("QUERY_STRING", ""))
    if "method" in parameters:
        return _read_form(request, parameters, whose)
    headers: Mapping[str, str] = request.headers
    version = _version(headers)
    method = _known(request.method or "")
    author = _author(headers, clock, whose)  # before the body: a stranger's is not read
    return Call(method, version, parameters, headers, _body(request, settings.RECORDS_BODY_BYTES), author)


def _read_form(request: HttpRequest, parameters: dict[str, str], whose: Whose | None) -> Call:
    """The alternate request syntax. Every %41 of a form becomes an object on its way, so a form may not be as long as a body."""
    most = FORM_BYTES
    if request.headers.get("authorization"):
        _author(request.headers, clock, whose)
    else:
        most = STRANGERS_FORM_BYTES
    method, parameters, headers, body = _alternate(request, parameters, _body(request, most))
    version = _version(headers)
    if version != "1.0":
        raise Refused(400, "the alternate request syntax ended with xAPI 1.0")
    return Call(_known(method), version, parameters, headers, body, _author(headers, clock, whose))


def _version(headers: Mapping[str, str]) -> str:
    version = version_of(headers.get("x-experience-api-version", ""))
    if version is None:
        raise Refused(400, "the header X-Experience-API-Version must be 1.0.x or 2.0.x")
    return version


def _known(method: str) -> str:
    if method not in METHODS:
        raise Refused(405, "this method is not allowed here")
    return method


def _author(headers: Mapping[str, str], now: Callable[[], datetime], whose: Whose | None = None) -> Author:
    header = headers.get("authorization", "")
    if not header:
        raise Refused(401, "send a key as HTTP Basic authentication, or a bearer token")
    author = keys.author_of(header, clock=now) if whose is None else whose(header)
    if author is None:
        raise Refused(401, "this key or token is not known, or works no longer")
    return author


def _parameters(query: str) -> dict[str, str]:
    if not query:
        return {}
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=100)
    except (UnicodeDecodeError, ValueError):
        raise Refused(400, "the parameters cannot be read") from None
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused(400, "a parameter is given twice")
    return found


def _body(request: HttpRequest, most: int) -> bytes:
    """The whole body, up to a limit (not Django's for forms)."""
    body = request.read(most + 1)
    if len(body) > most:
        raise Refused(413, f"the body is longer than {most} bytes")
    return body


def _alternate(
    request: HttpRequest, parameters: dict[str, str], body: bytes
) -> tuple[str, dict[str, str], Mapping[str, str], bytes]:
    """1.0.3, part three, 1.3: a POST whose form holds headers, parameters and content."""
    if request.method != "POST":
        raise Refused(400, "the alternate request syntax is a POST")
    if len(parameters) > 1:
        raise Refused(400, "method is the only parameter of the alternate request syntax")
    if not (request.content_type or "").startswith("application/x-www-form-urlencoded"):
        raise Refused(400, "the alternate request syntax is a form")
    form = _parameters(body.decode("utf-8", "replace"))
    method = parameters["method"].upper()
    content = form.pop("content", None)
    if content is None and method in {"PUT", "POST"}:
        raise Refused(400, "the form has no field named content")
    headers = {name.lower(): value for name, value in request.headers.items()}
    if "content-type" not in {name.lower() for name in form}:
        headers["content-type"] = "application/json"
    for name in list(form):
        if name.lower() in _HEADERS:
            headers[name.lower()] = form.pop(name)
    return method, form, headers, (content or "").encode()
