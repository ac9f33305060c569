"""What this app keeps about people, for the public privacy page."""

from django.utils.translation import gettext_lazy as _

from ujuzi.accounts.privacy import Holding, declare

_UNTIL = _("As long as the hub runs; when you delete your account, a made-up name takes your place.")


def declare_all() -> None:
    declare(
        Holding(
            "records.Statement",
            _("Your learning"),
            _("To show you how far you have come, to give you certificates and to count who is reached."),
            _UNTIL,
            {
                "seq, sid": _("When it was stored, and its number"),
                "owner, authority": _("Which organisation's tool wrote it"),
                "flags": _("Whether it was taken back"),
                "body": _("What you did, when, and how it went, as the learning tool said it"),
            },
        )
    )
    declare(
        Holding(
            "records.Document",
            _("Where you stopped in a course, and your settings there"),
            _("So that a course goes on where you left it, on any device."),
            _("Until the course or you delete it, or you delete your account."),
            {
                "id, kind, owner, name": _("A number, what it is for and which organisation's tool wrote it"),
                "agent, activity, registration": _("You and the course, as numbers that cannot be read"),
                "content_type, content": _("What the course wrote down"),
                "etag, updated": _("Its check sum, and when it changed"),
            },
        )
    )
