"""A guard against lists that never end: tokens or pages that come round again, empty pages, too many pages."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from ujuzi.catalogue.feeds.entry import FeedError

MAX_EMPTY = 5  # pages without a record but with a token to go on, in a row


class Guard:
    """Finds a cycle with a handful of remembered values (Brent 1980), so that the state fits in a checkpoint."""

    def __init__(self, state: Mapping[str, Any], *, max_pages: int) -> None:
        self.state: dict[str, Any] = dict(state) or {"pages": 0, "empty": 0, "power": 1, "steps": 0}
        self._max_pages = max_pages

    def step(self, token: str, identifiers: Iterable[str]) -> None:
        """Note one page; `token` leads to the next one, "" on the last. Raises `FeedError` for what cannot end."""
        if not token:
            return
        state = self.state
        page = _mark("\n".join(identifiers))
        state["pages"] += 1
        state["empty"] = state["empty"] + 1 if page == _mark("") else 0
        if state["pages"] >= self._max_pages:
            raise FeedError("endless", f"more than {self._max_pages} pages", permanent=True)
        if state["empty"] > MAX_EMPTY:
            raise FeedError("endless", f"{state['empty']} pages without a record in a row", permanent=True)
        if _mark(token) == state.get("token"):
            raise FeedError(
                "endless", f"the list leads back to a page already read ({token[:60]})", permanent=True
            )
        if page == state.get("page") and not state["empty"]:
            raise FeedError("endless", "a page comes again under another token", permanent=True)
        state["steps"] += 1
        if state["steps"] == state["power"]:
            state.update(token=_mark(token), page=page, power=state["power"] * 2, steps=0)

    def forget(self) -> None:
        """The list is asked for anew: its pages may come again. The count of pages goes on."""
        self.state = {"pages": self.state["pages"], "empty": 0, "power": 1, "steps": 0}


def _mark(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
