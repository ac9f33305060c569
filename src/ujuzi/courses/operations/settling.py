"""Which blocks of a cmi5 course are satisfied, said once each; and what a facilitator decides by hand."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from ujuzi.accounts.models import Person
from ujuzi.courses import lms_statements, statements
from ujuzi.courses.models import Enrolment, Unit, UnitProgress
from ujuzi.courses.operations import learning, recording
from ujuzi.courses.queries import standing
from ujuzi.records.queries import persons
from ujuzi.standards.cmi5 import satisfying

Clock = Callable[[], datetime]


def settle(enrolment: Enrolment, *, session: str, clock: Clock) -> None:
    """Says what is satisfied now and was not before; then completes the hub's own course if everything is done.

    The statements are made from the registration and the block, so saying it again says nothing.
    """
    units = [one for one in standing.units(enrolment.course_id) if one.is_cmi5]
    if units:
        done = _satisfied(enrolment, units)
        around = {unit.name: unit.launch["settings"]["blocks"] for unit in units}
        said = [
            lms_statements.satisfied(enrolment, block, whole=False, session=session, now=clock())
            for block in satisfying.blocks(around, done)
        ]
        package = units[0].package
        if package is not None and len(done) == len(units):
            publisher = package.identifier.removeprefix("cmi5:")
            said.append(
                lms_statements.satisfied(enrolment, publisher, whole=True, session=session, now=clock())
            )
        recording.record(said, clock=clock)
    learning.finish_if_done(enrolment, clock=clock)


def _satisfied(enrolment: Enrolment, units: list[Unit]) -> set[str]:
    marked = set(
        UnitProgress.objects.filter(enrolment=enrolment).exclude(done_at=None).values_list("unit", flat=True)
    )
    return {unit.name for unit in units if unit.name in marked or unit.move_on == "NotApplicable"}


def waive(enrolment: Enrolment, unit: Unit, *, reason: str, by: Person | None, clock: Clock) -> bool:
    """A facilitator says that this need not be done, or was done elsewhere. False: it was done, or waived, already."""
    row = UnitProgress.objects.filter(enrolment=enrolment, unit=unit.name).exclude(done_at=None)
    if row.exists():
        return False
    agent = persons.agent(by) if by is not None else None
    session, now = str(uuid4()), clock()
    if unit.is_cmi5:
        said = lms_statements.waived(enrolment, unit, session=session, reason=reason, by=agent, now=now)
    else:
        said = statements.waived(enrolment, unit, reason=reason, by=agent, now=now)
    recording.record([statements.enrolled(enrolment), said], clock=clock)
    settle(enrolment, session=session, clock=clock)
    return True
