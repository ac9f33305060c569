"""The catalogue's tables, by room: feeds and harvests, works and editions, review, search."""

from .editions import (
    CertificateState,
    Change,
    Cost,
    Edition,
    LanguageSource,
    Level,
    LinkState,
    Modality,
    Offering,
    ResourceKind,
    State,
    Work,
)
from .feeds import Feed, Harvest, HarvestState, Quarantined, SourceRecord, StagedEntry
from .review import AuditEntry, Suggestion, SuggestionKind, SuggestionState
from .search import SearchEntry

__all__ = [
    "AuditEntry",
    "CertificateState",
    "Change",
    "Cost",
    "Edition",
    "Feed",
    "Harvest",
    "HarvestState",
    "LanguageSource",
    "Level",
    "LinkState",
    "Modality",
    "Offering",
    "Quarantined",
    "ResourceKind",
    "SearchEntry",
    "SourceRecord",
    "StagedEntry",
    "State",
    "Suggestion",
    "SuggestionKind",
    "SuggestionState",
    "Work",
]
