"""Names of months: the CLDR's in the hub's eight languages, and those of the Levant and the Maghreb, which it leaves to regions."""

from functools import cache

from babel import Locale

from ujuzi.standards.sheets.columns import plain

_LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "sw", "zh", "de", "am", "hi")
_REGIONAL = (
    "كانون_الثاني جانفي",
    "شباط فيفري",
    "آذار اذار",
    "نيسان ابريل افريل أفريل",
    "أيار ايار ماي",
    "حزيران جوان",
    "تموز جويلية جويليه",
    "آب أوت اوت اغسطس",
    "أيلول ايلول sept septiembre setiembre",
    "تشرين_الأول تشرين_الاول اكتوبر",
    "تشرين_الثاني",
    "كانون_الأول كانون_الاول",
)


@cache
def numbers() -> dict[str, int]:
    """{name or abbreviation, plain: 1 to 12}. A name that two languages use for two months is in none."""
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for forms in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in forms.get(width, {}).items():
                    found.setdefault(plain(name), set()).add(number)
    for number, names in enumerate(_REGIONAL, start=1):
        for name in names.split():
            found.setdefault(plain(name.replace("_", " ")), set()).add(number)
    return {
        name: min(meant) for name, meant in found.items() if len(meant) == 1 and not name.isdigit() and name
    }
