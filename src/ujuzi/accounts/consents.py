"""What we may ask people to agree to. A purpose is registered here or by the app that uses it (in its `apps.py`).

Nothing is agreed to unless somebody ticks it. When a text changes in meaning its version goes up, and who agreed
to the older one is asked again.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Purpose:
    """`question` is what is ticked; `text` says plainly what happens then and how to stop it."""

    key: str
    version: int
    question: Promise | str
    text: Promise | str


PURPOSES: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    """Makes a purpose known; the same key twice is a mistake of ours."""
    if PURPOSES.setdefault(purpose.key, purpose) != purpose:
        raise ValueError(f"the purpose {purpose.key!r} is registered twice")


register(
    Purpose(
        key="news",
        version=1,
        question=_("Send me news of this hub by e-mail"),
        text=_(
            "The secretariat may write to your confirmed e-mail address about new courses and events. "
            "Nobody else gets the address. You can stop it here at any time."
        ),
    )
)
