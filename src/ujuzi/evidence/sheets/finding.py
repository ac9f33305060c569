"""People by name: which of thousands are looked at for one name, without looking at each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import OSA

from ujuzi.evidence.sheets import likeness, names, scripts
from ujuzi.evidence.sheets.likeness import Tier
from ujuzi.evidence.sheets.names import Folded

LARGEST = 1_000  # names around one token beside an initial; "A. Mohamed" is no lead either
REMEMBERED = 5_000  # tokens whose surroundings are kept
MOST = 10  # people for one name; beyond, a name such as "Amina" is no lead

Entry = tuple[int, Folded]  # (place of the person, one of their names)


class Names:
    """`find(name)` is {place of a person: Tier}. Blocks: equal keys, tokens, tokens a slip away, consonants."""

    def __init__(self, people: Iterable[tuple[int, Iterable[str]]]) -> None:
        self._entries: list[Entry] = [
            (place, folded) for place, said in people for name in said for folded in names.folded(name)
        ]
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_token: dict[str, set[int]] = defaultdict(set)
        self._by_bones: dict[str, list[int]] = defaultdict(list)
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        for number, (_place, name) in enumerate(self._entries):
            self._enter(number, name)
        self._slipped: dict[str, list[str]] = defaultdict(list)
        for token in self._by_token:
            for shorter in _slipped(token):
                self._slipped[shorter].append(token)
        self._around: dict[str, set[int]] = {}

    def _enter(self, number: int, name: Folded) -> None:
        self._by_key[name.key].append(number)
        for token in name.tokens:
            self._by_token[token].add(number)
        self._by_letters[" ".join(sorted(map(scripts.loose, name.tokens)))].append(number)
        for written in _in_one_piece(name):
            self._by_letters[written].append(number)
        if bones := likeness.skeleton_key(name):
            self._by_bones[bones].append(number)

    def find(self, said: str) -> dict[int, Tier]:
        """The best tier of each person; people who are more alike leave out those who are only partly so."""
        found: dict[int, Tier] = {}
        for name in names.folded(said):
            for number, tier in self._alike(name):
                place = self._entries[number][0]
                found[place] = max(tier, found.get(place, tier))
        best = max(found.values(), default=Tier.PART)
        if best is Tier.EQUAL:
            return {place: tier for place, tier in found.items() if tier is best}
        if best is Tier.NEAR:
            return {place: tier for place, tier in found.items() if tier > Tier.PART}
        return found if len(found) <= MOST or best > Tier.PART else {}

    def _alike(self, name: Folded) -> Iterator[tuple[int, Tier]]:
        """Entries by the surest way that finds any: parts of names only when whole names find nobody."""
        found = list(self._equal(name))
        if not any(tier is Tier.EQUAL for _number, tier in found):
            for way in (self._near, self._in_letters, self._in_bones):
                found += way(name)
        if not any(tier > Tier.PART for _number, tier in found):
            found += self._in_parts(name)
        yield from found

    def _equal(self, name: Folded) -> Iterator[tuple[int, Tier]]:
        for number in self._by_key.get(name.key, ()):
            if tier := likeness.tier(name, self._entries[number][1]):
                yield number, tier

    def _near(self, name: Folded) -> Iterator[tuple[int, Tier]]:
        """All tokens within a slip; or all but a long one, which may have two."""
        if len(name.tokens) < 2:
            return
        around = [self._tokens_around(token) for token in name.tokens]
        looked = set.intersection(*around)
        for place, token in enumerate(name.tokens):
            if len(token) >= 6 and likeness.limit(token):
                others = set.intersection(*around[:place], *around[place + 1 :])
                looked |= {number for number in others if self._has_like(number, token)}
        for number in looked:
            if len(self._entries[number][1].tokens) == len(name.tokens):
                tier = likeness.tier(name, self._entries[number][1])
                if tier:
                    yield number, tier

    def _has_like(self, number: int, token: str) -> bool:
        return any(
            abs(len(other) - len(token)) <= 3 and likeness.slips(token, other) <= 2
            for other in self._entries[number][1].tokens
        )

    def _tokens_around(self, token: str) -> set[int]:
        """Entries with the token or one that is a slip away."""
        if token not in self._around:
            found = set(self._by_token.get(token, ()))
            if likeness.limit(token):
                near = {known for shorter in _slipped(token) for known in self._slipped.get(shorter, ())}
                for known in near:
                    if OSA.distance(token, known, score_cutoff=1) <= 1:
                        found |= self._by_token[known]
            if len(self._around) >= REMEMBERED:
                self._around.clear()
            self._around[token] = found
        return self._around[token]

    def _in_letters(self, name: Folded) -> Iterator[tuple[int, Tier]]:
        """Another transliteration, or the same letters cut otherwise: "Jean Pierre" and "Jeanpierre", 王小明 and 小明 王."""
        keys = [" ".join(sorted(map(scripts.loose, name.tokens))), *_in_one_piece(name)]
        for key in dict.fromkeys(keys):
            for number in self._by_letters.get(key, ()):
                known = self._entries[number][1]
                alone = len(name.tokens) < 2 and len(known.tokens) < 2 and name.kind != "CJK"
                if name.initials == known.initials:
                    yield number, Tier.PART if alone or _endings(name, known) else Tier.NEAR

    def _in_bones(self, name: Folded) -> Iterator[tuple[int, Tier]]:
        for number in self._by_bones.get(likeness.skeleton_key(name), ()):
            known = self._entries[number][1]
            if tier := likeness.tier(name, known) or likeness.by_consonants(name, known):
                yield number, tier

    def _in_parts(self, name: Folded) -> Iterator[tuple[int, Tier]]:
        around = [self._tokens_around(token) for token in name.tokens]
        looked: set[int] = set()
        for one, other in combinations(around, 2):
            looked |= one & other
        for block in around:  # a lone token beside initials, on either side
            if len(block) > LARGEST:
                continue
            looked |= {number for number in block if name.initials or self._entries[number][1].initials}
        for number in looked:
            if tier := likeness.contained(name, self._entries[number][1]):
                yield number, tier


def _endings(name: Folded, known: Folded) -> bool:
    return len(name.tokens) == len(known.tokens) and likeness.tier(name, known) is Tier.PART


def _in_one_piece(name: Folded) -> tuple[str, ...]:
    """The letters without spaces, in the order written and with the last token first; for Chinese see `han_readings`."""
    if name.kind == "CJK":
        return tuple(f"={reading}" for reading in names.han_readings(name))
    whole = "".join(name.order)
    turned = "".join((*name.order[-1:], *name.order[:-1]))
    return tuple(f"={letters}" for letters in dict.fromkeys((whole, turned)) if len(letters) >= 6)


def _slipped(token: str) -> set[str]:
    """The token and all with one letter less: two tokens a slip apart have one of these in common."""
    if not likeness.limit(token):
        return set()
    return {token, *(token[:place] + token[place + 1 :] for place in range(len(token)))}
