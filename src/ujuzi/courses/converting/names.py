"""Names for modules, lessons and pictures: small letters, digits, hyphens, each once."""

import re
import unicodedata
from collections.abc import Iterable

from ujuzi.courses.text.reading import RESERVED

LONGEST = 60  # the hub keeps 80; numbers may be added


def slug(said: str) -> str:
    """ "1.2 What's an “Œuvre”?" -> "1-2-what-s-an-uvre"; "" when no letter is left."""
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].strip("-")


def without_number(name: str) -> str:
    """The name without the numbers in front, by which files are put in order; the numbers alone stay."""
    return re.sub(r"^(?:\d+[a-z]?-)+(?=[a-z])", "", name) or name


class Names:
    """Gives each thing a name that no other has."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = {*RESERVED, *taken}

    def give(self, wishes: Iterable[str], otherwise: str) -> str:
        """The first of the wishes that is free; else the last one with a number."""
        good = [slug(wish) for wish in wishes]
        for wish in good:
            if wish and wish not in self.taken:
                break
        else:
            first = next((each for each in good if each), otherwise)
            number = next(
                n for n in range(2 if first in self.taken else 1, 10**6) if f"{first}-{n}" not in self.taken
            )
            wish = f"{first}-{number}"
        self.taken.add(wish)
        return wish
