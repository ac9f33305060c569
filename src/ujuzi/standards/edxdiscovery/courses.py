"""A course or program of the discovery service, its runs, and the seats sold in them."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# Enrolment modes that end in a certificate, and those that cost nothing to learn in (edx-platform, course_modes).
CERTIFYING = frozenset(
    {
        "honor",
        "verified",
        "professional",
        "no-id-professional",
        "credit",
        "masters",
        "executive-education",
        "paid-bootcamp",
    }
)
LEARNING_ONLY = frozenset({"audit", "unpaid-executive-education", "unpaid-bootcamp"})


class DiscoveryError(ValueError):
    """`code`: "not-an-object", "no-identifier", "no-title"; `path` points into the record."""

    def __init__(self, code: str, path: str, detail: str, identifier: str = "") -> None:
        super().__init__(f"{code} at {path}: {detail}")
        self.code, self.path, self.detail, self.identifier = code, path, detail, identifier


@dataclass(frozen=True, slots=True)
class Seat:
    """A way to enrol. `price` as text, "" when not said."""

    mode: str
    price: str = ""
    currency: str = ""

    @property
    def amount(self) -> Decimal | None:
        try:
            found = Decimal(self.price)
        except InvalidOperation:
            return None
        return found if found.is_finite() else None

    @property
    def certifies(self) -> bool:
        return self.mode in CERTIFYING

    @property
    def free(self) -> bool:
        return self.amount == 0 or (self.amount is None and self.mode in {"audit", "honor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One time the course is held; addresses may be relative, dates are ISO 8601."""

    key: str = ""
    title: str = ""
    url: str = ""
    description: str = ""
    starts: str = ""
    ends: str = ""
    enrol_until: str = ""
    pacing: str = ""  # "self_paced" or "instructor_paced"
    languages: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()  # languages
    duration: str = ""
    effort: str = ""
    level: str = ""
    licence: str = ""
    modified: str = ""
    instructors: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()
    published: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """A course, or a program of courses when `program`. Texts may hold HTML; `url` may be relative."""

    identifier: str
    title: str
    program: bool = False
    kind: str = ""  # the source's word: "XSeries", "MicroMasters", "verified-audit" ...
    uuid: str = ""
    url: str = ""
    description: str = ""
    level: str = ""
    duration: str = ""
    effort: str = ""
    languages: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    instructors: tuple[str, ...] = ()
    certificate: str = ""  # certificate_type, where the source names one
    starts: str = ""
    ends: str = ""
    enrol_until: str = ""
    modified: str = ""
    seats: tuple[Seat, ...] = ()  # of a program, or of a course sold as a whole
    runs: tuple[Run, ...] = ()
    courses: tuple[str, ...] = ()  # keys of a program's courses
    countries: tuple[str, ...] = ()  # only here
    excluded_countries: tuple[str, ...] = ()  # everywhere but here
