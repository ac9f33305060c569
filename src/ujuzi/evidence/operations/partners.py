"""What a partner writes into the log with its own key: completions in xAPI or cmi5 become proofs, by following the log."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone

from ujuzi.accounts.models import Person
from ujuzi.core import langtext
from ujuzi.courses import statements
from ujuzi.courses.operations import progress
from ujuzi.evidence import identities
from ujuzi.evidence.arrivals import Arrival, Assurance, Source
from ujuzi.evidence.models import Proof, State
from ujuzi.evidence.operations import counting, receiving
from ujuzi.records import followers
from ujuzi.records.authors import HUB, PACKAGES

NAME = "evidence.partners"
_VERBS = {statements.COMPLETED, statements.PASSED}
_SATISFIED = "https://w3id.org/xapi/adl/verbs/satisfied"  # cmi5: said by an LMS of a course or block


def handle(entries: Sequence[followers.Entry]) -> None:
    for entry in entries:
        if entry.owner in (HUB, PACKAGES):
            continue
        if entry.voids:
            _void(UUID(str(entry.statement["object"]["id"])), entry.owner)
        elif not entry.voided and entry.statement["verb"]["id"] in {*_VERBS, _SATISFIED}:
            _completed(entry)


def reset() -> None:
    """What people decided about a proof is not in the log, so decided ones stay; the others come back by the log."""
    Proof.objects.filter(source=Source.XAPI, state=State.ACCEPTED).delete()


def _void(target: UUID, owner: int) -> None:
    found = list(
        Proof.objects.filter(source=Source.XAPI, detail__statement=str(target), organisation_id=owner)
    )
    if found:
        counting.take_back(found, state=State.WITHDRAWN, now=timezone.now())


def _completed(entry: followers.Entry) -> None:
    said = entry.statement
    if said["object"].get("objectType", "Activity") != "Activity" or not _is_whole(said):
        return
    person, identity = _who(entry.owner, said["actor"])
    if person is None and not identity:
        return
    arrival = _arrival(entry, said)
    try:
        proof = receiving.kept(person, arrival, identity, now=timezone.now())
    except receiving.Refused:
        return
    if proof.statement is None and proof.state == State.ACCEPTED and proof.person_id is not None:
        Proof.objects.filter(pk=proof.pk, statement=None).update(statement=UUID(bytes=entry.sid))
        counting.recount([(proof.person_id, proof.activity)])


def _is_whole(said: dict[str, Any]) -> bool:
    """A course or programme, not a lesson or a question within one: what has a parent is a part."""
    kind = str(said["object"].get("definition", {}).get("type", ""))
    parent = said.get("context", {}).get("contextActivities", {}).get("parent")
    result = said.get("result", {})
    return (
        not parent
        and kind.rpartition("/")[2] in ("", "course", "programme", "curriculum")
        and result.get("success") is not False
    )


def _who(owner: int, actor: dict[str, Any]) -> tuple[Person | None, str]:
    """By her account here, or a confirmed address; else the hash by which the partner's own name for her is counted."""
    account, mbox = actor.get("account"), str(actor.get("mbox", ""))
    if isinstance(account, dict):
        if account.get("homePage") == settings.ORIGIN:
            return progress.person_named(account), ""
        return None, identities.of_partner(owner, f"{account.get('homePage')} {account.get('name')}")
    address = mbox.removeprefix("mailto:")
    if not mbox or not address:
        return None, ""
    known = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
    return (known.user, "") if known else (None, identities.of_address(address))


def _arrival(entry: followers.Entry, said: dict[str, Any]) -> Arrival:
    result, names = said.get("result", {}), said["object"].get("definition", {}).get("name", {})
    score = result.get("score", {}).get("scaled")
    return Arrival(
        source=Source.XAPI,
        key=str(UUID(bytes=entry.sid)),
        assurance=Assurance.PARTNER_ATTESTED,
        activity=str(said["object"]["id"]),
        title=langtext.pick(names, ["en"]).text or str(said["object"]["id"]),
        completed_at=progress.happened_at(entry),
        organisation=entry.owner,
        score=max(0.0, float(score)) if score is not None else None,
        passed=result.get("success"),
        detail={"statement": str(UUID(bytes=entry.sid))},
    )
