"""Messages from the platform: the claims of an id_token, LTI Core 1.3 section 5.3 and 5.4, Deep Linking 2.0 section 3."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ujuzi.standards.lti import names

Claims = dict[str, Any]
LASTS_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Platform:
    """Who sends: `issuer` is its public address."""

    issuer: str
    name: str
    version: str
    guid: str
    family: str = "ujuzi"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Which tool, in which deployment, where to, and with which nonce it asked."""

    client_id: str
    deployment_id: str
    target_link_uri: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who launches: `sub` means nothing elsewhere. Name and address are sent only when they are here."""

    sub: str
    roles: tuple[str, ...]
    locale: str
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the platform calls a course: the links of one tool."""

    id: str
    title: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """The link that is opened, and where the browser goes afterwards."""

    id: str
    title: str
    return_url: str
    description: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Services:
    """Addresses of the services for this context; an empty one is not offered."""

    lineitems: str = ""
    lineitem: str = ""
    memberships: str = ""
    scopes: tuple[str, ...] = names.AGS_SCOPES


@dataclass(frozen=True, slots=True)
class Choosing:
    """What a deep linking request asks for; the tool returns `data` as it got it."""

    return_url: str
    data: str
    title: str = ""


def resource_link(
    platform: Platform,
    to: Recipient,
    who: Somebody,
    context: Context,
    link: Link,
    services: Services,
    *,
    now: datetime,
) -> Claims:
    """LtiResourceLinkRequest."""
    claims = _common(platform, to, who, context, services, names.RESOURCE_LINK_REQUEST, now)
    claims[names.RESOURCE_LINK] = _without_empty(
        {"id": link.id, "title": link.title, "description": link.description}
    )
    claims[names.LAUNCH_PRESENTATION] = _presentation(link.return_url, who.locale)
    if link.custom:
        claims[names.CUSTOM] = dict(link.custom)
    return claims


def deep_linking(
    platform: Platform,
    to: Recipient,
    who: Somebody,
    context: Context,
    choosing: Choosing,
    services: Services,
    *,
    now: datetime,
) -> Claims:
    """LtiDeepLinkingRequest."""
    claims = _common(platform, to, who, context, services, names.DEEP_LINKING_REQUEST, now)
    claims[names.LAUNCH_PRESENTATION] = _presentation("", who.locale)
    claims[names.DEEP_LINKING_SETTINGS] = _without_empty(
        {
            "deep_link_return_url": choosing.return_url,
            "accept_types": ["ltiResourceLink"],
            "accept_presentation_document_targets": ["window"],
            "accept_multiple": True,
            "accept_lineitem": True,
            "auto_create": False,
            "title": choosing.title,
            "data": choosing.data,
        }
    )
    return claims


def _common(
    platform: Platform,
    to: Recipient,
    who: Somebody,
    context: Context,
    services: Services,
    message: str,
    now: datetime,
) -> Claims:
    seconds = int(now.timestamp())
    claims: Claims = {
        "iss": platform.issuer,
        "aud": to.client_id,
        "azp": to.client_id,
        "sub": who.sub,
        "iat": seconds,
        "exp": seconds + LASTS_SECONDS,
        "nonce": to.nonce,
        "locale": who.locale,
        names.MESSAGE_TYPE: message,
        names.VERSION_CLAIM: names.VERSION,
        names.DEPLOYMENT_ID: to.deployment_id,
        names.TARGET_LINK_URI: to.target_link_uri,
        names.ROLES: list(who.roles),
        names.CONTEXT: _without_empty(
            {
                "id": context.id,
                "title": context.title,
                "label": context.label,
                "type": [names.COURSE_OFFERING],
            }
        ),
        names.TOOL_PLATFORM: {
            "guid": platform.guid,
            "name": platform.name,
            "url": platform.issuer,
            "product_family_code": platform.family,
            "version": platform.version,
        },
    }
    return claims | _without_empty({"name": who.name, "email": who.email}) | _services(services)


def _services(services: Services) -> Claims:
    claims: Claims = {}
    if services.lineitems:
        claims[names.ENDPOINT] = _without_empty(
            {"scope": list(services.scopes), "lineitems": services.lineitems, "lineitem": services.lineitem}
        )
    if services.memberships:
        claims[names.NAMES_ROLE_SERVICE] = {
            "context_memberships_url": services.memberships,
            "service_versions": ["2.0"],
        }
    return claims


def _presentation(return_url: str, locale: str) -> Claims:
    return _without_empty({"document_target": "window", "return_url": return_url, "locale": locale})


def _without_empty(members: Claims) -> Claims:
    return {name: value for name, value in members.items() if value not in ("", None, [])}


def login_parameters(
    *, issuer: str, client_id: str, deployment_id: str, target: str, hint: str, message_hint: str
) -> dict[str, str]:
    """Of the third-party initiated login (Security Framework 1.0, section 5.1.1.1)."""
    return {
        "iss": issuer,
        "login_hint": hint,
        "target_link_uri": target,
        "lti_message_hint": message_hint,
        "client_id": client_id,
        "lti_deployment_id": deployment_id,
    }


def roles(*, learner: bool) -> Sequence[str]:
    """Who takes a course, and who chooses what is in it."""
    return (names.LEARNER,) if learner else (names.INSTRUCTOR, names.CONTENT_DEVELOPER)
