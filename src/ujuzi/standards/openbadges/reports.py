"""What a verification found, in words for programs; pages and commands say it in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from ujuzi.standards.openbadges.shapes import Problem

Json = dict[str, Any]


class Verdict(StrEnum):
    """From the worst to the best: of several the first counts.

    INVALID: signed by nobody who may, or changed since. UNCHECKED: the issuer's keys could not be had, so nobody knows.
    UNCONFIRMED: the signature holds, but by keys that came along with the credential. UNKNOWN: all but the status holds.
    """

    INVALID = "invalid"
    UNCHECKED = "unchecked"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    NOT_YET = "not-yet-valid"
    UNCONFIRMED = "unconfirmed"
    UNKNOWN = "status-unknown"
    VALID = "valid"


class Origin(StrEnum):
    """Where an issuer's keys were read."""

    ISSUER = "issuer"  # at the issuer's own address, just now, or the identifier is the key itself
    PINNED = "pinned"  # with whoever verifies: kept, or handed over by somebody trusted
    BUNDLE = "bundle"  # in the very file that is being verified, which proves nothing


class Unreachable(Exception):
    """A document that cannot be had now."""


class Resolved(NamedTuple):
    """An issuer's DID document and where it is from."""

    document: Json
    origin: Origin


@dataclass(frozen=True, slots=True)
class Report:
    """`status_as_of`: when the issuer said what the status is; None when it says nothing or nobody could be asked."""

    verdict: Verdict
    problems: tuple[Problem, ...]
    credential: Json
    form: str
    issuer: str
    status_as_of: datetime | None = None
    origin: Origin | None = None
    endorsements: tuple["Report", ...] = ()


_ORDER = list(Verdict)


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    return min(verdicts, key=_ORDER.index, default=Verdict.VALID)
