"""What a person completed elsewhere, with every proof of it."""

from dataclasses import dataclass

from ujuzi.accounts.models import Person
from ujuzi.evidence.models import Completion, Proof, State


@dataclass(frozen=True, slots=True)
class Counted:
    """One completion, its best proof first. `completion` None: nothing of it counts (yet)."""

    title: str
    activity: str
    completion: Completion | None
    proofs: list[Proof]


def of(person: Person) -> list[Counted]:
    """Completions that count first, the newest first."""
    counted = {one.activity: one for one in Completion.objects.filter(person=person)}
    grouped: dict[str, list[Proof]] = {}
    for proof in Proof.objects.filter(person=person).select_related("organisation"):
        grouped.setdefault(proof.activity, []).append(proof)
    rows = []
    for activity, proofs in grouped.items():
        found = counted.get(activity)
        best = found.best_id if found else None
        proofs.sort(key=lambda one: (one.pk != best, one.state != State.ACCEPTED, -one.assurance))
        rows.append(Counted(found.title if found else proofs[0].title, activity, found, proofs))
    return sorted(rows, key=lambda row: (row.completion is None, -_newest(row)))


def _newest(row: Counted) -> float:
    return max(proof.completed_at.timestamp() for proof in row.proofs)
