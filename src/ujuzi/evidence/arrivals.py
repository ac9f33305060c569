"""What every way in hands over: one proof of one completion, however it came."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any


class Assurance(IntEnum):
    """How sure we are. A stronger proof of the same completion replaces a weaker one; both are kept."""

    SELF_DECLARED = 1
    DOCUMENT = 2
    PARTNER_ATTESTED = 3
    CRYPTOGRAPHIC = 4


class Source(StrEnum):
    """By which way it came in."""

    BADGE = "badge"
    XAPI = "xapi"
    LTI = "lti"
    WEBHOOK = "webhook"
    SHEET = "sheet"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One proof of one completion.

    `key` is the sender's own id of it (a badge's id, a statement's id, a row's digest): the same proof sent twice is one.
    `activity` is the address or identifier of what was completed, as the sender says it; `score` is scaled, 0 to 1.
    """

    source: Source
    key: str
    assurance: Assurance
    activity: str
    title: str
    completed_at: datetime
    organisation: int | None = None
    score: float | None = None
    passed: bool | None = None
    detail: dict[str, Any] = field(default_factory=dict)
