"""What the reviewer's desk shows: the queue, the checks of an edition, pairs, the audit log."""

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from ujuzi.accounts.models import Person
from ujuzi.catalogue.models import (
    AuditEntry,
    Cost,
    Edition,
    LanguageSource,
    LinkState,
    State,
    Suggestion,
    SuggestionState,
)
from ujuzi.catalogue.normalise import licences


class Check(NamedTuple):
    """One thing worth a look before approving: a stable code and a sentence."""

    code: str
    text: str


CHECKS: dict[str, Q] = {
    "no-language": Q(language=""),
    "detected-language": Q(language_source=LanguageSource.DETECTED) & ~Q(language=""),
    "dead-link": Q(link_state=LinkState.DEAD),
    "no-address": Q(url=""),
    "no-description": Q(description=""),
    "paid": Q(cost=Cost.PAID),
    "no-licence": Q(licence=""),
    "account": Q(account_needed=True),
    "no-level": Q(level=""),
}


def sentences() -> dict[str, str]:
    """{code: sentence} in the active language."""
    return {
        "no-language": _("The language is not known."),
        "detected-language": _("The language was detected from the text."),
        "dead-link": _("The link is dead."),
        "no-address": _("There is no address."),
        "no-description": _("There is no description."),
        "paid": _("It costs money."),
        "no-licence": _("No licence is stated."),
        "unknown-licence": _("The licence is not one that we know."),
        "account": _("Learners need an account there."),
        "no-level": _("The level is not known."),
        "possible-duplicate": _("It may be the same as another one."),
    }


def checks(edition: Edition) -> list[Check]:
    """The checks that an edition does not pass, in a fixed order."""
    facts = {
        "no-language": not edition.language,
        "detected-language": bool(edition.language) and edition.language_source == LanguageSource.DETECTED,
        "dead-link": edition.link_state == LinkState.DEAD,
        "no-address": not edition.url,
        "no-description": not edition.description,
        "paid": edition.cost == Cost.PAID,
        "no-licence": not edition.licence,
        "unknown-licence": bool(edition.licence) and not licences.is_known(edition.licence),
        "account": edition.account_needed is True,
        "no-level": not edition.level,
        "possible-duplicate": getattr(edition, "has_pair", False),
    }
    said = sentences()
    return [Check(code, said[code]) for code, found in facts.items() if found]


def queue(*, partner: str = "", check: str = "", language: str = "", words: str = "") -> QuerySet[Edition]:
    """Pending editions, the longest waiting first."""
    rows = (
        Edition.objects.filter(state=State.PENDING).select_related("provider").order_by("submitted_at", "pk")
    )
    if partner:
        rows = rows.filter(provider__slug=partner)
    if check in CHECKS:
        rows = rows.filter(CHECKS[check])
    if language:
        rows = rows.filter(language=language)
    for word in words.split()[:5]:
        rows = rows.filter(title__icontains=word)
    return rows


def queue_counts() -> dict[str, int]:
    """How many wait in all, and by each check."""
    counts = {code.replace("-", "_"): Count("pk", filter=condition) for code, condition in CHECKS.items()}
    found = Edition.objects.filter(state=State.PENDING).aggregate(all=Count("pk"), **counts)
    return {code.replace("_", "-"): number for code, number in found.items()}


def queue_partners() -> list[tuple[str, str, int]]:
    """(slug, name, waiting) of the partners in the queue."""
    rows = (
        Edition.objects.filter(state=State.PENDING)
        .values("provider__slug", "provider__names")
        .annotate(number=Count("pk"))
    )
    return [
        (
            row["provider__slug"],
            next(iter(row["provider__names"].values()), row["provider__slug"]),
            row["number"],
        )
        for row in rows.order_by("provider__slug")
    ]


def pairs(*, state: str = SuggestionState.OPEN) -> QuerySet[Suggestion]:
    rows = Suggestion.objects.filter(state=state).select_related(
        "left__provider", "right__provider", "decided_by"
    )
    return (
        rows.order_by("-decided_at", "-score", "pk")
        if state != SuggestionState.OPEN
        else rows.order_by("-score", "pk")
    )


def pairs_of(edition: Edition) -> QuerySet[Suggestion]:
    return pairs().filter(Q(left=edition) | Q(right=edition))


def audit_log(*, kind: str = "", object_id: str = "") -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.order_by("-pk")
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(object_id=object_id) if object_id else rows


def actors(rows: list[AuditEntry]) -> dict[int, str]:
    """{number: name} of those who still are here."""
    numbers = {row.actor_id for row in rows if row.actor_id}
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=numbers)}
