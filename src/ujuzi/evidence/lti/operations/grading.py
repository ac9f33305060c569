"""Line items and scores as tools write them. A final score is handed on as proof of a completion."""

from datetime import datetime

from django.db import transaction

from ujuzi.evidence.arrivals import Arrival, Assurance, Source
from ujuzi.evidence.lti import addresses, queries
from ujuzi.evidence.models import LineItem, Opened, Pseudonym, ResourceLink, Score, Tool
from ujuzi.evidence.operations import receiving
from ujuzi.standards.lti import grades
from ujuzi.standards.lti.problems import LtiError

MOST_ITEMS = 1_000


@transaction.atomic
def add(tool: Tool, said: grades.LineItem, *, now: datetime) -> LineItem:
    """A column by a tool. The first one of a link is the one whose final score counts. Raises `LtiError`."""
    if tool.line_items.count() >= MOST_ITEMS:
        raise LtiError("too-many", "", f"a tool has at most {MOST_ITEMS} line items")
    link = _link(tool, said.resource_link)
    counts = link is not None and not link.line_items.filter(counts=True).exists()
    return LineItem.objects.create(
        tool=tool, link=link, counts=counts, made_at=now, resource_id=said.resource_id, **_facts(said)
    )


def change(item: LineItem, said: grades.LineItem) -> None:
    """The link of a column stays: AGS 2.0, 3.2.9, lets nobody move it. Raises `LtiError`."""
    if said.resource_link and said.resource_link != str(item.link_id):
        raise LtiError("mismatch", "resourceLinkId", "cannot be changed")
    for name, value in (_facts(said) | {"resource_id": said.resource_id or item.resource_id}).items():
        setattr(item, name, value)
    item.save()


def _facts(said: grades.LineItem) -> dict[str, object]:
    return {
        "label": said.label,
        "maximum": said.maximum,
        "tag": said.tag,
        "starts_at": said.starts_at,
        "ends_at": said.ends_at,
    }


def _link(tool: Tool, number: str) -> ResourceLink | None:
    if not number:
        return None
    pk = queries.as_uuid(number)
    found = ResourceLink.objects.filter(tool=tool, pk=pk).first() if pk else None
    if found is None:
        raise LtiError("unknown", "resourceLinkId", "the tool has no such link here")
    return found


def score(item: LineItem, said: grades.Score, *, now: datetime) -> Score:
    """Keeps it as the latest, and hands a final one on. The same score sent again changes nothing. Raises `LtiError`."""
    who = _launched(item, said.user)
    row = _kept(item, who, said, now=now)
    if said.is_final and item.counts and item.link is not None:
        _hand_on(item, item.link, who, said, now=now)
    return row


def _launched(item: LineItem, user: str) -> Pseudonym:
    """Grades come only for people who opened the link, or, of a column without one, any link of the tool."""
    sub = queries.as_uuid(user)
    known = Pseudonym.objects.select_related("person").filter(tool=item.tool_id)
    who = known.filter(sub=sub).first() if sub else None
    opened = Opened.objects.filter(pseudonym=who) if who else Opened.objects.none()
    if item.link_id is not None:
        opened = opened.filter(link=item.link_id)
    if who is None or not opened.exists():
        raise LtiError("unknown-user", "userId", "nobody of this id has opened this link")
    return who


def _kept(item: LineItem, who: Pseudonym, said: grades.Score, *, now: datetime) -> Score:
    """By one conditional write, so that of two scores that come at once the newer one stays."""
    facts = {
        "at": said.at,
        "given": said.given,
        "maximum": said.maximum,
        "activity_progress": said.activity,
        "grading_progress": said.grading,
        "comment": said.comment,
    }
    row, new = Score.objects.get_or_create(
        line_item=item, pseudonym=who, defaults=facts | {"received_at": now}
    )
    if new:
        return row
    newer = Score.objects.filter(pk=row.pk, at__lt=said.at).update(**facts, received_at=now)
    row.refresh_from_db()
    if not newer and any(getattr(row, name) != value for name, value in facts.items()):
        grades.check_newer(said.at, row.at)
    return row


def _hand_on(
    item: LineItem, link: ResourceLink, who: Pseudonym, said: grades.Score, *, now: datetime
) -> None:
    arrival = Arrival(
        source=Source.LTI,
        key=f"{item.pk} {who.sub} {grades.written(said.at)}",
        assurance=Assurance.PARTNER_ATTESTED,
        activity=link.activity or addresses.link(link),
        title=link.title,
        completed_at=said.at,
        organisation=item.tool.organisation_id,
        score=said.scaled,
        detail={"tool": str(item.tool_id), "line_item": str(item.pk), "label": item.label},
    )
    try:
        receiving.receive(who.person, arrival, now=now)
    except receiving.Refused as error:
        raise LtiError("refused", "", f"the completion was not taken: {error.code}") from error
