"""What this app keeps about people, for the public privacy page."""

from django.utils.translation import gettext_lazy as _

from ujuzi.accounts.privacy import Holding, declare

_UNTIL = _("Until you delete your account.")
_WHY = _("So that you can prove what you learned, and get your certificates again.")


def declare_all() -> None:
    declare(
        Holding(
            "credentials.Award",
            _("What you have achieved"),
            _WHY,
            _UNTIL,
            {
                "id, achievement, person, subject": _(
                    "Two random numbers, what it is, and you. The second number stands for you in certificates"
                ),
                "awarded_at, statement, awarded_by, evidence": _("When and by what you achieved it"),
                "withdrawn_at, withdrawn_why": _("Whether it was taken back, and why"),
            },
        )
    )
    declare(
        Holding(
            "credentials.Credential",
            _("Your certificates"),
            _WHY,
            _(
                "Until you delete your account. Copies that you gave away stay valid; we then know nothing of them any more."
            ),
            {
                "id, award, language, shown, name": _(
                    "A random number, for what, in which language, and the name on it"
                ),
                "document, key, status_list, index": _(
                    "The signed certificate, and its place in the list of revocations"
                ),
                "issued_at, valid_until, resigned_at": _("When it was signed, and until when it is valid"),
                "revoked_at, revoked_why, superseded_by": _("Whether it was revoked or replaced, and why"),
                "share_token": _("The address under which you share it, if you do"),
            },
        )
    )
