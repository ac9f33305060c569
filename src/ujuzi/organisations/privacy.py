"""What this app keeps about people, for the public privacy page."""

from django.utils.translation import gettext_lazy as _

from ujuzi.accounts.privacy import Holding, declare


def declare_all() -> None:
    declare(
        Holding(
            "organisations.Membership",
            _("Your organisations"),
            _("So that you can work for them here."),
            _("Until you leave, are removed, or delete your account."),
            {
                "id, person, organisation": _("You, and the organisation"),
                "role, since": _("What you may do for it, and since when"),
            },
        )
    )
    declare(
        Holding(
            "organisations.Invitation",
            _("Invitations to an organisation"),
            _("To let the right people in, and to see who let them in."),
            _(
                "As long as the organisation is here; if you delete your account, without your number and the note."
            ),
            {
                "id, organisation, role": _("Which organisation, and which role"),
                "note": _("For whom, as the inviting person wrote it"),
                "secret_hash": _("The link, only as a hash"),
                "created_by, accepted_by": _("Who invited, and who accepted"),
                "created_at, expires_at, accepted_at, revoked_at": _(
                    "When it was made and used, and when it ends"
                ),
            },
        )
    )
