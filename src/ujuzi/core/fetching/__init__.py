"""Fetching from strangers' servers: safe (no private addresses), bounded (size, time, redirects), polite (robots, rates)."""

from ujuzi.core.fetching.fetcher import Fetcher, Response, asked, from_settings
from ujuzi.core.fetching.problems import FetchError

__all__ = ["FetchError", "Fetcher", "Response", "asked", "from_settings"]
