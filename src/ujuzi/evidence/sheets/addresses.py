"""E-mail addresses: written one way, and which known ones a mistyped one may be."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@.<>()\[\],;:\"]+(?:\.[^\s@.<>()\[\],;:\"]+)+")
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|＠)\s*")
_REACH = 3  # letters at either end of the part before the @ that a single slip leaves alone in one of them
_MOST_DOMAINS = 100
_SHORTEST = 7  # ... of a part at least so long
# Mailboxes of these are the same with and without points and "+anything".
_WITHOUT_POINTS = {"gmail.com", "googlemail.com"}


def plain_address(text: str) -> str:
    """Lower case, without "mailto:" and a name around it."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    folded = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    found = _ADDRESS.search(_AT.sub("@", folded.removeprefix("mailto:")))
    return found[0] if found else folded


def is_address(text: str) -> bool:
    """Whether it has the form of one; whether anyone reads it, only a message tells."""
    return len(text) <= 254 and bool(_ADDRESS.fullmatch(text))


class Near:
    """Known addresses by what a slip leaves alone."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._by_local: dict[str, list[str]] = defaultdict(list)
        self._by_end: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for address in addresses:
            local, _, domain = address.rpartition("@")
            self._by_local[_bare(local)].append(address)
            for key in _ends(local, domain):
                self._by_end[key].append(address)

    def of(self, address: str) -> list[str]:
        """Known addresses one slip away before the @ or a few after it, in a stable order; never the address itself."""
        if address.count("@") != 1:
            address = address.replace(",", ".")
        local, _, domain = address.rpartition("@")
        if not local:
            return []
        found = {known for known in self._few(_bare(local)) if _same_domain(domain, known.rpartition("@")[2])}
        for key in _ends(local, domain):
            found.update(
                known for known in self._by_end.get(key, ()) if _slip(local, known.rpartition("@")[0])
            )
        return sorted(found - {address})

    def _few(self, bare: str) -> list[str]:
        """ "info" and "contact" are at so many domains that they tell nothing."""
        known = self._by_local.get(bare, [])
        return known if len(known) <= _MOST_DOMAINS else []


def _bare(local: str) -> str:
    """A mistyped domain is no reason to look at points otherwise, so all addresses are looked up without them."""
    return local.partition("+")[0].replace(".", "")


def _ends(local: str, domain: str) -> list[tuple[str, ...]]:
    """Keys of an address. Digits are in them: another digit is another person, and student00001 to student19999 are no block."""
    if len(local) < _SHORTEST:
        return []
    digits = "".join(sign for sign in local if sign.isdigit())
    return [(domain, digits, "first", local[:_REACH]), (domain, digits, "last", local[-_REACH:])]


def _same_domain(said: str, known: str) -> bool:
    if said == known:
        return known in _WITHOUT_POINTS
    limit = 1 if len(known) < 8 else 2
    return DamerauLevenshtein.distance(said, known, score_cutoff=limit) <= limit


def _slip(said: str, known: str) -> bool:
    """One letter: another digit is another person (amina1, amina2)."""
    if abs(len(said) - len(known)) > 1 or DamerauLevenshtein.distance(said, known, score_cutoff=1) > 1:
        return False
    return [sign for sign in said if sign.isdigit()] == [sign for sign in known if sign.isdigit()]
