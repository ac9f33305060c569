"""A partner's sheet: looked at, matched, imported in steps that can be stopped and gone on with, undone."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from ujuzi.accounts.models import Person
from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.models import State as EditionState
from ujuzi.evidence import activities, identities
from ujuzi.evidence.arrivals import Arrival, Assurance, Source
from ujuzi.evidence.models import Import, ImportState, Proof
from ujuzi.evidence.operations import counting, receiving
from ujuzi.evidence.sheets import courses, grouping, people, preview, reading, shapes
from ujuzi.organisations.models import Organisation

AT_ONCE = 200
LARGEST = 20_000_000


def look(organisation: Organisation, *, by: Person, filename: str, content: bytes, now: datetime) -> Import:
    """Keeps the sheet for its preview. Raises `SheetError` for one that cannot be read."""
    reading.read(content, filename, today=now.date())
    digest = hashlib.sha256(content).hexdigest()
    return Import.objects.create(
        organisation=organisation,
        by=by,
        filename=filename[-300:],
        content=content,
        digest=digest,
        made_at=now,
    )


def seen(batch: Import) -> tuple[shapes.Sheet, preview.Preview]:
    """What would happen. Nobody outside of those who may be meant is looked at: see `known`."""
    sheet = reading.read(
        bytes(batch.content), batch.filename, today=batch.made_at.date(), date_order=batch.date_order
    )
    clicks = preview.Clicks(
        people={int(row): who for row, who in batch.clicks.get("people", {}).items()},
        courses=batch.clicks.get("courses", {}),
    )
    return sheet, preview.preview(
        sheet, people.Index(known(batch.organisation)), offered(batch.organisation), clicks
    )


def known(organisation: Organisation) -> list[people.Known]:
    """Everybody here. Of what is found a partner sees numbers only; who it may be is shown to the hub's staff."""
    addresses: dict[int, list[str]] = {}
    for person, address in EmailAddress.objects.filter(verified=True).values_list("user_id", "email"):
        addresses.setdefault(person, []).append(address.lower())
    numbers: dict[int, set[str]] = {}
    proofs = Proof.objects.filter(organisation=organisation, source=Source.SHEET, person__isnull=False)
    for person, detail in proofs.values_list("person_id", "detail"):
        if detail.get("partner_id"):
            numbers.setdefault(person, set()).add(detail["partner_id"])
    rows = Person.objects.filter(is_active=True).values_list("pk", "username", "display_name")
    return [
        people.Known(
            pk,
            username,
            (name,) if name else (),
            tuple(addresses.get(pk, ())),
            tuple(sorted(numbers.get(pk, ()))),
        )
        for pk, username, name in rows
    ]


def offered(organisation: Organisation) -> list[courses.Course]:
    """The partner's own works in the catalogue, with their titles in all languages."""
    works: dict[int, tuple[set[str], set[str]]] = {}
    rows = Edition.objects.filter(provider=organisation, state=EditionState.PUBLISHED)
    for work, title, url in rows.values_list("work_id", "title", "url"):
        titles, ids = works.setdefault(work, (set(), set()))
        titles.add(title)
        ids |= {url} if url else set()
    return [
        courses.Course(activities.of_work(work), tuple(sorted(titles)), tuple(sorted(ids)))
        for work, (titles, ids) in sorted(works.items())
    ]


def click(batch: Import, *, rows: Iterable[int], person: int | None) -> None:
    """A person of the partner's says who some rows are about; None: nobody here."""
    _click(batch, "people", {str(row): person for row in rows})


def click_course(batch: Import, *, key: str, activity: str) -> None:
    _click(batch, "courses", {key: activity})


def _click(batch: Import, what: str, made: dict[str, Any]) -> None:
    with transaction.atomic():
        locked = Import.objects.select_for_update().get(pk=batch.pk)
        if locked.state == ImportState.LOOKED_AT and locked.done == 0:
            locked.clicks = locked.clicks | {what: locked.clicks.get(what, {}) | made}
            locked.save(update_fields=["clicks"])
    batch.refresh_from_db()


def apply(
    batch: Import,
    *,
    clock: Callable[[], datetime],
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] | None = None,
) -> bool:
    """Imports it, some hundred completions at a time; stopped, it goes on where it was. False when it is not done yet.

    What is certain or was chosen counts for its person. What is likely or ambiguous and was not chosen, and who is unknown, is kept
    under a hash: it counts as somebody, and finds its person when she confirms the address.
    """
    _sheet, found = seen(batch)
    ready = [
        (group, match) for group, match in zip(found.groups, found.courses, strict=True) if _is_settled(match)
    ]
    while batch.done < len(ready) and not stopped():
        part = ready[batch.done : batch.done + AT_ONCE]
        arrived = [_arrived(batch, group, match) for group, match in part]
        receiving.receive_all([one for one in arrived if one], now=clock(), batch=batch.pk)
        batch.done += len(part)
        Import.objects.filter(pk=batch.pk).update(done=batch.done)
        if progress is not None:
            progress(batch.done, len(ready))
    if batch.done < len(ready):
        return False
    counts = {name: getattr(found.counts, name) for name in found.counts.__slots__}
    Import.objects.filter(pk=batch.pk, state=ImportState.LOOKED_AT).update(
        state=ImportState.APPLIED, applied_at=clock(), counts=counts
    )
    batch.refresh_from_db()
    return True


def _is_settled(match: courses.CourseMatch) -> bool:
    return bool(match.activities) and match.kind in (people.Kind.CERTAIN, people.Kind.CHOSEN)


def _arrived(
    batch: Import, group: grouping.Group, match: courses.CourseMatch
) -> tuple[Person | None, Arrival, str]:
    row = group.main
    sure = group.match.kind in (people.Kind.CERTAIN, people.Kind.CHOSEN) and group.match.candidates
    person = Person.objects.filter(pk=group.match.candidates[0].id).first() if sure else None
    identity = "" if person else _identity(batch.organisation_id, row)
    who = f"person {person.pk}" if person else identity
    arrival = Arrival(
        source=Source.SHEET,
        key=f"{who} {match.activities[0]} {group.completed_on.isoformat()}",
        assurance=Assurance.PARTNER_ATTESTED,
        activity=match.activities[0],
        title=row.title or row.course_id or row.url or match.activities[0],
        completed_at=datetime.combine(group.completed_on, time(12), UTC),
        organisation=batch.organisation_id,
        score=group.score,
        passed=True if group.status == shapes.Status.PASSED else None,
        detail={"rows": [row.number, *group.exact, *group.others], "sheet": batch.filename}
        | ({"partner_id": row.partner_id} if row.partner_id and person else {}),
    )
    return person, arrival, identity


def _identity(organisation: int, row: shapes.Row) -> str:
    if row.email:
        return identities.of_address(row.email)
    return (
        identities.of_partner(organisation, row.partner_id)
        if row.partner_id
        else identities.of_name(organisation, row.name)
    )


def undo(batch: Import, *, now: datetime) -> int:
    """As if it had never come: what it brought is taken back in the log and forgotten here. Returns how many."""
    found = list(Proof.objects.filter(batch=batch))
    pairs = [(one.person_id, one.activity) for one in found]
    counting.void(found, now=now)
    Proof.objects.filter(pk__in=[one.pk for one in found]).delete()
    counting.recount(pairs)
    Import.objects.filter(pk=batch.pk).update(state=ImportState.UNDONE)
    batch.refresh_from_db()
    return len(found)


def forget_old(*, now: datetime, days: int = 30) -> int:
    """Sheets hold people's data: a month after they came, their contents go."""
    old = Import.objects.filter(made_at__lt=now - timedelta(days=days)).exclude(content=b"")
    return old.update(content=b"", clicks={})
