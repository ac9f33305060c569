"""Small indexes for tests, without a database."""

from collections.abc import Sequence
from typing import Any

from pyroaring import BitMap

from ujuzi.catalogue.search import buckets, indexing
from ujuzi.catalogue.search.memory import Index


def row(edition: int, title: str = "", **fields: Any) -> dict[str, Any]:
    """A row of edition columns as indexing reads it."""
    defaults: dict[str, Any] = {
        "id": edition, "work_id": 1000 + edition, "provider_id": 1, "state": "published", "language": "en", "title": title,
        "description": "", "publisher": "", "kind": "course", "subjects": [], "sdgs": [], "audiences": [], "keywords": [],
        "creators": [], "level": "", "duration_minutes": None, "cost": "", "certificate": "", "modality": "",
        "works_offline": None, "size_bytes": None, "access_modes": [], "access_features": [], "countries": [],
        "published_on": None, "modified_on": None, "quality": 50, "provider__slug": "one", "provider__countries": [],
        "provider__names": {}, "provider__is_listed": True,
    }  # fmt: skip
    return defaults | fields


def add(index: Index, one: dict[str, Any]) -> None:
    facets = buckets.facets(one, one["provider__slug"], one["provider__countries"], ())
    if one["id"] in index.live:
        index.forget(BitMap((one["id"],)))
    index.known.add(one["id"])
    index.add(one["id"], list(indexing.words(one)), facets, indexing.rank(one, facets))
    index.derived.clear()


def of(rows: Sequence[dict[str, Any]]) -> Index:
    index = Index()
    for one in rows:
        add(index, one)
    return index
