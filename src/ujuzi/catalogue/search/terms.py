"""What a search is asked and what it answers: plain values between pages, interfaces and the index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FACETS = (
    "language",  # BCP 47 of the edition
    "subject",
    "audience",
    "level",
    "kind",
    "cost",  # free, paid, unknown
    "certificate",  # free, paid, yes, none, unknown
    "duration",  # hour (<= 60 min), day (<= 8 h), week (<= 40 h), long, unknown
    "modality",
    "access",  # captions, transcript, screen-reader, sign-language, audio-description, ...
    "line",  # "light": works on a bad line (offline, or small, or text)
    "sdg",  # "1" ... "17"
    "country",  # ISO 3166-1 alpha-2 of the provider or offering
    "provider",  # slug of the organisation
)

SORTS = ("fit", "newest", "shortest", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`text` as typed; `facets` chosen values (OR inside a facet, AND between); `languages` of the reader, best first."""

    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "fit"
    page: int = 1
    page_size: int = 10
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a result stands where it stands: a stable code and what fills its sentence."""

    code: str  # "title", "description", "subject", "translated", "language", "free", "light", "access", ...
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    edition_id: int
    score: float
    because: tuple[Reason, ...] = ()
    other_language: bool = (
        False  # found through translation; not in a language of the reader or of the question
    )
    editions: tuple[int, ...] = ()  # the matching editions of the same work, this one first
    languages: tuple[str, ...] = ()  # in which the work can be had; empty when this is its only edition


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """`total` counts what matches; facet counts say how many there would be with that value chosen (own facet set aside)."""

    hits: Sequence[Hit]
    total: int
    page: int
    pages: int
    facets: Mapping[str, Sequence[FacetCount]]
    widened: bool = False  # nothing had all the words: these have some
    corrected: str = ""  # the question as it was understood, when a misspelling was mended
    # Of the index that answered: what is made from equal versions is equal. No part of the answer itself.
    version: int = field(default=0, compare=False)
