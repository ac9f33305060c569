"""Subject, audience, level and SDG by transparent rules over a multilingual vocabulary; each decision says why."""

from ujuzi.catalogue.classify.deciding import Found, classify

__all__ = ["Found", "classify"]
