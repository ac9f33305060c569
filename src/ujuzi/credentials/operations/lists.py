"""Status lists: giving out numbers at random, setting bits, signing the list anew."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import orjson
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from ujuzi.credentials import issuers
from ujuzi.credentials.models import SigningKey, StatusList
from ujuzi.credentials.operations import keys
from ujuzi.organisations.models import Organisation
from ujuzi.standards.openbadges import moments, proofs, statuslists

VALID_FOR = timedelta(days=1)
RENEW_AFTER = timedelta(hours=6)
FULL_AT = statuslists.LENGTH * 3 // 4  # above, numbers at random would tell who came last


def address(number: int) -> str:
    return f"{settings.ORIGIN}/credentials/status/{number}"


def take(organisation: Organisation | None, many: int) -> list[tuple[StatusList, int]]:
    """Free numbers at random, never given out again. Called within a transaction."""
    found: list[tuple[StatusList, int]] = []
    while len(found) < many:
        row = _open_list(organisation)
        room = min(many - len(found), FULL_AT - row.given)
        bits = bytearray(row.taken)
        for index in _free(bits, room):
            bits[index >> 3] |= 0x80 >> (index & 7)
            found.append((row, index))
        row.taken, row.given = bytes(bits), row.given + room
        row.save(update_fields=["taken", "given"])
    return found


def _open_list(organisation: Organisation | None) -> StatusList:
    rows = StatusList.objects.select_for_update().filter(organisation=organisation, given__lt=FULL_AT)
    empty = bytes(statuslists.LENGTH // 8)
    return rows.first() or StatusList.objects.create(organisation=organisation, taken=empty, revoked=empty)


def _free(bits: bytearray, many: int) -> Iterable[int]:
    """Different free numbers, each equally likely."""
    chosen: set[int] = set()
    while len(chosen) < many:
        index = secrets.randbelow(statuslists.LENGTH)
        if not bits[index >> 3] & 0x80 >> (index & 7):
            chosen.add(index)
    return chosen


def revoke(places: Iterable[tuple[int, int]]) -> None:
    """Sets the bits of (list, index); they are never taken back. Called within a transaction."""
    by_list: dict[int, list[int]] = {}
    for number, index in places:
        by_list.setdefault(number, []).append(index)
    for number, indexes in sorted(by_list.items()):
        row = StatusList.objects.select_for_update().get(pk=number)
        bits = bytearray(row.revoked)
        for index in indexes:
            bits[index >> 3] |= 0x80 >> (index & 7)
        row.revoked, row.document = bytes(bits), ""
        row.save(update_fields=["revoked", "document"])


def published(row: StatusList, *, now: datetime) -> bytes:
    """The signed list, signed anew when a bit was set or it is some hours old."""
    fresh = row.signed_at is not None and now - RENEW_AFTER < row.signed_at <= now
    return row.document.encode() if row.document and fresh else sign(row, now=now)


def renew(*, clock: Callable[[], datetime]) -> int:
    """Signs what must be signed anew, so that readers need not wait for it; returns how many lists."""
    now = clock()
    old = StatusList.objects.filter(Q(document="") | Q(signed_at=None) | Q(signed_at__lte=now - RENEW_AFTER))
    rows = list(old)
    for row in rows:
        sign(row, now=now)
    return len(rows)


@transaction.atomic
def sign(row: StatusList, *, now: datetime) -> bytes:
    locked = StatusList.objects.select_for_update().get(pk=row.pk)
    signer = keys.signer(locked.organisation, SigningKey.Kind.ED25519, now=now)
    made = statuslists.credential(
        address(locked.pk),
        issuer=issuers.did(locked.organisation),
        bits=bytes(locked.revoked),
        valid_from=moments.write(now),
        valid_until=moments.write(now + VALID_FOR),
    )
    document = orjson.dumps(proofs.sign(made, signer.key, method=signer.method, created=now))  # type: ignore[arg-type]
    StatusList.objects.filter(pk=locked.pk).update(document=document.decode(), signed_at=now)
    return document


def drop_signatures(organisation: Organisation | None) -> None:
    """After a key was given up: every list of the issuer must be signed by another."""
    StatusList.objects.filter(organisation=organisation).update(document="")
