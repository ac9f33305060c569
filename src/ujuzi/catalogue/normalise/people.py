"""Names of people as sources pack them: "Prof. Dr. A, B &amp; C / D, PhD" to one name each."""

import re

from ujuzi.catalogue.normalise import texts

MOST, LONGEST = 50, 200
_TITLES = re.compile(
    r"^(?:(?:(?:prof(?:essor(?:in|a)?|esseure?)?|dr|dra|drs|dipl|mr|mrs|ms|mme|mlle|sir|phd|doc|проф|доц)\b\.?"
    r"|(?:univ|habil|med|rer|nat|phil|jur|h\.\s?c|ing|inf|mag|eng|hon|pr|sr|sra|أ\.\s?د|د|أ)\.)[\s\-]*)+",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"(?:ph\.?\s?d|[mb]\.?\s?sc|[mb]\.?\s?a|[mb]\.?\s?ed|m\.?d|mba|mph|ll\.?[mb]|dipl.*|jr|esq)\.?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[;|、،，；؛]\s*|\s+[/&]\s+|\s+(?:and|und|et)\s+")
# "y", "e", "и" and "na" also stand inside a name (Ortega y Gasset), "/" inside that of a group (AC/DC).
_MAYBE_BETWEEN = re.compile(r"\s+(?:y|e|и|na)\s+|/")


def people(values: tuple[str, ...]) -> list[str]:
    """Each person once, without titles and degrees; "null" and the like are nobody."""
    found: dict[str, str] = {}
    for value in values:
        text = texts.plain(value)
        if text.casefold() in texts.NOTHING:
            continue
        for part in _BETWEEN.split(text):
            for said in _by_commas(part):
                name = _TITLES.sub("", said.strip(" ,;")).strip()
                if name.casefold() not in texts.NOTHING and len(name) <= LONGEST:
                    found.setdefault(name.casefold(), name)
    return list(found.values())[:MOST]


def _by_commas(text: str) -> list[str]:
    """ "Juma, Amina" is one person, "Amina Juma, Baraka Otieno" are two: the names of a list have a space each."""
    parts = [part for each in text.split(",") if (part := each.strip()) and not _DEGREES.fullmatch(part)]
    if len(parts) % 2 == 0 and not any(" " in part for part in parts):
        return [", ".join(parts[place : place + 2]) for place in range(0, len(parts), 2)]
    if len(parts) == 2 and not all(" " in part for part in parts):
        return [", ".join(parts)]
    return [name for part in parts for name in _by_small_words(part)]


def _by_small_words(text: str) -> list[str]:
    """Split where both sides are whole names."""
    for match in _MAYBE_BETWEEN.finditer(text):
        sides = text[: match.start()].strip(), text[match.end() :].strip()
        if all(" " in side for side in sides):
            return [sides[0], *_by_small_words(sides[1])]
    return [text]
