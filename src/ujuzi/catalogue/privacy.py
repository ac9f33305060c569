"""What the catalogue keeps about the people who work on it: for the privacy page, and for who wants it all."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from ujuzi.accounts import portability
from ujuzi.accounts.models import Person
from ujuzi.accounts.privacy import Holding, declare
from ujuzi.catalogue.models import AuditEntry, Change, Suggestion

_WHY = _("So that it can be seen and undone who changed what in the catalogue.")


def declare_all() -> None:
    declare(
        Holding(
            "catalogue.Change",
            _("Changes of entries"),
            _WHY,
            _("As long as the entry is here; your number is taken off when you delete your account."),
            {"actor": _("Who changed the entry")},
        )
    )
    declare(
        Holding(
            "catalogue.Suggestion",
            _("Decisions on duplicates"),
            _WHY,
            _("As long as the entries are here; your number is taken off when you delete your account."),
            {"decided_by": _("Who decided")},
        )
    )
    declare(
        Holding(
            "catalogue.AuditEntry",
            _("The log of decisions"),
            _("So that nobody can change the past unseen."),
            _(
                "As long as the hub runs: it knows your number only, and nothing leads from it to you once you are gone."
            ),
            {"actor_id": _("The number of who decided")},
        )
    )
    portability.register("catalogue", export, lambda person: None)  # rows lose their link by themselves


def export(person: Person) -> dict[str, Iterable[portability.Row]]:
    audit = AuditEntry.objects.filter(actor_id=person.pk).order_by("id")
    return {
        "changes": Change.objects.filter(actor=person)
        .values("at", "edition_id", "cause", "fields")
        .iterator(),
        "decisions": Suggestion.objects.filter(decided_by=person).values(
            "kind", "left_id", "right_id", "state", "decided_at"
        ),
        "log": audit.values("at", "verb", "kind", "object_id", "detail").iterator(),
    }
