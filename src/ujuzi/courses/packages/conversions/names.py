"""Names as our course format wants them, made from whatever a package calls its things; and its plain texts."""

import re
import unicodedata

from ujuzi.courses.text.heads import LANGUAGE
from ujuzi.courses.text.reading import RESERVED

LONGEST = 60
_HEX = re.compile(r"[a-z_]*[0-9a-f]{24,}")
_ODD = re.compile(
    "[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff\ud800-\udfff\u2028\u2029]|[\U000f0000-\U0010ffff]"
)


def plain(said: str, otherwise: str) -> str:
    """Small letters, digits, hyphens. Long hexadecimal ids, which nobody reads, are cut to ten digits."""
    ascii_only = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    if _HEX.fullmatch(ascii_only.replace("-", "")):
        return f"{otherwise}-{ascii_only.replace('-', '').rpartition('_')[2][:10]}"
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST].strip("-") or otherwise


class Names:
    """Gives every name once."""

    def __init__(self) -> None:
        self.given: set[str] = set(RESERVED)

    def free(self, said: str, otherwise: str) -> str:
        """The plain name, with a number behind it when it is taken."""
        name = first = plain(said, otherwise)
        number = 1
        while name in self.given:
            number += 1
            name = f"{first}-{number}"
        self.given.add(name)
        return name


def words(said: str, most: int = 200) -> str:
    """Plain text on one line, without control characters and characters of private use."""
    text = " ".join(_ODD.sub(" ", said).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def language(said: str) -> str:
    """A tag that our format can write (no digits, at most twelve characters); "" for what is none."""
    parts = said.strip().replace("_", "-").split("-")
    kept = [parts[0].lower()]
    for part in parts[1:]:
        if not (part.isascii() and part.isalpha()):
            break
        kept.append(part)
    tag = "-".join(kept)
    if len(tag) > 12:
        tag = kept[0]
    return tag if LANGUAGE.fullmatch(tag) and tag != "und" else ""
