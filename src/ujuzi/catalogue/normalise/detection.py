"""The language of a text, without a library: its script, then small words and letter triples. Says nothing when in doubt.

Counts come from `stopwords.toml` and `speech.toml`, both written for Ujuzi and read at the first use (30 ms).
docs/decisions/0002-language-detection.md has the figures.
"""

import math
import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib import resources

from ujuzi.catalogue.normalise import scripts

# Not `\w`: the vowel signs of Devanagari and Arabic are no word signs for it and would cut words in pieces.
_WORD = re.compile(r"[^\s\d_.,;:!?¿¡()\[\]{}«»\"“”„<>/|…·*&#@+=%—–\-。，、？：；！؟،؛।]+")
ENOUGH_WORDS = 60  # of a text; more costs time and tells nothing new
SURE = 3.0  # how much better than the second the best must be, in natural logarithms
CERTAIN = 12.0  # the same, to contradict what a source states
_TRIPLE, _SMALL_WORD, _SHARED, _PLAUSIBLE = 0.6, 2.0, 0.25, 1.5  # weights

# Signs that only one language of a script uses.
_TELLING: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "Arab": (
        ("ur", re.compile("[ٹڈڑںےہ]")),
        ("ps", re.compile("[ښځډړېګ]")),
        ("ckb", re.compile("[ێۆەڵ]")),
        ("fa", re.compile("[پچژگکی]")),
    ),
    "Cyrl": (
        ("kk", re.compile("[әғқңұһ]")),
        ("sr", re.compile("[ђћџљњј]")),
        ("be", re.compile("ў")),
        ("uk", re.compile("[іїєґ]")),
        ("ru", re.compile("[ыэё]")),
    ),
    "Hani": (
        (
            "zh-Hant",
            re.compile(
                "[學習這個們來對時會為國體機網資訊與課應實現開發說問題關數據術語點過無師麼裡錯證還讓從進階]"
            ),
        ),
    ),
}
_SIMPLIFIED = re.compile(
    "[学习这个们来对时会为国体机网资讯与课应实现开发说问题关数术语点过无师么错证还让从进阶]"
)


def words_of(text: str, most: int = ENOUGH_WORDS) -> list[str]:
    """The first words, lower case."""
    return _WORD.findall(text[: most * 12].lower())[:most]


def detect(text: str, plausible: tuple[str, ...] = (), *, margin: float = SURE) -> str:
    """The language of a text (BCP 47), or "" when it does not say enough. `plausible` speaks for the provider's languages."""
    which = scripts.script(text)
    if not which:
        return ""
    if which == "Latn":
        return _latin(text, plausible, margin)
    known = scripts.LANGUAGES[which]
    if found := telling(which, text):
        return found
    heard = Counter(code for word in words_of(text) for code in _speakers().get(word, ()) if code in known)
    best = max(known, key=lambda code: heard[code])
    return best if heard[best] >= heard[known[0]] + 2 else known[0]


def telling(which: str, text: str) -> str:
    """The language whose own signs are in the text; Traditional Chinese when they outnumber the simplified ones; or ""."""
    text = text[:800].lower()
    enough = max(2, len(text) // 60)  # one sign may stand in a quoted name
    for code, signs in _TELLING.get(which, ()):
        count = len(signs.findall(text))
        if count >= enough and (which != "Hani" or count > len(_SIMPLIFIED.findall(text))):
            return code
    return ""


def _latin(text: str, plausible: tuple[str, ...], margin: float) -> str:
    ranked = sorted(zip(likelihoods(text, plausible), _model().codes, strict=True), reverse=True)
    (best, code), (second, _runner) = ranked[:2]
    return code if best - second >= margin else ""


def outspoken(text: str, stated: str) -> str:
    """The language of a Latin text if it is certainly not the stated one, else ""."""
    scored = dict(zip(_model().codes, likelihoods(text), strict=True))
    best = max(scored, key=lambda code: scored[code])
    others = max(score for code, score in scored.items() if code != best)
    against = scored.get(stated, others)
    return best if scored[best] - against >= CERTAIN and scored[best] - others >= SURE else ""


def likelihoods(text: str, plausible: tuple[str, ...] = ()) -> list[float]:
    """For each language of the model how well the text fits, in natural logarithms; only differences mean something."""
    codes = _model().codes
    rows = [scored for word in words_of(text) if (scored := _word(word))]
    rows.append(tuple(_PLAUSIBLE if code in plausible else 0.0 for code in codes))
    return [sum(column) for column in zip(*rows, strict=True)]


def small_words(language: str) -> frozenset[str]:
    """The commonest words of a language; empty when we have none of it."""
    return _stopwords().get(language, frozenset())


@lru_cache(maxsize=20_000)
def _word(word: str) -> tuple[float, ...]:
    """What one word says for each language; empty when it says nothing."""
    model = _model()
    rows = [row for triple in _triples(word) if (row := model.triples.get(triple))]
    speakers = _speakers().get(word, ())
    if not rows and not speakers:
        return ()
    made = [_TRIPLE * sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(model.codes)
    bonus = _SMALL_WORD / (1 + _SHARED * len(speakers))
    return tuple(
        score + (bonus if code in speakers else 0.0) for score, code in zip(made, model.codes, strict=True)
    )


class _Model:
    """`triples`: {three letters: for each of `codes` the logarithm of how much likelier there than on the whole}."""

    def __init__(self, speech: dict[str, str]) -> None:
        self.codes = tuple(speech)
        counts = [
            Counter(triple for word in words_of(text, 5000) for triple in _triples(word))
            for text in speech.values()
        ]
        shares = [{triple: n / count.total() for triple, n in count.items()} for count in counts]
        everywhere: Counter[str] = Counter()
        for share in shares:
            everywhere.update(share)
        self.triples = {
            triple: tuple(
                math.log((0.6 * share.get(triple, 0.0) + 0.4 * mean) / mean) for share in shares
            )
            for triple, total in everywhere.items()
            if (mean := total / len(shares))
        }  # fmt: skip


def _triples(word: str) -> list[str]:
    """Three letters at a time, the word's edges as spaces; letters with marks (ä, ñ, ć) also by themselves."""
    padded = f" {word} "
    made = [padded[place : place + 3] for place in range(len(padded) - 2)]
    return made if word.isascii() else made + [sign for sign in word if not sign.isascii()]


@cache
def _model() -> _Model:
    return _Model(_read("speech.toml"))


@cache
def _stopwords() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _read("stopwords.toml").items()}


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """{word: the languages that have it as a small word}."""
    made: dict[str, list[str]] = {}
    for language, words in _stopwords().items():
        for word in words:
            made.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in made.items()}


def _read(name: str) -> dict[str, str]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
