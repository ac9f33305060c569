"""The Statements resource: store, fetch one, query (part three, 2.1)."""

import secrets
import uuid
from collections.abc import Sequence
from email.utils import format_datetime
from typing import Any

from django.core import signing
from django.http import HttpResponse, StreamingHttpResponse

from ujuzi.records import files
from ujuzi.records.api import answers, calls
from ujuzi.records.api.calls import Call, Refused
from ujuzi.records.operations import appending, locking
from ujuzi.records.operations.writing import microseconds, moment
from ujuzi.records.queries import serving, statements
from ujuzi.standards.xapi import languages, multipart, queries, rules, signatures
from ujuzi.standards.xapi.errors import Broken
from ujuzi.standards.xapi.queries import Query

CONSISTENT = "X-Experience-API-Consistent-Through"
MORE = "ujuzi.records.more"  # what the tokens of further pages are signed with
PAGE_BYTES = 10_000_000  # of statements in one answer


def resource(call: Call) -> HttpResponse:
    if call.method in ("GET", "HEAD"):
        return _get(call)
    if not call.author.may_write:
        raise Refused(403, "this key may not write statements")
    if call.method == "POST":
        response = _post(call)
    elif call.method == "PUT":
        response = _put(call)
    else:
        raise Refused(405, "statements are never deleted; they can be voided")
    return response


def _post(call: Call) -> HttpResponse:
    call.only()
    decoded, sent = _content(call)
    many = decoded if isinstance(decoded, list) else [decoded]
    stored = _store(call, many, sent, batch=isinstance(decoded, list))
    return _through(answers.json([str(uuid.UUID(bytes=sid)) for sid in stored.ids]), stored)


def _put(call: Call) -> HttpResponse:
    call.only("statementId")
    text = call.required("statementId")
    try:
        wanted = queries.uuid(text)
    except Broken as error:
        raise error.under("statementId") from None
    statement, sent = _content(call)
    if isinstance(statement, dict) and str(statement.setdefault("id", wanted)).lower() != wanted:
        raise Broken("must be the parameter statementId", "id")
    return _through(HttpResponse(status=204), _store(call, [statement], sent, batch=False))


def _through(response: HttpResponse, stored: appending.Stored) -> HttpResponse:
    """What was just committed tells the header without a query: numbers are given in the order of commits."""
    if stored.through:
        response.headers[CONSISTENT] = serving.iso(moment(stored.through))
    return response


def _content(call: Call) -> tuple[Any, dict[str, multipart.Attachment]]:
    """The decoded statements and the attachments that came with them."""
    kind = call.header("content-type")
    media = kind.partition(";")[0].strip().lower()
    if media == "application/json":
        return call.json(), {}
    if media != "multipart/mixed":
        raise Refused(400, "the Content-Type must be application/json or multipart/mixed")
    parts = multipart.split(call.body, multipart.boundary(kind))
    head = parts[0] if parts else None
    if (
        head is None
        or head.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json"
    ):
        raise Broken("the first part must be application/json")
    call.body = head.content
    return call.json(), multipart.attachments(parts[1:])


def _store(
    call: Call, many: list[Any], sent: dict[str, multipart.Attachment], *, batch: bool
) -> appending.Stored:
    for index, statement in enumerate(many):
        try:
            rules.check(call.version, statement)
            if "attachments" in statement:
                signatures.check(call.version, statement, sent)
        except Broken as error:
            if batch:
                error.under(index)
            raise
    multipart.match(many, sent, batch=batch)
    if call.admit is not None:
        call.admit(many)
    if sent:
        files.keep(sent.values())
    try:
        stored = appending.append(
            many, author=call.author, version=call.version, clock=calls.clock, sent=frozenset(sent)
        )
    except Exception:
        files.forget(sent)
        raise
    files.keep_again(sent.values())
    return stored


def _get(call: Call) -> HttpResponse:
    if not call.author.may_read:
        raise Refused(403, "this key may not read statements")
    query = queries.parse(call.parameters, call.version)
    if query.statement_id or query.voided_statement_id:
        return _one(call, query)
    return _many(call, query, None)


def more(call: Call, token: str) -> HttpResponse:
    """The next page: the query as it was, from where the last page ended."""
    if call.method not in ("GET", "HEAD"):
        raise Refused(405, "a further page can only be fetched")
    if not call.author.may_read:
        raise Refused(403, "this key may not read statements")
    try:
        held = signing.loads(token, salt=MORE)
    except signing.BadSignature:
        raise Refused(404, "there is no such page") from None
    query = queries.parse(held["parameters"], call.version)
    return _many(call, query, held["after"], held["parameters"])


def _one(call: Call, query: Query) -> HttpResponse:
    voided = query.voided_statement_id is not None
    sid = uuid.UUID(query.voided_statement_id or query.statement_id).bytes
    found = statements.one(sid, author=call.author, voided=voided)
    if found is None:
        raise Refused(404, "there is no such statement")
    text = serving.rendered([found], format=query.format, wanted=_languages(call))[0]
    response = _sent(text, [found.seq] if query.attachments else None)
    response.headers["Last-Modified"] = format_datetime(moment(found.seq), usegmt=True)
    return response


def _many(
    call: Call, query: Query, after: int | None, parameters: dict[str, str] | None = None
) -> HttpResponse:
    page = statements.page(query, author=call.author, after=after)
    found, last = _bounded(page)
    texts = serving.rendered(found, format=query.format, wanted=_languages(call))
    link = ""
    if last is not None:
        held = {"parameters": parameters or call.parameters, "after": last}
        link = "/xapi/statements/more/" + signing.dumps(held, salt=MORE, compress=True)
    body = b'{"statements":[' + b",".join(texts) + b'],"more":"' + link.encode() + b'"}'
    response = _sent(body, [one.seq for one in found] if query.attachments else None)
    if found:
        newest = max(one.seq for one in found)
        response.headers["Last-Modified"] = format_datetime(moment(newest), usegmt=True)
    return response


def _bounded(page: statements.Page) -> tuple[Sequence[statements.Found], int | None]:
    """As much of a page as fits an answer, at least one statement; the rest is for the next page."""
    size = 0
    for place, one in enumerate(page.statements):
        size += len(one.body)
        if size > PAGE_BYTES and place:
            return page.statements[:place], page.statements[place - 1].seq
    return page.statements, page.last


def _languages(call: Call) -> list[str]:
    return languages.accepted(call.header("accept-language"))


def _sent(body: bytes, with_attachments: list[int] | None) -> Any:
    if with_attachments is None:
        return HttpResponse(body, content_type="application/json")
    mark = secrets.token_hex(16)
    pieces = multipart.join(mark.encode(), body, files.of(with_attachments))
    return StreamingHttpResponse(pieces, content_type=f"multipart/mixed; boundary={mark}")


def consistent() -> dict[str, str]:
    """The header that tells until when every stored statement can be read; taken before the answer is made."""
    through = locking.horizon(microseconds(calls.clock()))
    return {CONSISTENT: serving.iso(moment(through))}
