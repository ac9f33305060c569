"""Light normalisation for languages without a stemmer worth having: Bengali, Amharic, Hausa."""

_BENGALI_ENDINGS = (
    "গুলোর",
    "গুলির",
    "গুলো",
    "গুলি",
    "সমূহ",
    "দের",
    "েরা",
    "ের",
    "টির",
    "টি",
    "টা",
    "কে",
    "রা",
    "ে",
    "র",
)
_BENGALI_LETTERS = str.maketrans(
    {"\u09dc": "ড", "\u09dd": "ঢ", "\u09df": "য", "\u09bc": None, "\u200d": None}
)

# Letters that sound alike and are written for one another, in all seven orders (rows of eight code points).
_AMHARIC_ALIKE = {"ሐ": "ሀ", "ኀ": "ሀ", "ኸ": "ሀ", "ሠ": "ሰ", "ዐ": "አ", "ጸ": "ፀ"}
_AMHARIC = str.maketrans(
    {ord(one) + order: chr(ord(other) + order) for one, other in _AMHARIC_ALIKE.items() for order in range(7)}
    | {ord("ሓ"): "ሀ", ord("ሃ"): "ሀ", ord("ኃ"): "ሀ", ord("ዓ"): "አ", ord("ኣ"): "አ"}
)
_AMHARIC_BEFORE = ("ስለ", "እንደ", "የ", "በ", "ለ", "ከ")
_AMHARIC_AFTER = ("ዎችን", "ዎች", "ን", "ና", "ም")

_HAUSA = str.maketrans({"ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y"})


def bengali(word: str) -> str:
    """Without case endings and classifiers; at least three signs stay."""
    word = word.translate(_BENGALI_LETTERS)
    return _without_ending(word, _BENGALI_ENDINGS, 3)


def amharic(word: str) -> str:
    """Homophone letters in one form, prepositions and the commonest endings off; at least two signs stay."""
    word = word.translate(_AMHARIC)
    for prefix in _AMHARIC_BEFORE:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word[len(prefix) :]
            break
    return _without_ending(word, _AMHARIC_AFTER, 2)


def hausa(word: str) -> str:
    """Hooked letters as plain ones: many keyboards do not have them."""
    return word.translate(_HAUSA)


def _without_ending(word: str, endings: tuple[str, ...], stays: int) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= stays:
            return word[: -len(ending)]
    return word
