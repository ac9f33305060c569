"""From a text as typed to what is looked for: units (a word, or the words that name a concept), each with its sets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pyroaring import BitMap

from ujuzi.catalogue.vocabulary import synonyms

from . import analysis, concepts, mending
from .analysis import fold
from .memory import FIELDS, NAME, NOTHING, Index

LONGEST_TEXT = 300
MOST_TOKENS = 16
_SCRIPTS = (
    ("\u0600", "\u06ff", ("ar",)),
    ("\u0400", "\u04ff", ("ru",)),
    ("\u0900", "\u097f", ("hi",)),
    ("\u0980", "\u09ff", ("bn",)),
    ("\u1200", "\u137f", ("am",)),
    ("\u3040", "\u9fff", ("zh",)),
)
_LATIN = ("en", "fr", "es", "pt", "sw", "de", "id", "ha")


@dataclass(slots=True)
class Slot:
    """One word of the question: its terms by language. A pair of a spaceless script has the same in every language."""

    token: str
    terms: dict[str, tuple[str, ...]]
    run: int = -1  # which spaceless run it is of
    at: int = 0  # its place in that run
    mended: str = ""

    def stands_in(self, language: str) -> tuple[str, ...]:
        return self.terms.get(language) or self.terms.get("", ())


@dataclass(slots=True)
class Unit:
    """What must be found: in which editions literally, and in which through the concept, per field (title first)."""

    label: str
    literal: list[BitMap]
    anywhere: BitMap  # literally, whichever fields its words are in
    concepts: tuple[str, ...] = ()
    meant: list[BitMap] = field(default_factory=lambda: [NOTHING] * len(FIELDS))
    all: BitMap = NOTHING
    related: BitMap = NOTHING  # through a concept near to its own; only looked up when little was found


class Question(NamedTuple):
    units: list[Unit]
    title_terms: list[list[str]]  # the question as a title would have it, per language tried
    corrected: str


class _Span(NamedTuple):
    start: int
    end: int
    concepts: tuple[str, ...]


def understand(text: str, languages: Sequence[str], index: Index) -> Question:
    """What the text asks for, given the reader's languages (best first)."""
    tokens = [token[: fold.LONGEST] for token in fold.tokens(text[:LONGEST_TEXT])[:MOST_TOKENS]]
    tried = _tried(tokens, languages)
    slots = _slots(tokens, tried)
    spans = _spans(slots, tried)
    corrected = ""
    if _mend(slots, spans, tried, languages, index):
        spans = _spans(slots, tried)
        corrected = " ".join(slot.mended or slot.token for slot in slots)
    units = _units(slots, spans, index, complete=text[-1:].isspace())
    sequences = [[s.stands_in(language)[-1] for s in slots if s.stands_in(language)] for language in tried]
    return Question(units, [list(one) for one in dict.fromkeys(map(tuple, sequences)) if one], corrected)


def _tried(tokens: Sequence[str], languages: Sequence[str]) -> list[str]:
    """The languages whose rules the words are read by: the reader's, and those written in the scripts at hand."""
    tried = [language.split("-")[0].lower() for language in languages]
    text = "".join(tokens)
    if any("a" <= sign <= "z" or "\u00c0" <= sign <= "\u024f" for sign in text):
        tried += _LATIN
    for first, last, spoken in _SCRIPTS:
        if any(first <= sign <= last for sign in text):
            tried += spoken
    return list(dict.fromkeys(tried))


def _slots(tokens: Sequence[str], tried: Sequence[str]) -> list[Slot]:
    slots: list[Slot] = []
    for number, token in enumerate(tokens):
        if fold.is_spaceless(token):
            pairs = fold.pairs(token)
            pairs = pairs[:-1] or pairs
            slots += [Slot(pair, {"": (pair,)}, number, at) for at, pair in enumerate(pairs)]
            continue
        terms = {language: analysis.question(token, language) for language in tried}
        if all(terms.values()):
            terms[""] = (fold.unaccented(token),)
            slots.append(Slot(token, terms))
    return slots


def _spans(slots: Sequence[Slot], tried: Sequence[str]) -> list[_Span]:
    """Concepts named by the words, the longest names first, none overlapping; one span may name several concepts."""
    found: dict[tuple[int, int], dict[str, None]] = {}
    for language in tried:
        sequence = [slot.stands_in(language)[-1] if slot.stands_in(language) else "" for slot in slots]
        for start, end, concept in concepts.spans(sequence, language):
            found.setdefault((start, end), {})[concept] = None
    chosen: list[_Span] = []
    for (start, end), named in sorted(found.items(), key=lambda item: (item[0][0] - item[0][1], item[0][0])):
        if all(end <= other.start or start >= other.end for other in chosen):
            chosen.append(_Span(start, end, tuple(named)))
    return chosen


def _mend(
    slots: list[Slot], spans: Sequence[_Span], tried: Sequence[str], languages: Sequence[str], index: Index
) -> bool:
    """Mends words that nothing has, in place; True when any was."""
    covered = {place for span in spans for place in range(span.start, span.end)}
    mended = False
    for place, slot in enumerate(slots):
        if place in covered or slot.run >= 0 or any(_literal(slot, index)):
            continue
        if place == len(slots) - 1 and mending.completions(index, slot.token, 1):
            continue
        if better := mending.nearest(index, slot.terms, tried):
            slot.mended = mending.surface(index, better, languages) or better
            slot.terms = {language: (better,) for language in (*tried, "")}
            mended = True
    return mended


def _units(slots: Sequence[Slot], spans: Sequence[_Span], index: Index, *, complete: bool) -> list[Unit]:
    units = []
    starts = {span.start: span for span in spans}
    covered = {place for span in spans for place in range(span.start, span.end)}
    signs = {(slots[p].run, slots[p].at + step) for p in covered if slots[p].run >= 0 for step in (0, 1)}
    for place, slot in enumerate(slots):
        if span := starts.get(place):
            units.append(_unit(slots[span.start : span.end], span.concepts, index))
        elif place not in covered and not {(slot.run, slot.at), (slot.run, slot.at + 1)} & signs:
            open_ended = (place == len(slots) - 1 and not complete) or slot.run >= 0
            units.append(_unit([slot], (), index, open_ended=open_ended))
    return [unit for unit in units if unit.concepts != (concepts.COURSE,)] or units


def _unit(slots: Sequence[Slot], named: tuple[str, ...], index: Index, *, open_ended: bool = False) -> Unit:
    found = [_literal(slot, index, open_ended=open_ended) for slot in slots]
    literal = found[0]
    anywhere = _union(found[0])
    for other in found[1:]:
        literal = [mine & theirs for mine, theirs in zip(literal, other, strict=True)]
        anywhere = anywhere & _union(other)
    label = ("" if slots[0].run >= 0 else " ").join(slot.mended or slot.token for slot in slots)
    if slots[0].run >= 0:
        label = slots[0].token + "".join(slot.token[-1] for slot in slots[1:])
    unit = Unit(label, literal, anywhere, named, all=anywhere)
    if named:
        unit.meant = [_union([postings.of(concept) for concept in named]) for postings in index.fields]
        unit.all = anywhere | _union(unit.meant)
    return unit


def look_up_related(units: Sequence[Unit], index: Index) -> None:
    """Fills in `related` of each unit that names a concept."""
    for unit in units:
        near = {concepts.MARK + other for concept in unit.concepts for other in synonyms.related(concept[1:])}
        sets = [postings.of(concept) for concept in near for postings in index.fields]
        unit.related = BitMap.union(NOTHING, *sets) - unit.all


FEW = 5


def _literal(slot: Slot, index: Index, *, open_ended: bool = False) -> list[BitMap]:
    """Per field the editions that have the word, read by the rules of the language each is in.

    A word that is nobody's may be part of a name.

    An open-ended word (the last one, still being typed) that few have stands for the words it begins, too.
    """
    languages: dict[str, list[str]] = {}
    for language, terms in slot.terms.items():
        for term in terms:
            languages.setdefault(term, []).append(language)
    found = []
    for postings in index.fields:
        sets = []
        for term, spoken in languages.items():
            members = postings.of(term)
            if members and "" not in spoken and len(spoken) < len(slot.terms) - 1:
                members = members & _union([index.spoken.get(language, NOTHING) for language in spoken])
            if members:
                sets.append(members)
        found.append(_union(sets))
    if not any(found) and slot.run < 0:
        found[-1] = index.fields[-1].of(NAME + fold.unaccented(slot.token))
    if open_ended and sum(map(len, found)) < FEW:
        for term in mending.completions(index, slot.token, 30):
            found = [mine | postings.of(term) for mine, postings in zip(found, index.fields, strict=True)]
    return found


def _union(sets: Sequence[BitMap]) -> BitMap:
    if not sets:
        return NOTHING
    return sets[0] if len(sets) == 1 else BitMap.union(*sets)
