"""How alike two folded names are: token by token, slips within limits by length, endings that make another person."""

from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from ujuzi.evidence.sheets import scripts
from ujuzi.evidence.sheets.names import Folded, han_readings

ENOUGH = 5  # consonants by which two names in two scripts can be told from others
_NO = 99


class Tier(IntEnum):
    """How much a name says. PART is never enough: initials, a part of the name, another ending, too few consonants."""

    PART = 1
    SCRIPT = 2
    NEAR = 3
    EQUAL = 4


def limit(token: str) -> int:
    """Slips that a token may have. One sign of Chinese is another name; a syllable of Ethiopic is two letters."""
    kind = scripts.script(token)
    if kind == "CJK":
        return 0
    length = len(token) + (1 if kind == "ETHIOPIC" else 0)
    return 0 if length < 4 else 1 if length < 8 else 2


@lru_cache(maxsize=1 << 16)
def slips(one: str, other: str) -> int:
    """Slips between two tokens; 1 for two ways to transliterate one; 99 beyond the limit. The first letter is seldom a slip: it counts twice."""
    if one == other:
        return 0
    most = min(limit(one), limit(other))
    found = OSA.distance(one, other, score_cutoff=most) + (one[:1] not in other[:2])
    if found <= most:
        return found
    if scripts.loose(one) == scripts.loose(other):
        return 1
    return 2 if _sounds_alike(one, other) else _NO


def _sounds_alike(one: str, other: str) -> bool:
    """ "Mohamed" and "Muhammad": the same consonants in long tokens of one script, most letters the same."""
    if (
        min(len(one), len(other)) < 6
        or scripts.skeleton(one) != scripts.skeleton(other)
        or not scripts.skeleton(one)
    ):
        return False
    return OSA.distance(one, other) <= 0.4 * max(len(one), len(other))


def other_ending(one: str, other: str) -> bool:
    """ "Mario" and "Maria", "Ivanov" and "Ivanova": one slip, but the one that tells two people apart."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return short != long and short[:-1] == long[:-1] and {short[-1], long[-1]} <= set("aoei")
    return long == short + "a" and short[-1] not in "aoeiu"


def turns(order: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The orders one name is written in, family names first or last; never the father's name before the child's."""
    return list(dict.fromkeys(order[place:] + order[:place] for place in range(len(order)))) or [order]


def tier(row: Folded, known: Folded) -> Tier | None:
    """Of two names with as many tokens each. None: another person."""
    if row.tokens == known.tokens:
        return _with_initials(row, known) if row.order in turns(known.order) else Tier.PART
    found = _cheapest(row.order, known.order)
    if found is None:
        return None
    total, pairs = found
    letters = max(sum(map(len, row.tokens)), sum(map(len, known.tokens)))
    if total > (1 if letters < 9 else 2 if letters < 18 else 3):
        return None
    if (
        any(other_ending(one, other) or _two_in_short(one, other) for one, other in pairs)
        or len(row.tokens) < 2
    ):
        return Tier.PART
    return Tier.NEAR if not (set(row.initials) ^ set(known.initials)) else Tier.PART


def _two_in_short(one: str, other: str) -> bool:
    """Two slips in a name of eight or nine letters are another name more often than not: Nyandori, Nyandole."""
    return min(len(one), len(other)) < 10 and slips(one, other) > 1 and not _sounds_alike(one, other)


def _with_initials(row: Folded, known: Folded) -> Tier:
    """A lone token says too little; "Amina K. Juma" may be "Amina Juma", hardly "Amina B. Juma"."""
    if len(row.tokens) < 2 and row.kind != "CJK":
        return Tier.EQUAL if row.initials == known.initials and len(row.initials) > 1 else Tier.PART
    if row.initials == known.initials:
        # Where the second name is the father's, another order is another person as often as a heading misread.
        return Tier.NEAR if row.kind == "ETHIOPIC" and row.order != known.order else Tier.EQUAL
    return Tier.PART if row.initials and known.initials else Tier.NEAR


def _cheapest(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, list[tuple[str, str]]] | None:
    """(slips in all, pairs of differing tokens) of the order of tokens that needs the fewest."""
    if len(one) != len(other):
        return None
    best: tuple[int, list[tuple[str, str]]] | None = None
    for order in turns(other):
        pairs = [pair for pair in zip(one, order, strict=True) if pair[0] != pair[1]]
        total = sum(slips(*pair) for pair in pairs)
        if total < _NO and (best is None or (total, pairs) < best):
            best = total, pairs
    return best


def skeleton_key(name: Folded) -> str:
    """Consonants of all tokens, in no order; "" if a token has none."""
    parts = [scripts.skeleton(token) for token in name.tokens]
    return " ".join(sorted(parts)) if parts and all(parts) else ""


def by_consonants(row: Folded, known: Folded) -> Tier | None:
    """Of two names with equal consonants: two scripts, or two ways to write Arabic in Latin letters ("Selma Saeed", "Salma Said")."""
    bones = tuple(map(scripts.skeleton, row.order))
    enough = len(bones) >= 2 and sum(map(len, bones)) >= ENOUGH and not (row.initials or known.initials)
    if not enough:  # in one script such names are merely short: Ali Omar, Eli Amir
        return Tier.PART if row.kind != known.kind else None
    for order in turns(known.order):
        if bones == tuple(map(scripts.skeleton, order)) and all(map(_may_be_one, row.order, order)):
            return Tier.SCRIPT
    return Tier.PART


def _may_be_one(one: str, other: str) -> bool:
    """The vowels must not say otherwise: Hassan is not Hussein, Samir not Samira, and حسين has an "i" somewhere in Latin letters."""
    kinds = scripts.script(one), scripts.script(other)
    if kinds == ("LATIN", "LATIN"):
        return OSA.distance(one, other) <= 0.4 * max(len(one), len(other)) and not other_ending(one, other)
    if kinds[0] == kinds[1]:
        return one == other
    arabic, latin = (one, other) if kinds[0] == "ARABIC" else (other, one)
    return all(
        set(sounds) & set(latin) for letter, sounds in (("ي", "iyej"), ("و", "ouw")) if letter in arabic[1:]
    )


def contained(row: Folded, known: Folded) -> Tier | None:
    """One name is a part of the other, or the initials of one stand for tokens of the other."""
    short, long = sorted((row, known), key=lambda name: len(name.tokens))
    left = list(long.tokens)
    for token in short.tokens:
        fitting = [other for other in left if slips(token, other) <= 1]
        if not fitting:
            return None
        left.remove(min(fitting, key=lambda other: (slips(token, other), other)))
    if not short.initials:
        return Tier.PART if len(short.tokens) >= 2 else None
    for initial in short.initials:
        stands = next((other for other in [*left, *long.initials] if other.startswith(initial)), None)
        if stands is None:
            return None
        if stands in left:
            left.remove(stands)
    return Tier.NEAR if len(short.tokens) >= 2 and not left and short.tokens != long.tokens else Tier.PART


def comparable(one: Folded, other: Folded) -> bool:
    """Whether a difference says anything: a name in Chinese and one in Latin letters may be the same person's."""
    kinds = {one.kind, other.kind}
    return len(kinds) == 1 or kinds == {"LATIN", "ARABIC"}


def agree(one: Folded, other: Folded) -> bool:
    """Whether nothing in two names speaks against one person: each token of the shorter has one in the longer, read kindly."""
    if not comparable(one, other):
        return True
    if set(han_readings(one)) & set(han_readings(other)) or "".join(one.order) == "".join(other.order):
        return True
    short, long = sorted((one, other), key=lambda name: len(name.tokens))
    initials = all(
        any(token.startswith(initial) for token in (*long.tokens, *long.initials))
        for initial in short.initials
    )
    return (
        initials and all(any(_kin(token, known) for known in long.tokens) for token in short.tokens)
    ) or not short.tokens


def _kin(one: str, other: str) -> bool:
    if slips(one, other) < _NO:
        return not other_ending(one, other)
    bones = scripts.skeleton(one)
    return scripts.script(one) != scripts.script(other) and bool(bones) and bones == scripts.skeleton(other)
