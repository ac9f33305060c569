"""One stemmer per language, behind a cache: a token in, the terms it is indexed under out (none for a stop word)."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources

import snowballstemmer

from . import arabic, fold, kiswahili, light

_SNOWBALL = {
    "en": "english",
    "fr": "french",
    "es": "spanish",
    "pt": "portuguese",
    "ru": "russian",
    "de": "german",
    "it": "italian",
    "id": "indonesian",
    "hi": "hindi",
}
_OWN: dict[str, Callable[[str], str]] = {
    "ar": arabic.stem,
    "sw": kiswahili.stem,
    "bn": light.bengali,
    "am": light.amharic,
    "ha": light.hausa,
}
_HAS_DIGIT = re.compile(r"[0-9+#]").search
LANGUAGES = (*_SNOWBALL, *_OWN, "zh")
CACHED = 60_000  # tokens a language may remember (about 12 MB when full); then it starts afresh


Terms = tuple[tuple[str, ...], tuple[str, ...]]  # all terms of a token; of these, one per word


class Stems(dict[str, Terms]):
    """token -> its terms, worked out once. A dictionary with `__missing__` costs 40 ns a hit."""

    def __init__(self, stem: Callable[[str], str], stop_words: frozenset[str]) -> None:
        self.stem = stem
        self.stop_words = stop_words

    def __missing__(self, token: str) -> Terms:
        if (
            len(token) > fold.LONGEST
        ):  # noise (base64, rulers of dashes): cut, so that it cannot bloat the index
            return self._terms(token[: fold.LONGEST])
        if len(self) >= CACHED:
            self.clear()
        terms = self[token] = self._terms(token)
        return terms

    def _terms(self, token: str) -> Terms:
        if fold.is_spaceless(token):
            pairs = tuple(fold.pairs(token))
            return pairs, pairs
        bare = fold.unaccented(token)
        if token in self.stop_words or bare in self.stop_words:
            return (), ()
        if len(token) < 3 or _HAS_DIGIT(token):
            return (bare,), (bare,)
        # With and without accents: "educação" and "educacao" must meet, and a stemmer knows only the accented ending.
        with_accents, without = fold.unaccented(self.stem(token)), self.stem(bare)
        both = (with_accents,) if with_accents == without else (with_accents, without)
        return both, both[-1:]


@cache
def of(language: str) -> Stems:
    """The stems of a language given as BCP 47 tag; a language we have no rules for is folded only."""
    base = language.split("-")[0].lower()
    stop_words = frozenset(_stop_words().get(base, "").split())
    if base in _SNOWBALL:
        stem = snowballstemmer.stemmer(_SNOWBALL[base]).stemWord
        if base == "en":
            return Stems(lambda word: stem(_one_spelling(word)), stop_words)
        return Stems(stem, stop_words)
    return Stems(_OWN.get(base, _as_it_is), stop_words)


def _one_spelling(word: str) -> str:
    """British to American, so that "organisation" and "organization" are one word."""
    for british, american in (
        ("isation", "ization"),
        ("ise", "ize"),
        ("ising", "izing"),
        ("yse", "yze"),
        ("our", "or"),
    ):
        if len(word) > 6 and word.rstrip("sd").endswith(british):
            cut = word.rindex(british)
            return word[:cut] + american + word[cut + len(british) :]
    return word


def _as_it_is(word: str) -> str:
    return word


@cache
def _stop_words() -> dict[str, str]:
    file = resources.files(__package__) / "stopwords.toml"
    words: dict[str, str] = tomllib.loads(file.read_text("utf-8"))
    return {language: " ".join(fold.tokens(text)) for language, text in words.items()}
