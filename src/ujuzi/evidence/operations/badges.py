"""A badge from elsewhere as proof: whatever file holds it, verified, and about the very person who hands it in."""

import hashlib
import hmac
from datetime import datetime
from typing import Any

import orjson
from allauth.account.models import EmailAddress

from ujuzi.accounts.models import Person
from ujuzi.credentials import checking, reading, showing
from ujuzi.credentials.models import Credential
from ujuzi.evidence import openbadges2
from ujuzi.evidence.arrivals import Arrival, Assurance, Source
from ujuzi.evidence.models import Proof
from ujuzi.evidence.operations import receiving
from ujuzi.standards.openbadges import moments, shapes
from ujuzi.standards.openbadges.reports import Report, Verdict

Json = dict[str, Any]


class NotTaken(Exception):
    """Why a badge proves nothing here. `code`: "verdict", "not-a-badge", "somebody-else", "own", or one of `receiving.Refused` or `openbadges2.NotTrue`."""

    permanent = True

    def __init__(self, code: str, report: Report | None = None) -> None:
        super().__init__(code)
        self.code, self.report = code, report


def hand_in(person: Person, data: bytes, *, now: datetime, fetch: checking.Fetch | None) -> Proof:
    """The proof. Raises `NotTaken`, or `opening.OpeningError` when there is no badge in it.

    A badge whose holder is proved to be this person (by a confirmed address) is cryptographic proof; one that carries only a
    name, or nobody's, waits for a reviewer: whoever finds a badge must not have it counted as hers.
    """
    old = openbadges2.find(data)
    if old is not None:
        return _take(person, _old(old, person, fetch, now), True, now=now)
    report = checking.check(reading.read(data), now=now, fetch=fetch)
    if report.verdict is not Verdict.VALID:
        raise NotTaken("verdict", report)
    if not shapes.is_badge(report.credential):
        raise NotTaken("not-a-badge", report)
    if _is_ours(report.credential):
        raise NotTaken("own", report)
    is_hers = hers(report.credential, addresses_of(person))
    if is_hers is False:
        raise NotTaken("somebody-else", report)
    return _take(person, _arrival(report), bool(is_hers), now=now)


def _old(assertion: Json, person: Person, fetch: checking.Fetch | None, now: datetime) -> Arrival:
    """An Open Badge 2.0, which must name one of her addresses."""
    try:
        return openbadges2.arrival(assertion, addresses_of(person), fetch=fetch, now=now)
    except openbadges2.NotTrue as error:
        raise NotTaken(error.code) from error


def _take(person: Person, arrival: Arrival, is_hers: bool, *, now: datetime) -> Proof:
    try:
        proof = receiving.receive(person, arrival if is_hers else _weaker(arrival), now=now)
    except receiving.Refused as error:
        raise NotTaken(error.code) from error
    if proof.person_id != person.pk:
        raise NotTaken("somebody-else")
    return proof


def _weaker(arrival: Arrival) -> Arrival:
    """Signed by the issuer, but for whom only a person can tell."""
    fields = {name: getattr(arrival, name) for name in arrival.__slots__}
    return Arrival(**fields | {"assurance": Assurance.DOCUMENT})


def addresses_of(person: Person) -> list[str]:
    return list(EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True))


def _is_ours(credential: Json) -> bool:
    """What this hub certified it has counted already."""
    number = str(credential.get("id", "")).removeprefix("urn:uuid:")
    return len(number) == 36 and Credential.objects.filter(pk=number).exists()


def hers(credential: Json, addresses: list[str]) -> bool | None:
    """Whether the badge says that it is for one of these addresses; None when it names no address at all."""
    subject = (shapes.listed(credential.get("credentialSubject")) or [{}])[0]
    named = [one for one in shapes.listed(subject.get("identifier")) if isinstance(one, dict)]
    named = [one for one in named if one.get("identityType") == "emailAddress"]
    said = subject.get("email") if isinstance(subject.get("email"), str) else None
    if not named and said is None:
        return None
    return any(_is_one(one, address) for one in named for address in addresses) or said in addresses


def _is_one(identity: Json, address: str) -> bool:
    """IdentityObject: the address itself, or its salted hash (Open Badges 3.0, Appendix B)."""
    said = str(identity.get("identityHash", ""))
    if not identity.get("hashed"):
        return hmac.compare_digest(said.strip().lower().encode(), address.lower().encode())
    kind, _dollar, digest = said.partition("$")
    salt = str(identity.get("salt", ""))
    hashes = [hashlib.sha256(f"{one}{salt}".encode()).hexdigest() for one in (address, address.lower())]
    return kind == "sha256" and any(hmac.compare_digest(digest.lower(), one) for one in hashes)


def _arrival(report: Report) -> Arrival:
    credential = report.credential
    subject = shapes.listed(credential.get("credentialSubject"))[0]
    achievement: Json = subject["achievement"]
    when = credential.get("awardedDate", credential.get("validFrom"))
    return Arrival(
        source=Source.BADGE,
        key=str(credential.get("id") or hashlib.sha256(orjson.dumps(credential)).hexdigest()),
        assurance=Assurance.CRYPTOGRAPHIC,
        activity=str(achievement["id"]),
        title=showing.title(credential),
        completed_at=moments.read(when),
        detail={"issuer": report.issuer, "name": showing.issuer(credential)},
    )
