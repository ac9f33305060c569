"""Many credentials of one shape: the statements of the first are taken over, with the values in which the others differ.

Expansion is nine tenths of the work of signing; credentials of a batch differ in a name, some identifiers and times. Whatever is not
surely such a difference goes the long way (`linked.canonical`), so the result is the same, only sooner.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from pyld import canon, jsonld

from ujuzi.standards.openbadges import contexts, linked

Json = dict[str, Any]
_KINDS = ("subject", "object")


class _Other(Exception):
    """The document is of another shape than the example."""


class Pattern:
    """Made from an example; raises `linked.LinkedError` for one that may not be signed."""

    def __init__(self, example: Json, *, load: Callable[[str], Json] = contexts.document) -> None:
        self._example, self._load = copy.deepcopy(example), load
        linked.check(example)
        expanded = linked.expanded(example, load)
        self._dataset = jsonld.JsonLdProcessor().to_rdf(
            expanded, {"base": linked.BASE, "produceGeneralizedRdf": False}
        )
        self._values = {term["value"] for triple in self._triples(self._dataset) for term in _terms(triple)}

    def canonical(self, document: Json) -> str:
        """As `linked.canonical` of the document."""
        try:
            changes = self._changes(document)
        except _Other:
            return linked.canonical(document, load=self._load)
        dataset = copy.deepcopy(self._dataset)
        for triple in self._triples(dataset):
            for term in _terms(triple):
                if term["value"] in changes:
                    term["value"] = changes[term["value"]]
        found: str = canon.URDNA2015().main(dataset, {"format": "application/n-quads"})
        return found

    def _changes(self, document: Json) -> dict[str, str]:
        """{value of the example: value of the document}; `_Other` where that would not say it all."""
        changes: dict[str, str] = {}
        kept: set[str] = set()
        for old, new in _leaves(self._example, document):
            if old == new:
                kept.add(old)
            elif changes.setdefault(old, new) != new:
                raise _Other
        for old, new in changes.items():
            # A value that stands elsewhere too, unchanged, or that a context translates, cannot be told apart by itself.
            if old in kept or old not in self._values or new in self._values or not linked.is_plain(old, new):
                raise _Other
        if len(set(changes.values())) != len(changes):
            raise _Other
        return changes

    @staticmethod
    def _triples(dataset: Any) -> Iterator[Any]:
        return (triple for triples in dataset.values() for triple in triples)


def _terms(triple: Any) -> Iterator[Any]:
    return (triple[kind] for kind in _KINDS if triple[kind]["type"] != "blank node")


def _leaves(example: Any, document: Any) -> Iterator[tuple[str, str]]:
    """Texts at the same places; everything that is no text must be the same."""
    if type(example) is not type(document):
        raise _Other
    if isinstance(example, dict):
        yield from _members(example, document)
    elif isinstance(example, list):
        if len(example) != len(document):
            raise _Other
        for one, other in zip(example, document, strict=True):
            yield from _leaves(one, other)
    elif isinstance(example, str):
        yield example, document
    elif example != document:
        raise _Other


def _members(example: Json, document: Json) -> Iterator[tuple[str, str]]:
    """What decides the meaning of the rest must be the same."""
    if list(example) != list(document):
        raise _Other
    for name, inner in example.items():
        if name not in ("@context", "type", "@type", "@language"):
            yield from _leaves(inner, document[name])
        elif inner != document[name]:
            raise _Other
