"""Who follows the log: apps register a handler, which gets every statement once, in order.

A handler is called within the transaction that moves its cursor, so what it writes to this database and the cursor are
kept or lost together: exactly once, whatever crashes. It must not act on the outside world.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from ujuzi.records.models import log


@dataclass
class Entry:
    """A statement as a follower sees it. `voided`: by the time of reading; the voiding statement comes as an entry too."""

    seq: int
    sid: bytes
    owner: int
    flags: int
    body: bytes

    @property
    def voided(self) -> bool:
        return bool(self.flags & log.VOIDED)

    @property
    def voids(self) -> bool:
        """Whether it voids the statement that its object names."""
        return bool(self.flags & log.VOIDS)

    @cached_property
    def statement(self) -> dict[str, Any]:
        """The statement, without id, stored and authority."""
        decoded: dict[str, Any] = orjson.loads(self.body)
        return decoded


Handle = Callable[[Sequence[Entry]], None]


@dataclass(frozen=True, slots=True)
class Follower:
    """`reset` deletes everything that `handle` ever wrote; then the log is handled from its beginning."""

    name: str
    handle: Handle
    reset: Callable[[], None]


FOLLOWERS: dict[str, Follower] = {}


def follow(name: str, handle: Handle, *, reset: Callable[[], None]) -> None:
    """Called from `AppConfig.ready`; `name` is `app.what`, for good: the cursor is kept under it."""
    FOLLOWERS[name] = Follower(name, handle, reset)
