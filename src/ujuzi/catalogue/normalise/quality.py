"""The neutral prior of ranking, 0..100: how much a record tells its learner. Nothing about who provides it.

docs/ranking.md says the same in words.
"""

from typing import Any

POINTS = {
    "title": 5,
    "url": 10,
    "language": 10,
    "level": 8,
    "duration_minutes": 10,
    "cost": 10,
    "certificate": 5,
    "licence": 8,
    "modality": 4,
    "subjects": 8,
    "audiences": 4,
    "access_features": 8,
}
DESCRIPTION = ((40, 3), (120, 4), (300, 3))  # characters, points each


def quality(fields: dict[str, Any]) -> int:
    """Points for each thing known, and for a description that says something."""
    known = sum(points for name, points in POINTS.items() if fields.get(name))
    length = len(fields.get("description") or "")
    return min(100, known + sum(points for least, points in DESCRIPTION if length >= least))
