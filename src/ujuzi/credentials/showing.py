"""Every signed field in words: what a person reads before she believes a certificate. Nothing is left out."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Json = dict[str, Any]
_UNSIGNED = {"proof", "@context"}  # the proof signs the rest; contexts say what the words mean

# By the last name of a member's path; what has no name here is shown under the standard's own.
LABELS: dict[str, Promise] = {
    "name": _("Title"),
    "validFrom": _("Valid from"),
    "validUntil": _("Valid until"),
    "awardedDate": _("Awarded on"),
    "description": _("What it is about"),
    "narrative": _("What was done for it"),
    "identityHash": _("Name"),
    "inLanguage": _("Language"),
    "achievementType": _("Kind"),
    "tag": _("Subjects"),
    "targetName": _("Competency"),
    "targetFramework": _("Framework"),
    "url": _("Web site"),
    "comment": _("Remark"),
}


class Row(NamedTuple):
    """One signed value. `path`: its place in the credential, `label`: "" when the standard's own name must do."""

    path: str
    label: Promise | str
    value: str


def rows(credential: Json) -> list[Row]:
    """All of them, in the order of the credential."""
    return list(_rows({name: one for name, one in credential.items() if name not in _UNSIGNED}, ""))


def _rows(value: Any, path: str) -> Iterator[Row]:
    if isinstance(value, dict):
        if "@value" in value:
            yield _row(path, value["@value"])
            return
        for name, inner in value.items():
            yield from _rows(inner, f"{path}/{name}")
    elif isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            yield _row(path, ", ".join(value))
        else:
            for number, one in enumerate(value):
                yield from _rows(one, f"{path}/{number}" if len(value) > 1 else path)
    else:
        yield _row(path, value)


def _row(path: str, value: Any) -> Row:
    last = next((part for part in reversed(path.split("/")) if not part.isdecimal()), "")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Row(path.lstrip("/"), LABELS.get(last, "") if path != "/issuer/name" else _("Issued by"), text)


def holder(credential: Json) -> str:
    """The name on it, or ""."""
    subject = credential.get("credentialSubject")
    subject = subject[0] if isinstance(subject, list) and subject else subject
    if not isinstance(subject, dict):
        return ""
    found = subject.get("identifier")
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict) and one.get("identityType") == "name" and not one.get("hashed"):
            return str(one.get("identityHash", ""))
    return str(subject["name"]) if isinstance(subject.get("name"), str) else ""


def title(credential: Json) -> str:
    """What was achieved."""
    subject = credential.get("credentialSubject")
    subject = subject[0] if isinstance(subject, list) and subject else subject
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    for one in (achievement, credential):
        name = one.get("name") if isinstance(one, dict) else None
        name = name.get("@value") if isinstance(name, dict) else name
        if isinstance(name, str) and name:
            return name
    return ""


def issuer(credential: Json) -> str:
    found = credential.get("issuer")
    name = found.get("name") if isinstance(found, dict) else None
    name = name.get("@value") if isinstance(name, dict) else name
    return str(name) if isinstance(name, str) else ""
