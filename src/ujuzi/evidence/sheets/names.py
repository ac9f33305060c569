"""Names of people as tokens that can be compared: without honorifics and particles, in one spelling, in no order."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ujuzi.evidence.sheets import scripts

# Nobody is called so; these go wherever they stand.
_TITLES = (
    "mr mrs ms mx dr prof professor phd msc bsc mba esq mme mlle monsieur madame mademoiselle docteur professeur sra srta dra doctora"
    " profesora professora doutora senhor senhora engr доктор профессор господин госпожа السيده الاستاذ الاستاذه الدكتور الدكتوره دكتور دكتوره"
    " المهندس المهندسه الانسه البروفيسور بروفيسور 先生 女士 小姐 博士 教授 老师 同学 ato weizero weizerit አቶ ወሮ ወይዘሮ ወይዘሪት ወሪት ዶክተር ዶር ኢንጅነር"
    " ፕሮፌሰር श्री श्रीमती सुश्री डॉ डा प्रो कुमारी श्रीमान जी shri smt"
)
# Some are called so too (السيد, Don, Sheikh): these go only where they begin a name that has two tokens more.
_MAYBE_TITLES = (
    "miss sir rev eng hon md jr pr maitre sr senor don dona doctor profesor doutor ing lic arch bw bi bibi ndugu mwalimu daktari profesa"
    " mheshimiwa mzee mh sheikh hajj haji alhaji hajia chief السيد سيد سيده استاذ استاذه د ا م مهندس مهندسه انسه الشيخ شيخ الحاج الحاجه"
)
_PARTICLES = (
    "de da do dos das del della di du des la le les los las van von der den ter ten zu zur y e i al el ul ad as ash an ben bin ibn bint"
    " ould wuld ag ait bu ال بن ابن بنت اول"
)
_SUFFIX_HAN = re.compile(r"(?:先生|女士|小姐|博士|教授|老师|同学)$")
_ASIDE = re.compile(r"[(（\[「“\"]([^)）\]」”\"]*)[)）\]」”\"]")
_SEPARATORS = re.compile(r"[\s,;،，.·・/\\_\-‐‑‒–—―|]+")
_SLAVE = re.compile(r"^abd(?:[uea]l|oul|ur|us|un)?$")
_GLUED_LATIN = re.compile(r"^abd(?:[uea]|ou)(?:l|r(?=r)|s(?=s)|n(?=n))(?!l?ah)(?=[a-z]{4})")
_ABD = "عبد"


MOST = (
    8  # tokens of a name that are looked at; no cell of a hundred words may cost the time of a hundred rows
)


@dataclass(frozen=True, slots=True)
class Folded:
    """`tokens` sorted; `order` as written; single letters are `initials`. `key` is equal for names that are the same."""

    tokens: tuple[str, ...]
    order: tuple[str, ...]
    initials: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return " ".join(self.tokens)

    @property
    def kind(self) -> str:
        """The script of most tokens."""
        found = [scripts.script(token) for token in self.tokens]
        return max(sorted(set(found)), key=found.count) if found else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(scripts.one_spelling(word.replace("_", " ")) for word in text.split())


TITLES, MAYBE_TITLES, PARTICLES = _words(_TITLES), _words(_MAYBE_TITLES), _words(_PARTICLES)


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> tuple[Folded, ...]:
    """The name; and the one in brackets if it is in another script: "王小明 (Wang Xiaoming)". () for nothing."""
    main = _fold(_ASIDE.sub(" ", name))
    asides = [_fold(aside) for aside in _ASIDE.findall(name)]
    if not main.tokens:
        return tuple(aside for aside in asides if aside.tokens)
    return (main, *(aside for aside in asides if aside.tokens and aside.kind != main.kind))


def _fold(text: str) -> Folded:
    parts = [part for part in _SEPARATORS.split(scripts.one_spelling(text)) if _has_letter(part)][: 2 * MOST]
    parts = [part for part in parts if part not in TITLES] or parts
    while len(parts) > 2 and parts[0] in MAYBE_TITLES:
        del parts[0]
    parts = _joined(parts)
    initials = tuple(
        sorted(part for part in parts if len(part) == 1 and scripts.script(part) in {"LATIN", "ARABIC"})
    )
    whole = [part for part in parts if part not in initials]
    bare = [part for part in whole if part not in PARTICLES]
    whole = [
        _without_article(part) for part in (bare if len(bare) >= 2 or (bare and len(whole) == 1) else whole)
    ]
    whole = _han(whole)[:MOST]
    return Folded(tuple(sorted(whole)), tuple(whole), initials)


def _has_letter(part: str) -> bool:
    return any(sign.isalpha() for sign in part)


def _joined(parts: list[str]) -> list[str]:
    """ "Abd al-Rahman", "Abdul Rahman", "Abdelrahman" and "عبد الرحمن" are one name of one token each."""
    found: list[str] = []
    waiting = ""
    for part in parts:
        if waiting and part in PARTICLES:
            continue
        if waiting:
            part, waiting = waiting + _without_article(part), ""
        elif _SLAVE.match(part) or part == _ABD:
            waiting = _ABD if part == _ABD else "abd"
            continue
        found.append(_glued(part))
    return [*found, waiting] if waiting else found


def _glued(part: str) -> str:
    if part.startswith(_ABD + "ال") and len(part) > 7:
        return _ABD + part[5:]
    return _GLUED_LATIN.sub("abd", part)


def _without_article(part: str) -> str:
    return part[2:] if part.startswith("ال") and len(part) >= 5 else part


def _han(parts: list[str]) -> list[str]:
    """Chinese names have no order of tokens to lose if given and family name stand in two cells: they stay as they are."""
    return [_SUFFIX_HAN.sub("", part) or part if scripts.script(part) == "CJK" else part for part in parts]


def han_readings(name: Folded) -> tuple[str, ...]:
    """A Chinese name in one piece, as written and with the family name (one sign, or two of four) at the other end."""
    whole = "".join(name.order)
    if name.kind != "CJK" or not 2 <= len(whole) <= 6:
        return ()
    if len(name.order) == 2:
        return tuple(dict.fromkeys((whole, name.order[1] + name.order[0])))
    return tuple(dict.fromkeys((whole, whole[-1] + whole[:-1], whole[1:] + whole[0])))
