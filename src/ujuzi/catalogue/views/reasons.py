"""Why a result stands where it stands, in sentences: one for each code of `search.terms.Reason`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "title": _("Your words are in its title."),
    "description": _("Your words are in its description."),
}
