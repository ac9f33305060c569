"""Which features an edition can have for a question, and how many points each is worth: the rule of docs/ranking.md.

Nothing of the provider is read here; a test shows that exchanging two providers changes no order.
"""

import math
from collections.abc import Sequence

from pyroaring import BitMap

from ujuzi.catalogue.vocabulary import synonyms

from .memory import NOTHING, QUALITY_BITS, Index, packed
from .questions import Question, Unit
from .ranking import Feature

# Points per unit of the question, times how rare it is (1000 = met in one of e editions).
TITLE, KEYWORDS, DESCRIPTION = 3.0, 1.4, 1.0
MEANT = 0.7  # what a concept counts of what the word itself counts
FOUND = 1.0  # somewhere at all
NEAR = 0.5  # through a related concept
# Points of an edition, whatever was asked.
OWN_LANGUAGE, OTHER_OWN_LANGUAGE = 2500, 1500
QUALITY = 8  # a point of quality (0 ... 100)
FREE, LIGHT = 300, 200
PHRASE, BEGINNING, WHOLE_TITLE = 2500, 1500, 2500
SHORT = 300
LOT = 1  # among equals the lot decides, not who came first
MOST_PHRASES = 400
RAREST, COMMONEST = 7.0, 0.6


def features(question: Question, index: Index, languages: Sequence[str], *, asked: bool) -> list[Feature]:
    """All features, the two that outweigh the rest together (all words; a language the reader knows) included."""
    found = _of_the_edition(index, languages)
    for unit in question.units:
        found += _of_a_unit(unit, index, languages)
    if question.units:
        found += _of_the_title(question, index)
    if asked:
        most = sum(feature.points for feature in found) + 1
        found.append(Feature(most, understood(question, index, languages), ""))
        found.append(Feature(2 * most, with_all(question), ""))
    return found


def with_all(question: Question) -> BitMap:
    """The editions that have every unit, literally or by meaning."""
    return BitMap.intersection(*[unit.all for unit in question.units]) if question.units else NOTHING


def understood(question: Question, index: Index, languages: Sequence[str]) -> BitMap:
    """The editions in a language of the reader, and those that have of the question what they have literally."""
    sets = [index.spoken.get(language.split("-")[0].lower(), NOTHING) for language in languages]
    literally = BitMap.union(NOTHING, *[unit.anywhere for unit in question.units])
    translated = BitMap.union(NOTHING, *[unit.all - unit.anywhere for unit in question.units])
    return BitMap.union(literally - translated, *sets)


def rarity(unit: Unit, index: Index) -> float:
    """Inverse document frequency, bounded: what everybody has says little, what one has is no oracle."""
    return min(RAREST, max(COMMONEST, math.log((len(index.live) + 1) / (len(unit.all) + 0.5))))


def _of_a_unit(unit: Unit, index: Index, languages: Sequence[str]) -> list[Feature]:
    rare = 1000 * rarity(unit, index)
    fields = (("title", TITLE), ("keywords", KEYWORDS), ("description", DESCRIPTION))
    name = synonyms.name(unit.concepts[0][1:], languages[0] if languages else "en") if unit.concepts else ""
    found = [
        Feature(int(rare * FOUND), unit.all, ""),
        Feature(int(rare * NEAR), unit.related, "related", name),
    ]
    for (code, points), literal in zip(fields, unit.literal, strict=True):
        found.append(Feature(int(rare * points), literal, code, unit.label))
    if not unit.concepts:
        return found
    for (code, points), meant in zip(fields, unit.meant, strict=True):
        found.append(Feature(int(rare * points * MEANT), meant, f"{code}-meaning", name))
    return found


def _of_the_title(question: Question, index: Index) -> list[Feature]:
    """The words as a phrase in the title, and as the whole title. Looked for only where few enough titles have them."""
    in_title = BitMap.intersection(*[unit.literal[0] for unit in question.units])
    found = [Feature(SHORT, index.short_titles & in_title, "")]
    if len(in_title) > MOST_PHRASES:
        in_title = in_title & index.short_titles
    if not in_title or len(in_title) > MOST_PHRASES:
        return found
    asked = [packed(terms) for terms in question.title_terms]
    phrase, beginning, whole = BitMap(), BitMap(), BitMap()
    several = any(len(terms) > 1 for terms in question.title_terms)
    for edition in in_title:
        title = index.title(edition)
        if title in asked:
            whole.add(edition)
        if title.startswith(tuple(asked)):
            beginning.add(edition)
        if several and any(part in title for part in asked):
            phrase.add(edition)
    return [
        *found,
        Feature(PHRASE, phrase, "phrase"),
        Feature(BEGINNING, beginning, ""),
        Feature(WHOLE_TITLE, whole, "whole-title"),
    ]


def _of_the_edition(index: Index, languages: Sequence[str]) -> list[Feature]:
    found = []
    for place, language in enumerate(dict.fromkeys(one.split("-")[0].lower() for one in languages)):
        points = OTHER_OWN_LANGUAGE if place else OWN_LANGUAGE
        found.append(Feature(points, index.spoken.get(language, NOTHING), "language", language))
    found += [Feature(QUALITY << bit, index.quality[bit], "quality") for bit in range(QUALITY_BITS)]
    found.append(Feature(FREE, index.facet("cost", "free"), "free"))
    found.append(Feature(LIGHT, index.facet("line", "light"), "light"))
    found += [Feature(LOT << bit, members, "") for bit, members in enumerate(index.lots)]
    return found
