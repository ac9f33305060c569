"""What the player's templates need."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def entry(table: Mapping[str, Any], name: str) -> Any:
    """What a table has under a name; None for nothing."""
    return table.get(name)
