"""Which editions may be one course twice, or one work in two languages. Pure; only ever a suggestion to a reviewer."""

from ujuzi.catalogue.matching.cards import Card, card
from ujuzi.catalogue.matching.judging import Pair
from ujuzi.catalogue.matching.pairing import pairs

__all__ = ["Card", "Pair", "card", "pairs"]
