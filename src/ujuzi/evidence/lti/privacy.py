"""What is kept about people and partners' tools, for the public privacy page."""

from django.utils.translation import gettext_lazy as _

from ujuzi.accounts.privacy import Holding, declare

_UNTIL = _("Until you delete your account.")


def declare_all() -> None:
    declare(
        Holding(
            "evidence.Pseudonym",
            _("You, as a partner's tool knows you"),
            _("So that a tool can tell you from others without knowing who you are."),
            _UNTIL,
            {
                "sub, tool, person": _("A random number for this tool alone, the tool, and you"),
                "shares_name, shares_email": _(
                    "Whether you let the tool know your name and your e-mail address when you last opened it"
                ),
                "made_at": _("Since when"),
            },
        )
    )
    declare(
        Holding(
            "evidence.Launch",
            _("Tools that you are just opening"),
            _("So that a tool can be opened by you only, and once."),
            _("Some minutes, or some hours while you choose content for a partner."),
            {
                "id, hint_hash, data_hash": _("A number, and hashes of what goes to the tool and comes back"),
                "tool, link, person": _("What is opened, and by whom"),
                "shares_name, shares_email": _("What you let the tool know this time"),
                "made_at, used_at, expires_at": _("When"),
            },
        )
    )
