"""A credential in every form that it can be had in."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from ujuzi.credentials import documents, issuers, pictures
from ujuzi.credentials.certificates import rendering
from ujuzi.credentials.models import Credential, SigningKey
from ujuzi.credentials.operations import keys, lists
from ujuzi.credentials.queries import keys as published
from ujuzi.standards.openbadges import baking, compact, contexts, jwts, moments, opening


@dataclass(frozen=True, slots=True)
class File:
    """What goes down the line."""

    name: str
    media_type: str
    content: bytes


def verify_address(credential: Credential) -> str:
    """What the QR code says; it leads to the verification in the reader's language."""
    return f"{settings.ORIGIN}/v/{credential.id}"


def _json(credential: Credential, _now: datetime) -> bytes:
    return credential.document.encode()


def _jwt(credential: Credential, now: datetime) -> bytes:
    organisation = credential.award.achievement.organisation
    signer = keys.signer(organisation, SigningKey.Kind.P256, now=now)
    return jwts.sign(json.loads(credential.document), signer.key, method=signer.method).encode()  # type: ignore[arg-type]


def _svg(credential: Credential, _now: datetime) -> bytes:
    return baking.bake_svg(pictures.svg(credential.award.achievement), credential.document).encode()


def _png(credential: Credential, _now: datetime) -> bytes:
    drawn = pictures.png(pictures.svg(credential.award.achievement))
    return baking.bake_png(drawn, credential.document)


def bundle(credential: Credential, *, now: datetime) -> dict[str, object]:
    """The credential with all that verifying it needs, as it stands now."""
    organisation = credential.award.achievement.organisation
    did = issuers.did(organisation)
    address = lists.address(credential.status_list_id)
    return {
        "type": opening.BUNDLE,
        "credential": orjson.Fragment(credential.document.encode()),
        "documents": {did: published.latest(did)},
        "history": {did: published.history_of(did)},
        "statusLists": {address: orjson.Fragment(lists.published(credential.status_list, now=now))},
        "snapshotAt": moments.write(now),
    }


def _zip(credential: Credential, now: datetime) -> bytes:
    """Everything, so that it can be verified when the hub is gone."""
    held = bundle(credential, now=now)
    parts: dict[str, bytes] = {
        opening.BUNDLE_FILE: orjson.dumps(held),
        "credential.json": credential.document.encode(),
        "credential.jwt": _jwt(credential, now),
        "certificate.pdf": _pdf(credential, now),
        "issuer/did.json": orjson.dumps(held["documents"], option=orjson.OPT_INDENT_2),
        "issuer/history.json": orjson.dumps(held["history"], option=orjson.OPT_INDENT_2),
        "status-list.json": lists.published(credential.status_list, now=now),
        "README.txt": _readme(credential, now).encode("utf-8-sig"),
    }
    parts |= {
        f"contexts/{name}": contexts.text(address) for address, (name, _hash) in contexts.PINNED.items()
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, now.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _readme(credential: Credential, now: datetime) -> str:
    with translation.override(credential.language.lower()):
        return render_to_string(
            "credentials/readme.txt",
            {"credential": credential, "hub": settings.HUB_NAME, "now": now, "contexts": contexts.PINNED},
        )


def packed(credential: Credential) -> str:
    """For the second QR code."""
    return compact.pack(credential.document)


def certificate(credential: Credential, sheet: str) -> rendering.Certificate:
    """What its PDF says: what the credential says, in its language."""
    achievement = credential.award.achievement
    title = achievement.said("titles", credential.language)
    assessed = achievement.assessed_by
    return rendering.Certificate(
        language=_label_language(credential.language),
        person=credential.name,
        title=title.text,
        title_language=title.language,
        criteria=achievement.said("criteria", credential.language).text,
        outcomes=tuple(
            documents.langtext_list(achievement.outcomes, credential.language, achievement.source_language)
        ),
        issuer=issuers.name(achievement.organisation),
        hub=settings.HUB_NAME,
        assessed_by=issuers.name(assessed) if assessed else "",
        awarded_on=credential.award.awarded_at.date(),
        expires_on=credential.valid_until.date() if credential.valid_until else None,
        minutes=achievement.minutes,
        credential_id=credential.urn,
        verify_url=verify_address(credential),
        credential=credential.document.encode(),
        compact=packed(credential),
        sheet=sheet,
    )


def _label_language(tag: str) -> str:
    """The hub's own language nearest to the certificate's."""
    spoken = {code for code, _name in settings.LANGUAGES}
    return next((one for one in (tag.lower(), tag.lower().split("-")[0]) if one in spoken), "en")


def _pdf(credential: Credential, _now: datetime) -> bytes:
    return rendering.render(certificate(credential, "a4"))


def _phone(credential: Credential, _now: datetime) -> bytes:
    return rendering.render(certificate(credential, "phone"))


_FORMS: dict[str, tuple[Callable[[Credential, datetime], bytes], str]] = {
    "pdf": (_pdf, "application/pdf"),
    "phone": (_phone, "application/pdf"),
    "json": (_json, "application/vc"),
    "jwt": (_jwt, "application/vc+jwt"),
    "svg": (_svg, "image/svg+xml"),
    "png": (_png, "image/png"),
    "zip": (_zip, "application/zip"),
}
FORMS = tuple(_FORMS)


def made(credential: Credential, form: str, *, now: datetime) -> File:
    """The file; KeyError for a form that there is not."""
    make, media_type = _FORMS[form]
    slug = credential.award.achievement.name.removeprefix("course-")
    ending = "phone.pdf" if form == "phone" else form
    return File(f"{slug}-{str(credential.id)[:8]}.{ending}", media_type, make(credential, now))
