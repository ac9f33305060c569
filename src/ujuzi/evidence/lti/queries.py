"""What pages and services read about tools, links, grades and members."""

import uuid
from collections.abc import Mapping

from allauth.account.models import EmailAddress
from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from ujuzi.accounts.models import Person
from ujuzi.evidence.lti import addresses
from ujuzi.evidence.models import LineItem, Opened, ResourceLink, Score, Tool, ToolState
from ujuzi.organisations.models import Organisation
from ujuzi.standards.lti import grades, memberships, names

Document = dict[str, object]


def tools(organisation: Organisation) -> QuerySet[Tool]:
    return Tool.objects.filter(organisation=organisation).annotate(many=Count("links"))


def open_link(number: uuid.UUID) -> ResourceLink | None:
    """One that learners may open."""
    return (
        ResourceLink.objects.select_related("tool", "tool__organisation")
        .filter(pk=number, is_published=True, tool__state=ToolState.ACTIVE)
        .first()
    )


def line_items(tool: Tool, asked: Mapping[str, str]) -> QuerySet[LineItem]:
    """By the filters of AGS 2.0, section 3.2.5."""
    found = LineItem.objects.filter(tool=tool).select_related("link")
    if "resource_link_id" in asked:
        found = found.filter(link__in=_named(asked["resource_link_id"]))
    if "resource_id" in asked:
        found = found.filter(resource_id=asked["resource_id"])
    if "tag" in asked:
        found = found.filter(tag=asked["tag"])
    return found


def as_uuid(text: str) -> uuid.UUID | None:
    """As this hub writes its ids, and no other way."""
    try:
        found = uuid.UUID(text)
    except ValueError:
        return None
    return found if str(found) == text else None


def _named(text: str) -> list[uuid.UUID]:
    number = as_uuid(text)
    return [number] if number else []


def line_item_document(item: LineItem) -> Document:
    said = grades.LineItem(
        label=item.label,
        maximum=item.maximum,
        resource_id=item.resource_id,
        tag=item.tag,
        resource_link=str(item.link_id or ""),
        starts_at=item.starts_at,
        ends_at=item.ends_at,
    )
    return grades.line_item_document(said, addresses.line_item(item))


def results(item: LineItem, user: str) -> QuerySet[Score]:
    """Section 3.3: of one person, or of all."""
    found = Score.objects.filter(line_item=item, given__isnull=False).select_related("pseudonym")
    if not user:
        return found
    return found.filter(pseudonym__in=_named(user))


def result_document(item: LineItem, score: Score) -> Document:
    return grades.result_document(
        address=addresses.result(item, score.pseudonym.sub),
        of=addresses.line_item(item),
        user=str(score.pseudonym.sub),
        given=score.given,
        maximum=score.maximum,
        item_maximum=item.maximum,
        comment=score.comment,
    )


def opened(tool: Tool, link: str) -> QuerySet[Opened]:
    """Who opened this link, or, for "", any of the tool: each of them once, the first first."""
    rows = Opened.objects.filter(pseudonym__tool=tool, pseudonym__person__is_active=True)
    if link:
        rows = rows.filter(link__in=_named(link))
    else:
        first = Opened.objects.filter(pseudonym=OuterRef("pseudonym")).order_by("pk").values("pk")[:1]
        rows = rows.filter(pk=Subquery(first))
    return rows.select_related("pseudonym__person", "link").order_by("pk")


def only_item(link: ResourceLink) -> LineItem | None:
    """AGS 2.0, 3.1.2: the address of a column is sent when the link has one and no more."""
    found = list(link.line_items.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def address_of(person: Person) -> str:
    """Her confirmed address, the main one first; "" for none."""
    found = EmailAddress.objects.filter(user=person, verified=True).order_by(F("primary").desc(), "pk")
    return found.values_list("email", flat=True).first() or ""


def member(row: Opened, *, with_custom: bool) -> memberships.Member:
    """Name and address only if she shared them when she last opened something of this tool."""
    known = row.pseudonym
    return memberships.Member(
        sub=str(known.sub),
        roles=(names.LEARNER,),
        name=str(known.person) if known.shares_name else "",
        email=address_of(known.person) if known.shares_email else "",
        custom=row.link.custom if with_custom else {},
    )
