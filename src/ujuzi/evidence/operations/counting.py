"""From proofs to statements, and from statements to completions: the follower `evidence.completions`.

A completion is counted once for a person and an activity. Of several proofs the surest counts, of equally sure ones the earliest;
the others stay and are shown beside it. Where they contradict each other (another day, passed and not) that is marked.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ujuzi.evidence import statements
from ujuzi.evidence.arrivals import Source
from ujuzi.evidence.models import Completion, Proof, State
from ujuzi.records import followers, keys
from ujuzi.records.operations import appending, following

NAME = "evidence.completions"
VERSION = "2.0.0"
AT_ONCE = 500


def tell(proofs: Sequence[Proof], *, now: datetime) -> None:
    """Says accepted proofs of known people in the log, and counts them at once."""
    ready = [one for one in proofs if one.state == State.ACCEPTED and one.person_id and one.statement is None]
    for at in range(0, len(ready), AT_ONCE):
        part = ready[at : at + AT_ONCE]
        said = [statements.completed(one) for one in part]
        appending.append(said, author=keys.hub(), version=VERSION, clock=lambda: now)
        for one, statement in zip(part, said, strict=True):
            one.statement = UUID(statement["id"])
        Proof.objects.bulk_update(part, ["statement"])
        recount((one.person_id, one.activity) for one in part)


def take_back(proofs: Sequence[Proof], *, state: str, now: datetime, remark: str = "") -> None:
    """They count no longer: their statements are voided, what is left is counted again.

    A partner's own statement stays in the log: it is the partner's word, which just does not count here.
    """
    void(proofs, now=now)
    changes: dict[str, object] = {"state": state, "statement": None}
    changes |= {"remark": remark} if remark else {}
    Proof.objects.filter(pk__in=[one.pk for one in proofs]).update(**changes)
    recount((one.person_id, one.activity) for one in proofs)


def void(proofs: Sequence[Proof], *, now: datetime) -> None:
    """Voids what the hub said of them."""
    ours = [
        one for one in proofs if one.statement is not None and one.person_id and one.source != Source.XAPI
    ]
    for at in range(0, len(ours), AT_ONCE):
        voiding = [statements.voided(one) for one in ours[at : at + AT_ONCE]]
        appending.append(voiding, author=keys.hub(), version=VERSION, clock=lambda: now)


def handle(entries: Sequence[followers.Entry]) -> None:
    """The follower: whatever the log says or takes back about a proof, its completion is counted anew."""
    named = {UUID(bytes=entry.sid) for entry in entries if not entry.voids}
    named |= {UUID(str(entry.statement["object"]["id"])) for entry in entries if entry.voids}
    found = Proof.objects.filter(statement__in=named).values_list("person_id", "activity")
    recount(found)


def reset() -> None:
    Completion.objects.all().delete()


def recount(pairs: Iterable[tuple[int | None, str]]) -> None:
    """Of people and activities; idempotent."""
    for person, activity in sorted({(who, what) for who, what in pairs if who is not None}):
        with transaction.atomic():
            _recount(person, activity)


def _recount(person: int, activity: str) -> None:
    """Only what the log says counts: a proof whose statement was voided does not, whatever its row says."""
    proofs = list(
        Proof.objects.select_for_update().filter(
            person=person, activity=activity, state=State.ACCEPTED, statement__isnull=False
        )
    )
    living = {
        UUID(bytes=one.sid)
        for one in following.by_id([one.statement.bytes for one in proofs if one.statement])
        if not one.voided
    }
    counted = sorted(
        (one for one in proofs if one.statement in living),
        key=lambda one: (-one.assurance, one.completed_at, str(one.pk)),
    )
    if not counted:
        Completion.objects.filter(person=person, activity=activity).delete()
        return
    best = counted[0]
    Completion.objects.update_or_create(
        person_id=person,
        activity=activity,
        defaults={
            "title": best.title,
            "completed_at": best.completed_at,
            "assurance": best.assurance,
            "best": best,
            "many": len(counted),
            "conflict": conflicts(counted),
        },
    )


def conflicts(proofs: Sequence[Proof]) -> bool:
    """Whether they tell of different days, as far as the same way of counting days goes."""
    days = sorted(one.completed_at.date() for one in proofs)
    return len(days) > 1 and (days[-1] - days[0]).days > 1
