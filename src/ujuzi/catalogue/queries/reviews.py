"""What the reviewer's desk shows: who waits and why to look twice, pairs to decide, what was decided, the log."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ujuzi.accounts.models import Person
from ujuzi.catalogue.models import (
    AuditEntry,
    Change,
    Cost,
    Edition,
    Feed,
    LanguageSource,
    LinkState,
    State,
    Suggestion,
    SuggestionState,
)
from ujuzi.catalogue.normalise import licences, texts
from ujuzi.organisations.models import Organisation

HEAVY = ("description", "provenance", "decisions", "access_summary", "creators", "keywords")


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at before approving. `code` is stable; nothing follows from it by itself."""

    code: str
    text: str | Promise


TEXTS: dict[str, str | Promise] = {
    "no-address": _("It has no address: nobody could open it."),
    "dead-link": _("The link is dead."),
    "possible-duplicate": _("It may be here already."),
    "no-language": _("The language is not known."),
    "detected-language": _(
        "The language was detected from the text; the source does not say it, or says another."
    ),
    "no-description": _("It has no description."),
    "paid": _("It costs money."),
    "account-needed": _("Learners need an account there."),
    "licence-unknown": _("The licence is not stated, or not one that we know."),
    "no-level": _("The level is not known."),
}


def _conditions() -> dict[str, Q]:
    understood = Q(licence__in=licences.SPDX_IDS)
    for start in licences.KNOWN_STARTS:
        understood |= Q(licence__startswith=start)
    pairs = Suggestion.objects.filter(
        Q(left=OuterRef("pk")) | Q(right=OuterRef("pk")), state=SuggestionState.OPEN
    )
    return {
        "no-address": Q(url=""),
        "dead-link": Q(link_state=LinkState.DEAD),
        "possible-duplicate": Q(Exists(pairs)),
        "no-language": Q(language=""),
        "detected-language": Q(language_source=LanguageSource.DETECTED) & ~Q(language=""),
        "no-description": Q(description=""),
        "paid": Q(cost=Cost.PAID),
        "account-needed": Q(account_needed=True),
        "licence-unknown": ~understood,
        "no-level": Q(level=""),
    }


def _name(code: str) -> str:
    return f"check_{code.replace('-', '_')}"


def with_checks(rows: QuerySet[Edition]) -> QuerySet[Edition]:
    """Each check as a column of the same question."""
    columns = {
        _name(code): ExpressionWrapper(condition, output_field=BooleanField())
        for code, condition in _conditions().items()
    }
    return rows.annotate(**columns)


def checks(edition: Edition) -> list[Check]:
    """What to look at; free of questions for a row of `queue`."""
    if not hasattr(edition, _name("paid")):
        edition = with_checks(Edition.objects.filter(pk=edition.pk)).get()
    return [Check(code, text) for code, text in TEXTS.items() if getattr(edition, _name(code))]


def queue(
    *, organisation: Organisation | None = None, check: str = "", language: str = "", words: str = ""
) -> QuerySet[Edition]:
    """Editions that wait, those first that wait longest."""
    rows = Edition.objects.filter(state=State.PENDING)
    if organisation is not None:
        rows = rows.filter(provider=organisation)
    if check in TEXTS:
        rows = rows.filter(_conditions()[check])
    if language:
        rows = rows.filter(language=language)
    for word in words.split()[:5]:
        rows = rows.filter(title__icontains=word)
    return with_checks(rows).select_related("provider").defer(*HEAVY).order_by("submitted_at", "pk")


def counts() -> list[tuple[Check, int]]:
    """How many of all that wait fall under each check; none is left out."""
    filters = {_name(code): Count("pk", filter=condition) for code, condition in _conditions().items()}
    found = Edition.objects.filter(state=State.PENDING).aggregate(**filters)
    return [(Check(code, text), found[_name(code)]) for code, text in TEXTS.items()]


def partners() -> QuerySet[Organisation]:
    """Organisations with something in the queue, and `waiting`, how much."""
    waiting = Count("editions", filter=Q(editions__state=State.PENDING))
    return Organisation.objects.annotate(waiting=waiting).filter(waiting__gt=0).order_by("slug")


def languages() -> list[str]:
    rows = Edition.objects.filter(state=State.PENDING).exclude(language="")
    return list(rows.order_by("language").values_list("language", flat=True).distinct())


def pairs(*, kind: str = "", organisation: Organisation | None = None) -> QuerySet[Suggestion]:
    """Open suggestions, the likeliest first."""
    rows = Suggestion.objects.filter(state=SuggestionState.OPEN)
    if kind:
        rows = rows.filter(kind=kind)
    if organisation is not None:
        rows = rows.filter(Q(left__provider=organisation) | Q(right__provider=organisation))
    return rows.select_related("left__provider", "right__provider").order_by("-score", "pk")


def pairs_of(edition: Edition) -> QuerySet[Suggestion]:
    rows = Suggestion.objects.filter(Q(left=edition) | Q(right=edition))
    return rows.select_related("left__provider", "right__provider").order_by("-score", "pk")


def decided_pairs() -> QuerySet[Suggestion]:
    rows = Suggestion.objects.exclude(state=SuggestionState.OPEN)
    return rows.select_related("left", "right", "decided_by").order_by("-decided_at", "-pk")


def decisions() -> QuerySet[Change]:
    """What reviewers decided on single entries, the last first."""
    rows = Change.objects.filter(cause__in=["review", "split", "undo"])
    return rows.select_related("edition", "actor").order_by("-at", "-pk")


def log(*, verb: str = "", kind: str = "", number: str = "") -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.order_by("-pk")
    wanted = {"verb": verb, "kind": kind, "object_id": number}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("verb").values_list("verb", flat=True).distinct())


def names(people: set[int]) -> dict[int, str]:
    """Who is behind the numbers of the log, as far as they are still here."""
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=people)}


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of an edition as a reviewer sees it: the value, what the source wrote, and where it came from."""

    field: str
    label: str
    value: str  # the description is cleaned HTML, the others are text
    raw: str
    source: str
    at: str
    decisions: list[dict[str, Any]]


_SHOWN = (
    "title", "url", "language", "description", "publisher", "kind", "subjects", "sdgs", "audiences", "level", "keywords", "creators",
    "duration_minutes", "effort_minutes_per_week", "cost", "certificate", "licence", "modality", "account_needed", "works_offline",
    "size_bytes", "access_features", "countries", "excluded_countries", "published_on", "modified_on",
)  # fmt: skip


def facts(edition: Edition) -> list[Fact]:
    """Every field with its origin; a field without a line of its own came as the line "*" says."""
    lines = edition.provenance
    feeds = {line.get("feed") for line in lines.values()} - {None}
    people = {line.get("by") for line in lines.values()} - {None}
    feed_names = dict(Feed.objects.filter(pk__in=feeds).values_list("pk", "name"))
    person_names = names(people)
    made = []
    for name in _SHOWN:
        line = lines.get("*", {}) | lines.get(name, {})
        source = (
            person_names.get(line["by"], "")
            if "by" in lines.get(name, {})
            else feed_names.get(line.get("feed"), "")
        )
        display = getattr(edition, f"get_{name}_display", None)
        made.append(
            Fact(
                field=name,
                label=str(Edition._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
                value=_said(display() if display else getattr(edition, name), name),
                raw=_said(lines.get(name, {}).get("raw"), name),
                source=source,
                at=line.get("at", ""),
                decisions=edition.decisions.get(name, []),
            )
        )
    return made


def _said(value: Any, field: str) -> str:
    if field == "description":  # what was typed by hand before it was cleaned on the way in
        return texts.html(value or "")
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)
