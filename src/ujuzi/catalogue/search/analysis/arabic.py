"""Arabic: one spelling of the letters that people write in several ways, and a light stemmer (Larkey's light10)."""

import re

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_LETTERS = str.maketrans("أإآٱىةؤئکیگڤ", "اااايهويكيكف")
_BEFORE = ("وبال", "وكال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال")
_AFTER = ("ها", "ان", "ات", "ون", "ين", "يه", "يا", "ه", "ي")


def normalised(word: str) -> str:
    """Without vowel marks and tatweel; alef, ya, ta marbuta and the Persian letters in one form."""
    return _MARKS.sub("", word).translate(_LETTERS)


def stem(word: str) -> str:
    """The word without article, the clitics before it and the commonest endings; at least two letters stay."""
    word = normalised(word)
    if word.startswith("و") and len(word) > 4 and not word.startswith("وا"):
        word = word[1:]
    for prefix in _BEFORE:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word[len(prefix) :]
            break
    for suffix in _AFTER:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
    return word
