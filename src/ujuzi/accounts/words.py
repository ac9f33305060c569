"""Recovery words: what somebody without e-mail writes on paper to get back in.

Five words of four letters, consonant and vowel in turn, so that they can be read out, written and typed in any
language. 16 consonants x 5 vowels make 80 syllables; ten of them are 63 bits, far beyond guessing at five tries
in a quarter of an hour.
"""

import secrets
import unicodedata

CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aeiou"
COUNT = 5


def make() -> str:
    """Fresh words, e.g. "baku timo sela doru nipe"."""
    return " ".join(_syllable() + _syllable() for _ in range(COUNT))


def normalise(typed: str) -> str:
    """As they are hashed: only the letters, whatever spaces, hyphens, capitals or accents somebody typed."""
    plain = unicodedata.normalize("NFKD", typed).casefold()
    return "".join(letter for letter in plain if "a" <= letter <= "z")


def _syllable() -> str:
    return secrets.choice(CONSONANTS) + secrets.choice(VOWELS)
