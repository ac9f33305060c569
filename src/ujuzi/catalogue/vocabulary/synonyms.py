"""The concepts of `synonyms.toml`: what one idea is called in each language."""

import tomllib
from functools import cache
from importlib import resources


@cache
def concepts() -> dict[str, dict[str, tuple[str, ...]]]:
    """{concept: {language: names, the usual one first}}."""
    text = (resources.files(__package__) / "synonyms.toml").read_text("utf-8")
    return {
        concept: {language: tuple(names.split("|")) for language, names in by_language.items()}
        for concept, by_language in tomllib.loads(text).items()
    }


def related(concept: str) -> tuple[str, ...]:
    """Concepts near to this one."""
    return concepts().get(concept, {}).get("related", ())


def name(concept: str, language: str) -> str:
    """The usual name of a concept in a language, else in English, else its code."""
    by_language = concepts().get(concept, {})
    found = by_language.get(language.split("-")[0]) or by_language.get("en") or (concept,)
    return found[0]
