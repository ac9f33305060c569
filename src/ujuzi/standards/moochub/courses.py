"""A MOOChub course, under the names of version 3 whichever version it came in."""

from dataclasses import dataclass


class MoochubError(ValueError):
    """`code`: "not-an-object", "no-identifier", "no-title"; `path` points into the resource."""

    def __init__(self, code: str, path: str, detail: str, identifier: str = "") -> None:
        super().__init__(f"{code} at {path}: {detail}")
        self.code, self.path, self.detail, self.identifier = code, path, detail, identifier


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or an organisation; `kind` is "Person", "Organization" or ""."""

    name: str
    kind: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """`identifier` is an SPDX short name or "proprietary"."""

    identifier: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """`category`: "course", "certificate", "complete" or ""; `amount` as text, "0" for free."""

    amount: str
    currency: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Texts as the source writes them; dates ISO 8601; `starts[i]` belongs to `ends[i]`."""

    identifier: str
    version: int
    name: str
    resource_type: str = ""
    code: str = ""
    url: str = ""
    description: str = ""  # HTML
    languages: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    expires: tuple[str, ...] = ()
    enrol_from: str = ""
    enrol_until: str = ""
    duration: str = ""
    workload: str = ""  # "3 h/week"
    instructors: tuple[Agent, ...] = ()
    creators: tuple[Agent, ...] = ()
    contributors: tuple[Agent, ...] = ()
    publisher: Agent | None = None
    licences: tuple[Licence, ...] = ()
    access: tuple[str, ...] = ()  # "free", "paid", "student" or "member-only", "other"
    accessible_for_free: bool | None = None
    prices: tuple[Price, ...] = ()
    credentials: tuple[str, ...] | None = None  # None: not said; (): said that there are none
    audiences: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()  # competencies, or the learning objectives of version 2
    requires: tuple[str, ...] = ()
    access_modes: tuple[str, ...] = ()
    location: str = ""
    country: str = ""
    image: str = ""
    trailer: str = ""
    created: str = ""
    modified: str = ""
