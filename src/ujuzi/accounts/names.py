"""User names that may be chosen, and the names of languages, in the language of the page."""

from babel import Locale, UnknownLocaleError
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Letters of any script. No "@": a name that looks like an address could be taken for one.
VALIDATORS = [
    RegexValidator(
        r"^[^\W_][\w.-]*$",
        _("Use letters, digits, dots, hyphens and underscores; begin with a letter or a digit."),
    )
]

# Languages one can ask for, beyond those of the pages: those of the courses we know of. BCP 47.
# fmt: off
LEARNING_LANGUAGES = [
    "am", "ar", "bn", "de", "en", "es", "fa", "fr", "ha", "hi", "id", "it", "ja", "ko", "ms", "my", "ne",
    "pa", "pt", "ru", "rw", "si", "so", "sw", "ta", "th", "tr", "uk", "ur", "vi", "yo", "zh", "zu",
]
# fmt: on


def locale() -> Locale:
    """babel's locale for the active language; English where babel does not know it."""
    try:
        return Locale.parse((get_language() or "en").replace("-", "_"), sep="_")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def language_choices() -> list[tuple[str, str]]:
    """(code, name in the language of the page), sorted by that name."""
    names = locale().languages
    return sorted(
        ((code, names.get(code, code)) for code in LEARNING_LANGUAGES), key=lambda pair: pair[1].casefold()
    )


def country_choices() -> list[tuple[str, str]]:
    """(ISO 3166-1 alpha-2, name in the language of the page); CLDR also has regions, which have digits."""
    not_countries = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
    names = locale().territories.items()
    countries = [(code, name) for code, name in names if len(code) == 2 and code not in not_countries]
    return sorted(countries, key=lambda pair: pair[1].casefold())
