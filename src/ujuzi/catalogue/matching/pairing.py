"""Which cards are compared at all: those that share a block. Never all pairs: 100,000 editions have five thousand
million of them, but a rare word, a pair of fairly rare words, an equal title, a sketch or an address is shared by few.
"""

from array import array
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from ujuzi.catalogue.matching.cards import Card
from ujuzi.catalogue.matching.judging import Pair, Texts, judge

RARE = 40  # a word in at most so many titles is a block of its own
LARGEST = 60  # a block beyond this says nothing; only neighbours in it are compared
NEAR = 3
PARTS = 8
WORDS = 3  # the rarest words of a title that are looked at

Key = tuple[object, ...]


def pairs(cards: Sequence[Card], fresh: Container[int], *, texts: Texts) -> Iterator[Pair]:
    """Suggestions with at least one edition of `fresh` in them, each pair once."""
    seen: set[tuple[int, int]] = set()
    for block in _blocks(cards):
        for one, other in _within(block):
            if one.pk not in fresh and other.pk not in fresh:
                continue
            key = (one.pk, other.pk) if one.pk < other.pk else (other.pk, one.pk)
            if key in seen:
                continue
            seen.add(key)
            if found := judge(one, other, texts=texts):
                yield found


def _within(block: Sequence[Card]) -> Iterator[tuple[Card, Card]]:
    reach = len(block) if len(block) <= LARGEST else NEAR
    for number, one in enumerate(block):
        for other in block[number + 1 : number + 1 + reach]:
            yield one, other


def _blocks(cards: Sequence[Card]) -> Iterator[list[Card]]:
    often = Counter(term for card in cards for term in set(card.terms))
    hashes, places = array("q"), array("L")
    for place, card in enumerate(cards):
        for key in _keys(card, often):
            hashes.append(hash(key))
            places.append(place)
    for part in range(
        PARTS
    ):  # a share of the keys at a time: most occur once, and a dict of them all would be large
        yield from ([cards[place] for place in block] for block in _shared(hashes, places, part))


def _shared(hashes: "array[int]", places: "array[int]", part: int) -> Iterator[list[int]]:
    first: dict[int, int] = {}
    more: dict[int, list[int]] = {}
    for number, place in zip(hashes, places, strict=True):
        if number % PARTS != part:
            continue
        before = first.setdefault(number, place)
        if before != place:
            more.setdefault(number, [before]).append(place)
    yield from more.values()


def _keys(card: Card, often: Counter[str]) -> Iterator[Key]:
    rare = sorted(set(card.terms), key=lambda term: (often[term], term))[:WORDS]
    for number, term in enumerate(rare):
        if 1 < often[term] <= RARE:
            yield ("word", term)
        for other in rare[number + 1 :]:
            yield ("words", *sorted((term, other)), card.language)
    yield ("title", " ".join(sorted(card.terms)))
    for part in card.sketch:
        yield ("text", part)
    if card.address:
        yield ("address", card.address)
    if card.published and card.minutes:
        yield ("when", card.provider, card.published, card.minutes)
