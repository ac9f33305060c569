"""From a JSON-LD document to its nodes: @graph, lists, item lists and references, without a JSON-LD processor.

Contexts are never fetched. `@id`/`id` and `@type`/`type` mean the same here, and schema.org prefixes are taken off.
"""

from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

_PREFIXES = (
    "http://schema.org/",
    "https://schema.org/",
    "schema:",
    "sdo:",
    "lrmi:",
    "http://purl.org/dcx/lrmi-terms/",
)
_HOLDERS = ("mainEntity", "itemListElement", "item", "dataFeedElement", "hasOfferCatalog", "itemOffered")
_HOLDER_WORDS = (
    "ItemList ListItem WebPage ItemPage CollectionPage SearchResultsPage AboutPage FAQPage DataFeed DataFeedItem "
    "OfferCatalog Offer EducationalOrganization CollegeOrUniversity Organization WebSite"
)
_HOLDER_TYPES = frozenset(_HOLDER_WORDS.split())


def bare(name: str) -> str:
    """ "https://schema.org/Course" and "schema:Course" are "Course"."""
    if ":" not in name:
        return name
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name


def types(node: Node) -> tuple[str, ...]:
    said = node.get("@type", node.get("type"))
    if isinstance(said, str):
        return (bare(said),)
    if isinstance(said, list):
        return tuple(bare(each) for each in said if isinstance(each, str))
    return ()


def node_id(node: Node) -> str:
    """The node's own address; "" for blank nodes."""
    said = node.get("@id", node.get("id"))
    return said.strip() if isinstance(said, str) and not said.startswith("_:") else ""


def simplified(value: Any) -> Any:
    """The same with bare keys. Depth is bounded by `bounded.loads`, so recursion is safe."""
    if isinstance(value, dict):
        return {bare(key): simplified(each) for key, each in value.items()}
    if isinstance(value, list):
        return [simplified(each) for each in value]
    return value


def nodes(document: Any) -> list[Node]:
    """The nodes that stand for themselves, in order: top level, @graph, and what lists and pages are about."""
    return list(_unfolded(document, {}, 0))


def _unfolded(value: Any, context: Node, depth: int) -> Iterator[Node]:
    if depth > 8:  # item lists in item lists: nobody means that
        return
    if isinstance(value, list):
        for each in value:
            yield from _unfolded(each, context, depth + 1)
    elif isinstance(value, dict):
        if "@context" in value:
            context = {"@context": value["@context"]}
        value = {**context, **value}
        for key in _held(value):
            yield from _unfolded(value[key], context, depth + 1)
        if types(value) or "@graph" not in value:
            yield value


def _held(node: Node) -> list[str]:
    """The properties under which a node only holds others."""
    keys = _HOLDERS if _HOLDER_TYPES.intersection(types(node)) else ()
    return [key for key in ("@graph", *keys) if isinstance(node.get(key), list | dict)]


class Index:
    """The nodes of one document by address, to follow `{"@id": ...}` references inside it."""

    def __init__(self, found: list[Node]) -> None:
        self._by_id: dict[str, Node] = {}
        for node in found:
            identifier = node.get("@id", node.get("id"))
            if isinstance(identifier, str) and len(node) > 1:
                self._by_id.setdefault(identifier, node)

    def resolve(self, value: Any) -> Any:
        """The node behind a bare reference; anything else as it is. Lists are resolved item by item."""
        if isinstance(value, list):
            return [self.resolve(each) for each in value]
        if isinstance(value, dict) and not set(value) - {"@id", "id", "@type", "type"}:
            identifier = value.get("@id", value.get("id"))
            if isinstance(identifier, str):
                return self._by_id.get(identifier, value)
        return value
