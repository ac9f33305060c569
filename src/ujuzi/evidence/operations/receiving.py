"""One proof comes in, by whatever way. The same one twice is one; what is sure enough counts at once, the rest waits for a person."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from ujuzi.accounts.models import Person
from ujuzi.evidence import activities
from ujuzi.evidence.arrivals import Arrival, Assurance
from ujuzi.evidence.models import Proof, State
from ujuzi.evidence.operations import counting

TOMORROW = timedelta(days=1)


class Refused(Exception):
    """Why a proof was not taken. `code`: "hosted", "future", "failed", "no-activity"."""

    permanent = True

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def receive(
    person: Person | None,
    arrival: Arrival,
    *,
    now: datetime,
    identity: str = "",
    batch: int | None = None,
    document: str = "",
) -> Proof:
    """The proof as it is kept. Raises `Refused`. `identity`: hash of somebody who is not known here."""
    return receive_all([(person, arrival, identity)], now=now, batch=batch, document=document)[0]


def receive_all(
    arrived: Sequence[tuple[Person | None, Arrival, str]],
    *,
    now: datetime,
    batch: int | None = None,
    document: str = "",
) -> list[Proof]:
    """Many at once, with one write to the log."""
    made = [_made(*one, now=now, batch=batch, document=document) for one in arrived]
    there = {one.digest: one for one in Proof.objects.filter(digest__in=[one.digest for one in made])}
    fresh = list({one.digest: one for one in made if one.digest not in there}.values())
    with transaction.atomic():
        Proof.objects.bulk_create(fresh, ignore_conflicts=True)
    kept = {one.digest: one for one in Proof.objects.filter(digest__in=[one.digest for one in made])}
    counting.tell([kept[one.digest] for one in fresh if one.digest in kept], now=now)
    return [kept[one.digest] for one in made]


def kept(person: Person | None, arrival: Arrival, identity: str, *, now: datetime) -> Proof:
    """For a follower: the proof is kept, and nothing is said in the log, where it comes from. Raises `Refused`."""
    made = _made(person, arrival, identity, now=now, batch=None, document="")
    Proof.objects.bulk_create([made], ignore_conflicts=True)
    return Proof.objects.get(digest=made.digest)


def digest(arrival: Arrival) -> str:
    """Of what the sender calls it: a partner's row 7 is not another's."""
    parts = (arrival.source, str(arrival.organisation or ""), arrival.key)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _made(
    person: Person | None, arrival: Arrival, identity: str, *, now: datetime, batch: int | None, document: str
) -> Proof:
    if arrival.passed is False:
        raise Refused("failed")
    if arrival.completed_at > now + TOMORROW:
        raise Refused("future")
    if not arrival.activity.strip():
        raise Refused("no-activity")
    try:
        activity = activities.canonical(arrival.activity)
    except activities.Hosted as error:
        raise Refused("hosted") from error
    sure = arrival.assurance >= Assurance.PARTNER_ATTESTED
    return Proof(
        digest=digest(arrival),
        person=person,
        identity="" if person else identity,
        organisation_id=arrival.organisation,
        batch_id=batch,
        source=arrival.source,
        assurance=arrival.assurance,
        activity=activity,
        said=arrival.activity[:1000],
        title=arrival.title[:500],
        completed_at=arrival.completed_at,
        score=arrival.score,
        passed=arrival.passed,
        detail=arrival.detail,
        document=document,
        state=State.ACCEPTED if sure else State.WAITING,
        received_at=now,
    )


def recognise(person: Person, identities: Sequence[str], *, now: datetime) -> int:
    """What came for somebody unknown turns out to be hers: she has confirmed the address. Returns how many."""
    found = list(Proof.objects.filter(person=None, identity__in=[one for one in identities if one]))
    Proof.objects.filter(pk__in=[one.pk for one in found], person=None).update(person=person, identity="")
    hers = list(Proof.objects.filter(pk__in=[one.pk for one in found], person=person))
    counting.tell(hers, now=now)
    return len(hers)


def already(arrival: Arrival) -> UUID | None:
    """The number of the same proof, if it came before."""
    return Proof.objects.filter(digest=digest(arrival)).values_list("pk", flat=True).first()
