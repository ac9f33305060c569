"""The shape of a credential: the rules of VC Data Model 2.0 and, for a badge, of Open Badges 3.0.

Rules that need no key and no network. https://www.w3.org/TR/vc-data-model-2.0/ sections 4.3 to 5.6.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ujuzi.standards.openbadges import contexts, moments

Json = dict[str, Any]
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
BADGES = ("OpenBadgeCredential", "AchievementCredential")


class Problem(NamedTuple):
    """What is wrong: `code` for programs and translations, `path` into the credential, `detail` in English for its maker."""

    code: str
    path: str
    detail: str


def problems(credential: Json) -> list[Problem]:
    """Everything that the data model forbids; [] when there is nothing."""
    found = [
        *_contexts(credential),
        *_kinds(credential),
        *_issuer(credential),
        *_subjects(credential),
        *_times(credential),
    ]
    found += _identifier(credential, "", needed=False)
    for name, with_id in _TYPED.items():
        found += _typed(credential, name, with_id)
    for name in ("name", "description"):
        found += _texts(credential.get(name), f"/{name}")
    found += _related(credential)
    if is_badge(credential):
        found += _badge(credential)
    return found


def is_badge(credential: Json) -> bool:
    return any(one in listed(credential.get("type")) for one in BADGES)


def listed(value: Any) -> list[Any]:
    """JSON-LD lets a list of one stand without its list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def is_url(value: Any) -> bool:
    return isinstance(value, str) and bool(_URL.fullmatch(value))


def issuer_of(credential: Json) -> str:
    """The issuer's id, or ""."""
    found = credential.get("issuer")
    named = found.get("id") if isinstance(found, dict) else found
    return named if isinstance(named, str) else ""


# Members that must have a type, and whether an id must be there (None: may be, then a URL; sections 4.10, 4.11, 5.4 to 5.6).
_TYPED: dict[str, bool | None] = {
    "credentialStatus": None,
    "credentialSchema": True,
    "termsOfUse": None,
    "evidence": None,
    "refreshService": None,
    "proof": None,
}


def _contexts(credential: Json) -> Iterator[Problem]:
    found = credential.get("@context")
    if not isinstance(found, list) or not found or found[0] != contexts.VC:
        yield Problem("format", "/@context", f"must be a list that begins with {contexts.VC}")
        return
    for number, one in enumerate(found):
        if not (is_url(one) or isinstance(one, dict)):
            yield Problem("format", f"/@context/{number}", "must be the address of a context")


def _kinds(credential: Json) -> Iterator[Problem]:
    found = listed(credential.get("type"))
    if "VerifiableCredential" not in found or not all(isinstance(one, str) for one in found):
        yield Problem("format", "/type", "must name VerifiableCredential")


def _identifier(thing: Json, path: str, *, needed: bool | None) -> Iterator[Problem]:
    if (needed or "id" in thing) and not is_url(thing.get("id")):
        yield Problem("format", f"{path}/id", "must be one URL")


def _issuer(credential: Json) -> Iterator[Problem]:
    found = credential.get("issuer")
    if not is_url(issuer_of(credential)):
        yield Problem("format", "/issuer", "must be a URL, or have an id that is one")
    if isinstance(found, dict):
        for name in ("name", "description"):
            yield from _texts(found.get(name), f"/issuer/{name}")


def _subjects(credential: Json) -> Iterator[Problem]:
    found = listed(credential.get("credentialSubject"))
    if not found:
        yield Problem("format", "/credentialSubject", "is missing")
    for number, one in enumerate(found):
        path = f"/credentialSubject/{number}" if len(found) > 1 else "/credentialSubject"
        if not isinstance(one, dict) or not one:
            yield Problem("format", path, "must say something")
        else:
            yield from _identifier(one, path, needed=False)


def _times(credential: Json) -> Iterator[Problem]:
    read = {}
    for name in ("validFrom", "validUntil"):
        if name not in credential:
            continue
        try:
            read[name] = moments.read(credential[name])
        except moments.MomentError as error:
            yield Problem("dates", f"/{name}", str(error))
    if len(read) == 2 and read["validFrom"] > read["validUntil"]:
        yield Problem("dates", "/validUntil", "lies before validFrom")


def _typed(credential: Json, name: str, with_id: bool | None) -> Iterator[Problem]:
    if name not in credential:
        return
    for one in listed(credential[name]) or [None]:
        if not isinstance(one, dict):
            yield Problem("format", f"/{name}", "must be an object or a list of objects")
            continue
        kinds = listed(one.get("type"))
        if not kinds or not all(isinstance(kind, str) and kind for kind in kinds):
            yield Problem("format", f"/{name}/type", "is missing")
        yield from _identifier(one, f"/{name}", needed=with_id)


def _texts(value: Any, path: str) -> Iterator[Problem]:
    """A text, or language value objects (section 11.1)."""
    for one in listed(value):
        if isinstance(one, str) and not isinstance(value, list):
            continue
        if not isinstance(one, dict) or not isinstance(one.get("@value"), str):
            yield Problem("format", path, "must be a text or say its language")
        elif not one.keys() <= {"@value", "@language", "@direction"}:
            yield Problem("format", path, "a text with other members than its language and direction")


def _related(credential: Json) -> Iterator[Problem]:
    seen: set[Any] = set()
    for one in listed(credential.get("relatedResource")):
        if not isinstance(one, dict) or not is_url(one.get("id")):
            yield Problem("format", "/relatedResource", "must be objects with an id")
            continue
        if one["id"] in seen:
            yield Problem("format", "/relatedResource", "names a resource twice")
        seen.add(one["id"])
        if not (isinstance(one.get("digestSRI"), str) or isinstance(one.get("digestMultibase"), str)):
            yield Problem("format", "/relatedResource", "has no digest")


def _badge(credential: Json) -> Iterator[Problem]:
    """Open Badges 3.0, Appendix B.1: what its JSON schema requires beyond the data model's rules."""
    found = listed(credential.get("credentialSubject"))
    subject = found[0] if len(found) == 1 and isinstance(found[0], dict) else {}
    if "AchievementSubject" not in listed(subject.get("type")):
        yield Problem("format", "/credentialSubject", "a badge has one AchievementSubject")
        return
    if "id" not in subject and not subject.get("identifier"):
        yield Problem("format", "/credentialSubject", "does not say who it is about")
    achievement = subject.get("achievement")
    path = "/credentialSubject/achievement"
    if not isinstance(achievement, dict):
        yield Problem("format", path, "is missing")
        return
    for problem, wrong in _ACHIEVEMENT.items():
        if wrong(achievement):
            yield Problem("format", f"{path}/{problem}", "is missing or wrong")
    if "validFrom" not in credential:
        yield Problem("format", "/validFrom", "is missing")


_ACHIEVEMENT: dict[str, Callable[[Json], bool]] = {
    "id": lambda one: not is_url(one.get("id")),
    "type": lambda one: "Achievement" not in listed(one.get("type")),
    "name": lambda one: not isinstance(one.get("name"), str) or not one["name"],
    "description": lambda one: not isinstance(one.get("description"), str),
    "criteria": lambda one: (
        not isinstance(one.get("criteria"), dict) or not ({"id", "narrative"} & one["criteria"].keys())
    ),
}
