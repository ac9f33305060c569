"""Verification with what this hub knows: its own issuers and lists from the database, others' by the network."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.cache import cache

from ujuzi.core.fetching import FetchError, Response
from ujuzi.credentials.models import StatusList
from ujuzi.credentials.operations import lists
from ujuzi.credentials.queries import keys
from ujuzi.standards.openbadges import dids, jsontexts, verifying
from ujuzi.standards.openbadges.opening import Opened
from ujuzi.standards.openbadges.reports import Origin, Report, Resolved, Unreachable

Json = dict[str, Any]
Fetch = Callable[..., Response]
KEPT_SECONDS = 300  # what strangers publish is asked for again after this
MOST_BYTES = 1_000_000
MOST_FETCHES = 6  # for one credential: its keys, its lists, and those of its endorsements; a stranger made the list of them


def check(opened: Opened, *, now: datetime, fetch: Fetch | None) -> Report:
    """The report. `fetch` None: nobody outside is asked, and what came in a bundle is used, as such."""
    return verifying.verify(opened, sources(opened.bundle, now=now, fetch=fetch), now=now)


def sources(bundle: Json, *, now: datetime, fetch: Fetch | None) -> verifying.Sources:
    """Our own word goes first, then the issuer's own, and only then what came along with the credential."""
    others = strangers(bundle, fetch=fetch)

    def resolve(did: str) -> Resolved:
        own = keys.latest(did)
        return Resolved(own, Origin.ISSUER) if own is not None else others.resolve(did)

    def status_list(address: str) -> Json:
        own = _own_list(address)
        if own is None:
            return others.status_list(address)
        found: Json = json.loads(lists.published(own, now=now))
        return found

    return verifying.Sources(resolve, status_list)


def strangers(bundle: Json, *, fetch: Fetch | None) -> verifying.Sources:
    """Without this hub's database."""
    documents, listed = _table(bundle, "documents"), _table(bundle, "statusLists")
    fetch = _sparing(fetch)

    def resolve(did: str) -> Resolved:
        if did.startswith("did:key:"):
            return Resolved(_of_key(did), Origin.ISSUER)
        try:
            return Resolved(_fetched(_address(did), fetch), Origin.ISSUER)
        except Unreachable:
            if isinstance(documents.get(did), dict):
                return Resolved(documents[did], Origin.BUNDLE)
            raise

    def status_list(address: str) -> Json:
        try:
            return _fetched(address, fetch)
        except Unreachable:
            if isinstance(listed.get(address), dict):
                return dict(listed[address])
            raise

    return verifying.Sources(resolve, status_list)


def _sparing(fetch: Fetch | None) -> Fetch | None:
    """So often and no more: nobody makes the hub knock at a hundred doors by one file."""
    if fetch is None:
        return None
    asked: list[str] = []

    def sparing(address: str, **more: Any) -> Response:
        if len(asked) >= MOST_FETCHES:
            raise Unreachable("too many others would have to be asked")
        asked.append(address)
        return fetch(address, **more)

    return sparing


def _table(bundle: Json, name: str) -> Json:
    found = bundle.get(name)
    return found if isinstance(found, dict) else {}


def _of_key(did: str) -> Json:
    try:
        return dids.of_key(did)
    except dids.DidError as error:
        raise Unreachable(error.detail) from error


def _address(did: str) -> str:
    try:
        return dids.address(did)
    except dids.DidError as error:
        raise Unreachable(error.detail) from error


def _own_list(address: str) -> StatusList | None:
    before = lists.address(0).removesuffix("0")
    number = address.removeprefix(before)
    if not address.startswith(before) or not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return StatusList.objects.filter(pk=int(number)).first()


def _fetched(address: str, fetch: Fetch | None) -> Json:
    """A JSON object from a stranger, remembered for some minutes; failures are not remembered."""
    if fetch is None or not address.startswith(("https://", "http://")):
        raise Unreachable("not asked")
    kept = f"credentials:{address[:200]}"
    text = cache.get(kept)
    if text is None:
        try:
            text = fetch(address, accept="application/json, */*;q=0.5", max_bytes=MOST_BYTES).content
        except FetchError as error:
            raise Unreachable(error.code) from error
        cache.set(kept, text, KEPT_SECONDS)
    try:
        found = jsontexts.loads(text)
    except jsontexts.JsonTextError as error:
        raise Unreachable("not JSON") from error
    if not isinstance(found, dict):
        raise Unreachable("no JSON object")
    return found
