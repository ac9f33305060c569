"""Which translation goes with which page, where the source was put in another order and its translations were not.

Translators leave some things alone: code, films, pictures, the names of anchors, the order of right answers. Pages that lie at
the same path and share none of them are not the same page.
"""

import posixpath
import re

_ANCHOR = re.compile(r"\[\[([a-z0-9-]{4,})\]\][ \t]*$", re.MULTILINE)
_FILM = re.compile(r"<Youtube\s+id=[\"{']+([\w-]+)")
_PICTURE = re.compile(r"/([\w%.-]+\.(?:png|svg|jpe?g|gif|webp))", re.IGNORECASE)
_CODE = re.compile(r"^```.*?$(.*?)^```", re.MULTILINE | re.DOTALL)
_QUESTION = re.compile(r"<Question\b(.*?)/>", re.DOTALL)
_HEADING = re.compile(r"^# .*?(?:\[\[(?P<anchor>[a-z0-9-]+)\]\])?[ \t]*$", re.MULTILINE)
LONGER = 3.5  # times as many bytes: one of both is a part only
ENOUGH = 3  # marks, below which a page says too little of itself
MANY = 5  # so many pieces of code or pictures do not all get lost in translation
SAME, SURELY = 0.15, 0.4  # the share of marks in common, at the same path and at another


def marks(text: str) -> frozenset[str]:
    """What of a page a translator would leave as it is."""
    found = {f"anchor {one}" for one in _ANCHOR.findall(text)} | {
        f"film {one}" for one in _FILM.findall(text)
    }
    found |= {f"picture {one.lower()}" for one in _PICTURE.findall(text)}
    for block in _CODE.findall(text):
        lines = (" ".join(line.split()) for line in block.split("\n"))
        found |= {f"code {line}" for line in lines if len(line) > 15 and "#" not in line}
    for number, question in enumerate(_QUESTION.findall(text)):
        answers = re.findall(r"\btext:|\bcorrect:\s*true", question)
        found.add(f"question {number} {''.join('r' if one.startswith('c') else '.' for one in answers)}")
    return frozenset(found)


def matched(sources: dict[str, str], texts: dict[str, str]) -> dict[str, str]:
    """{key of a translation: key of its source}; a translation that goes with nothing is not in it."""
    of_source = {key: marks(text) for key, text in sources.items()}
    every = frozenset().union(*of_source.values())
    found: dict[str, str] = {}
    homeless = []
    for key, text in texts.items():
        if key in sources and _goes(text, sources[key], marks(text), of_source[key], every):
            found[key] = key
        else:
            homeless.append(key)
    taken = set(found.values())
    for key in homeless:
        own = marks(texts[key])
        near = [
            one for one in sources if one not in taken and posixpath.dirname(one) == posixpath.dirname(key)
        ]
        best = max(near, key=lambda one: _share(own, of_source[one]), default=None)
        if best is not None and len(own) >= ENOUGH and _share(own, of_source[best]) >= SURELY:
            found[key] = best
            taken.add(best)
    return found


def _goes(
    text: str, source: str, own: frozenset[str], others: frozenset[str], elsewhere: frozenset[str]
) -> bool:
    """Whether they are the same page. `elsewhere`: the marks of all source pages."""
    if _is_quiz(text) != _is_quiz(source):
        return False
    first, second = _HEADING.search(text), _HEADING.search(source)
    anchors = [one["anchor"] for one in (first, second) if one is not None and one["anchor"]]
    if len(anchors) == 2 and anchors[0] == anchors[1]:
        return True
    if not 1 / LONGER < (1 + len(text.encode())) / (1 + len(source.encode())) < LONGER:
        return False
    if own & others:
        return _share(own, others) >= SAME or min(len(own), len(others)) < ENOUGH
    mine, theirs = _hard(own), _hard(others)
    return (
        not (own & elsewhere) and (len(theirs) < MANY or bool(mine)) and min(len(own), len(others)) < ENOUGH
    )


def _hard(found: frozenset[str]) -> list[str]:
    """Marks other than anchors, which many translations leave out."""
    return [one for one in found if not one.startswith("anchor ")]


def _share(own: frozenset[str], others: frozenset[str]) -> float:
    return len(own & others) / min(len(own), len(others)) if own and others else 0.0


def _is_quiz(text: str) -> bool:
    """Mostly questions: more of them than paragraphs without."""
    questions = len(_QUESTION.findall(text))
    return questions >= 3 and questions * 60 > len(
        re.sub(r"<Question\b.*?/>|<[A-Z].*?/>", "", text, flags=re.DOTALL).split()
    )
