"""What people decide about proofs: reviewers accept or refuse, the person herself disputes or withdraws."""

from datetime import datetime

from ujuzi.accounts.models import Person
from ujuzi.evidence.models import Proof, State
from ujuzi.evidence.operations import counting


def accept(proof: Proof, *, by: Person, now: datetime, remark: str = "") -> bool:
    """It counts. False when somebody else has decided meanwhile, or when it is the reviewer's own."""
    open_states = [State.WAITING, State.DISPUTED]
    if by.pk == proof.person_id or not _decide(proof, open_states, State.ACCEPTED, by, now, remark):
        return False
    counting.tell([proof], now=now)
    return True


def refuse(proof: Proof, *, by: Person, now: datetime, remark: str) -> bool:
    """It does not count; the person reads why."""
    return _decide(proof, [State.WAITING, State.DISPUTED], State.REFUSED, by, now, remark)


def _decide(proof: Proof, before: list[State], state: State, by: Person, now: datetime, remark: str) -> bool:
    done = Proof.objects.filter(pk=proof.pk, state__in=before).update(
        state=state, reviewed_by=by, reviewed_at=now, remark=remark[:1000]
    )
    proof.refresh_from_db()
    return bool(done)


def dispute(proof: Proof, *, remark: str, now: datetime) -> bool:
    """She says that it is wrong: it counts no longer until somebody has looked at it. False when there is nothing to dispute."""
    if proof.state != State.ACCEPTED:
        return False
    counting.take_back([proof], state=State.DISPUTED, now=now, remark=remark[:1000])
    proof.refresh_from_db()
    return True


def withdraw(proof: Proof, *, now: datetime) -> bool:
    """She does not want it here; it stays out, also when it is sent again."""
    if proof.state == State.WITHDRAWN:
        return False
    counting.take_back([proof], state=State.WITHDRAWN, now=now)
    proof.refresh_from_db()
    return True
