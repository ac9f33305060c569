"""What this app keeps about people, for the public privacy page."""

from django.utils.translation import gettext_lazy as _

from ujuzi.accounts.privacy import Holding, declare

_UNTIL = _("Until you delete your account.")
_WHY = _("So that what you completed elsewhere counts here, once.")


def declare_all() -> None:
    declare(
        Holding(
            "evidence.Proof",
            _("Proofs of what you completed elsewhere"),
            _WHY,
            _UNTIL,
            {
                "id, digest, person": _("A random number, a hash that tells whether it came before, and you"),
                "identity": _(
                    "Before you are known here: a keyed hash of the address or number that a partner knows you by"
                ),
                "organisation, batch, source": _("Who sent it, in which sheet, and by which way"),
                "assurance": _("How sure it is"),
                "activity, said, title, completed_at, score, passed, detail": _(
                    "What was completed, when, and how"
                ),
                "document": _("The file that you handed in"),
                "state, received_at, reviewed_by, reviewed_at, remark": _(
                    "Whether it counts, and who decided that"
                ),
                "statement": _("The number of its entry in your learning records"),
            },
        )
    )
    declare(
        Holding(
            "evidence.Completion",
            _("What you completed elsewhere"),
            _WHY,
            _UNTIL,
            {
                "id, person, activity, title": _("A number, you, and what it is"),
                "completed_at, assurance, best": _("When, how sure that is, and by which proof"),
                "many, conflict": _("How many proofs there are, and whether they contradict each other"),
            },
        )
    )
    declare(
        Holding(
            "evidence.Import",
            _("Sheets of completions that you send for a partner"),
            _("So that a sheet can be looked at before it is imported, and undone after."),
            _("The sheet itself goes after a month; that you sent it stays until you delete your account."),
            {
                "id, organisation, by, filename, digest": _(
                    "A number, the partner, you, and which file it was"
                ),
                "content, date_order, clicks, counts": _("The sheet, and what was decided about its rows"),
                "state, made_at, applied_at, done": _("How far it is"),
            },
        )
    )
