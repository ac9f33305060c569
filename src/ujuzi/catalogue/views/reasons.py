"""Why a result stands where it stands, in sentences: one for each code of `search.terms.Reason`."""

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import labels

SENTENCES: dict[str, str | Promise] = {
    "title": _("Your words are in its title."),
    "description": _("Your words are in its description."),
}
