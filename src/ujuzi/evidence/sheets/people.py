"""Who a row is about. Only an address, a user name or a partner's id known to be somebody's makes it certain; a name never does."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ujuzi.evidence.sheets import addresses, likeness, names
from ujuzi.evidence.sheets.finding import MOST, Names
from ujuzi.evidence.sheets.likeness import Tier
from ujuzi.evidence.sheets.shapes import Row


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the hub. `emails` are verified ones; `partner_ids` the partner's own ids of earlier imports."""

    id: int
    username: str = ""
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    partner_ids: tuple[str, ...] = ()


class Kind(StrEnum):
    """CHOSEN by a click and CERTAIN may count at once; LIKELY (one person) and AMBIGUOUS (several, or one of whom the row says too little) wait for a click."""

    CHOSEN = "chosen"
    CERTAIN = "certain"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """`reasons`: "email", "username", "partner-id"; "name", "name-near", "name-script", "name-part", "email-near"; against: "name-differs", "email-differs"."""

    id: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Candidates with the better first, at most ten; `more` says how many were left out."""

    kind: Kind
    candidates: tuple[Candidate, ...] = ()
    more: int = 0


_NAME_REASONS = {
    Tier.EQUAL: "name",
    Tier.NEAR: "name-near",
    Tier.SCRIPT: "name-script",
    Tier.PART: "name-part",
}
_BETTER = {
    reason: rank
    for rank, reason in enumerate(
        ("email", "username", "partner-id", "name", "email-near", *_NAME_REASONS.values())
    )
}

_AGAINST = {"name-differs", "email-differs"}


class Index:
    """The people of the hub, once; then `match(row)` for as many rows as there are. Same people, same answers, in whatever order they came."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._people = sorted(people, key=lambda person: person.id)
        self._by: dict[tuple[str, str], set[int]] = defaultdict(set)
        for place, person in enumerate(self._people):
            self._enter(place, person)
        self._near = addresses.Near(sorted(said for what, said in self._by if what == "email"))
        self._names = Names((place, person.names) for place, person in enumerate(self._people))
        self._found: dict[tuple[str, ...], Match] = {}

    def _enter(self, place: int, person: Known) -> None:
        for what, said in (
            *(("email", addresses.plain_address(email)) for email in person.emails),
            ("username", handle(person.username)),
            *(("partner-id", handle(own)) for own in person.partner_ids),
        ):
            if said:
                self._by[what, said].add(place)

    def match(self, row: Row) -> Match:
        """The same for rows that say the same of their person."""
        asked = (row.name, row.email, row.username, row.partner_id)
        if asked not in self._found:
            self._found[asked] = self._certain(row) or self._by_likeness(row)
        return self._found[asked]

    def _certain(self, row: Row) -> Match | None:
        """What identifies points at one person and the name does not speak against it; else a person has to look."""
        reasons: dict[int, list[str]] = defaultdict(list)
        said = {"email": row.email, "username": handle(row.username), "partner-id": handle(row.partner_id)}
        for what, value in said.items():
            for place in self._by.get((what, value), ()) if value else ():
                reasons[place].append(what)
        if not reasons:
            return None
        if len(reasons) > 1:
            return self._answer(Kind.AMBIGUOUS, reasons)
        place = next(iter(reasons))
        if self._agrees(row.name, place):
            return self._answer(Kind.CERTAIN, reasons)
        # The mailbox of a family or a school: who else has the name of the row is as good a candidate.
        reasons[place].append("name-differs")
        for other, tier in self._names.find(row.name).items():
            if tier is Tier.EQUAL:
                reasons[other].append(_NAME_REASONS[tier])
        return self._answer(Kind.AMBIGUOUS, reasons)

    def _agrees(self, name: str, place: int) -> bool:
        said = names.folded(name)
        known = [folded for each in self._people[place].names for folded in names.folded(each)]
        return not said or not known or any(likeness.agree(one, other) for one in said for other in known)

    def _by_likeness(self, row: Row) -> Match:
        tiers = self._names.find(row.name)
        near = (
            {place for known in self._near.of(row.email) for place in self._by["email", known]}
            if row.email
            else set()
        )
        reasons: dict[int, list[str]] = defaultdict(list)
        for place, tier in tiers.items():
            reasons[place].append(_NAME_REASONS[tier])
        for place in near:
            reasons[place].append("email-near")
            if not self._agrees(row.name, place):
                reasons[place].append("name-differs")
        if not reasons:
            return Match(Kind.UNKNOWN)
        if not near and addresses.is_address(row.email):
            for place in tiers:
                if self._people[place].emails:
                    reasons[place].append("email-differs")
        agreeing = {place for place in near if "name-differs" not in reasons[place]}
        likely = _likely(tiers, agreeing, reasons)
        if likely is None:
            return self._answer(Kind.AMBIGUOUS, reasons)
        return self._answer(Kind.LIKELY, {likely: reasons[likely]})

    def _answer(self, kind: Kind, reasons: dict[int, list[str]]) -> Match:
        found = [Candidate(self._people[place].id, tuple(said)) for place, said in reasons.items()]
        found.sort(
            key=lambda candidate: (
                -len(set(candidate.reasons) - {"name-differs"}),
                _BETTER[candidate.reasons[0]],
                candidate.id,
            )
        )
        return Match(kind, tuple(found[:MOST]), max(0, len(found) - MOST))


def _likely(tiers: dict[int, Tier], near: set[int], reasons: dict[int, list[str]]) -> int | None:
    """The one whom the name or a mistyped address means while nothing means another; None where a person should see all."""
    named = {place for place, tier in tiers.items() if tier > Tier.PART}
    best = {place for place in named if tiers[place] is Tier.EQUAL} or named
    both = near & set(tiers)
    if both:
        return next(iter(both)) if len(both) == 1 else None
    chosen = near | best
    if len(chosen) != 1 or any("email-near" in reasons[place] for place in reasons if place not in chosen):
        return None
    place = next(iter(chosen))
    tier = tiers.get(place)
    # Two things that are not quite right, a name and another address, are two people more often than one.
    if tier in {Tier.NEAR, Tier.SCRIPT} and "email-differs" in reasons[place]:
        return None
    return None if tier is Tier.SCRIPT and len(tiers) > 1 else place


def handle(text: str) -> str:
    """User names and ids one way: they differ in no more than case and spaces around."""
    return unicodedata.normalize("NFKC", text).strip().removeprefix("@").casefold()
