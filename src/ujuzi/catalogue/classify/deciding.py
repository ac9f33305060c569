"""The rules: phrases of `vocabulary/rules.toml` found in title, keywords, stated subjects and description, weighted.

A value is decided when its weights reach `ENOUGH`: once in the title, the keywords or the stated subject, or in the
description together with another hint. Each decision keeps where and which words ("because the title says ...").
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ujuzi.catalogue.feeds.entry import Entry

WEIGHTS = {"title": 10, "keyword": 8, "subject": 8, "audience": 10, "description": 4}
ENOUGH = 8
MOST = {"subject": 4, "audience": 3, "level": 1, "sdg": 3}
LEVELS = {"beginner": 1, "intermediate": 2, "advanced": 3}  # "for beginners and advanced": beginners may come
_SEPARATORS = re.compile(r"[\s\-]+")
# Letters, and the vowel signs that Devanagari, Bengali and Arabic write behind them.
_ENDING = "(?:[^\\W_]|[\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd])*"
_BEYOND_LATIN = re.compile("[\u0370-\u1fff]")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Found:
    """`fields`: subjects, audiences, sdgs, level. `decisions`: {field: [{"value", "because", "text"}]}."""

    fields: dict[str, Any]
    decisions: dict[str, list[dict[str, Any]]]


class _Target(NamedTuple):
    scheme: str  # subject, audience, level, sdg
    value: str


AI, BASICS, SUSTAINABLE = (
    _Target("subject", value) for value in ("ai", "ai-basics", "sustainable-development")
)


def classify(
    entry: Entry, *, title: str, text: str, language: str, keywords: Sequence[str], level: str
) -> Found:
    """`text` is title and description as plain text; `level` is what the source stated, which no rule overrides."""
    hits: dict[_Target, dict[str, str]] = {}
    for place, words in (
        ("title", title),
        ("keyword", " ¦ ".join(keywords)),
        ("subject", " ¦ ".join(entry.subjects)),
        ("audience", " ¦ ".join(entry.audiences)),
        ("description", text[len(title) : 1500]),
    ):
        for target, found in _matches(words):
            if place == "audience" and target.scheme != "audience":
                continue
            hits.setdefault(target, {}).setdefault(place, found)
    _follow(hits)
    chosen = {scheme: _chosen(scheme, hits) for scheme in MOST}
    if level:
        chosen["level"] = []
    fields = {
        "subjects": [target.value for target in chosen["subject"]],
        "audiences": [target.value for target in chosen["audience"]],
        "sdgs": sorted(int(target.value) for target in chosen["sdg"]),
        "level": level or next((target.value for target in chosen["level"]), ""),
    }
    names = {"subject": "subjects", "audience": "audiences", "sdg": "sdgs", "level": "level"}
    decisions = {
        names[scheme]: [_decision(target, hits[target]) for target in targets]
        for scheme, targets in chosen.items()
        if targets
    }
    return Found(fields, decisions)


def _follow(hits: dict[_Target, dict[str, str]]) -> None:
    """A goal named together with AI is AI for sustainable development; a general title on AI alone is AI basics."""
    subjects = [target for target in hits if target.scheme == "subject" and target != SUSTAINABLE]
    goals = [
        places for target, places in hits.items() if target.scheme == "sdg" and _weight(places) >= ENOUGH
    ]
    if goals and subjects:
        hits.setdefault(SUSTAINABLE, {}).update(goals[0])
    named = hits.pop(AI, {})
    others = (places for target, places in hits.items() if target.scheme == "subject")
    if named and not any(_weight(places) >= ENOUGH for places in others):
        hits[BASICS] = hits.get(BASICS, {}) | named


def _weight(places: dict[str, str]) -> int:
    return sum(WEIGHTS[place] for place in places)


def _chosen(scheme: str, hits: dict[_Target, dict[str, str]]) -> list[_Target]:
    mine = [
        target for target, places in hits.items() if target.scheme == scheme and _weight(places) >= ENOUGH
    ]
    mine.sort(key=lambda target: (-_weight(hits[target]), LEVELS.get(target.value, 0), target.value))
    return mine[: MOST[scheme]]


def _decision(target: _Target, places: dict[str, str]) -> dict[str, Any]:
    place = max(places, key=lambda name: WEIGHTS[name])
    value: Any = int(target.value) if target.scheme == "sdg" else target.value
    return {"value": value, "because": place, "text": places[place]}


def _matches(words: str) -> list[tuple[_Target, str]]:
    """Every phrase of the vocabulary in the words, longest first at each place."""
    if not words:
        return []
    folded = words.casefold()
    vocabulary = _vocabulary()
    found = [
        (target, match[0]) for match in vocabulary.latin.finditer(folded) for target in _targets_of(match[0])
    ]
    if folded.isascii():
        return found
    if _BEYOND_LATIN.search(folded):
        for match in vocabulary.beyond.finditer(folded):
            found += [(target, match[0]) for target in _targets_of(match[0])]
    if _UNSPACED.search(folded):
        for match in vocabulary.unspaced.finditer(folded):
            found += [(target, match[0]) for target in vocabulary.targets[match[0]]]
    return found


@lru_cache(maxsize=8192)
def _targets_of(words: str) -> tuple[_Target, ...]:
    """What the found words speak for: of each scheme the longest phrase that fits, itself before one with stars.

    A hyphen in them counts as a space.
    """
    said = _SEPARATORS.sub(" ", words)
    targets = _vocabulary().targets
    fitting = [phrase for phrase in _starred().get(said[:2], ()) if _pattern(phrase).fullmatch(said)]
    found: dict[str, list[_Target]] = {}
    for phrase in (said, *sorted(fitting, key=len, reverse=True)):
        mine = targets.get(phrase, ())
        found |= {
            scheme: [target for target in mine if target.scheme == scheme]
            for scheme in {target.scheme for target in mine} - found.keys()
        }
    return tuple(target for mine in found.values() for target in mine)


@cache
def _starred() -> dict[str, list[str]]:
    """Phrases with stars by their first two signs: a star may stand inside too ("машинн* обучени*")."""
    made: dict[str, list[str]] = {}
    for phrase in _vocabulary().targets:
        if "*" in phrase:
            made.setdefault(phrase[:2], []).append(phrase)
    return made


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile("".join(_ENDING if sign == "*" else re.escape(sign) for sign in phrase))


class _Vocabulary(NamedTuple):
    """All phrases as three expressions. Most texts need only the first: to try all letters of all scripts at each place
    took more than twice as long.
    """

    latin: re.Pattern[str]
    beyond: re.Pattern[str]
    unspaced: re.Pattern[str]
    targets: dict[str, list[_Target]]


@cache
def _vocabulary() -> _Vocabulary:
    text = resources.files("ujuzi.catalogue.vocabulary").joinpath("rules.toml").read_text(encoding="utf-8")
    targets: dict[str, list[_Target]] = {}
    for scheme, values in tomllib.loads(text).items():
        for value, languages in values.items():
            for phrases in languages.values():
                for phrase in phrases.split(","):
                    key = _SEPARATORS.sub(" ", phrase.strip().casefold())
                    targets.setdefault(key, []).append(_Target(scheme, value))
    targets.pop("", None)
    unspaced = [phrase for phrase in targets if _UNSPACED.search(phrase)]
    spaced = targets.keys() - set(unspaced)
    beyond = [phrase for phrase in spaced if _BEYOND_LATIN.match(phrase)]
    return _Vocabulary(
        _whole_words(sorted(spaced - set(beyond))),
        _whole_words(sorted(beyond)),
        re.compile(_alternatives(unspaced) or r"(?!)"),
        targets,
    )


def _whole_words(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_alternatives(phrases)})(?![^\W_])")


def _alternatives(phrases: list[str]) -> str:
    """A trie as one expression: the engine follows letters instead of trying phrase after phrase."""
    trie: dict[str, Any] = {}
    for phrase in phrases:
        node = trie
        for sign in phrase:
            node = node.setdefault(sign, {})
        node["end"] = True
    return _expression(trie)


def _expression(node: dict[str, Any]) -> str:
    branches = []
    # Letters before stars: a longer phrase is tried before the star that would take its ending.
    for sign, child in sorted(node.items(), key=lambda branch: branch[0] == "*"):
        if sign == "end":
            continue
        if sign == "*":
            branches.append(_ENDING + _expression(child))
        else:
            branches.append((r"[\s\-]+" if sign == " " else re.escape(sign)) + _expression(child))
    if not branches:
        return ""
    made = branches[0] if len(branches) == 1 and not node.get("end") else f"(?:{'|'.join(branches)})"
    return f"{made}?" if node.get("end") else made
