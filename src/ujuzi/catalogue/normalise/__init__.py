"""From an entry as its source wrote it to the fields of an edition, with the raw value kept beside each. Pure functions."""

from ujuzi.catalogue.normalise.drafting import Draft, draft

__all__ = ["Draft", "draft"]
