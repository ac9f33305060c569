"""A launch in its two steps: the browser goes to the tool's login, the tool asks who it is, and a signed answer goes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ujuzi.accounts.models import Person
from ujuzi.evidence.lti import addresses, queries
from ujuzi.evidence.lti.operations import once, platform_keys
from ujuzi.evidence.models import Launch, Opened, Pseudonym, ResourceLink, Tool, ToolState
from ujuzi.organisations import secrets
from ujuzi.standards.lti import authentication, launches, reading, tokens
from ujuzi.standards.lti.authentication import AuthenticationError
from ujuzi.standards.lti.problems import LtiError

LASTS = timedelta(minutes=10)
CHOOSING_LASTS = timedelta(hours=4)  # somebody reads through a tool's whole library
_CHOOSING = "choosing"


@dataclass(frozen=True, slots=True)
class Answer:
    """A form that the browser sends to the tool. `is_error`: the tool is told why there is no launch."""

    tool: Tool
    action: str
    fields: dict[str, str]
    is_error: bool = False


def begin(link: ResourceLink, person: Person, *, shares_name: bool, shares_email: bool, now: datetime) -> str:
    """The address of the tool's login, to which the browser goes. What she shares is hers to say at every launch."""
    return _begin(link.tool, link, person, now=now, shares_name=shares_name, shares_email=shares_email)


def begin_choosing(tool: Tool, person: Person, *, now: datetime) -> str:
    """The same for deep linking: somebody who answers for the tool's organisation chooses what learners will open."""
    return _begin(tool, None, person, now=now)


def _begin(tool: Tool, link: ResourceLink | None, person: Person, *, now: datetime, **shares: bool) -> str:
    Launch.objects.filter(expires_at__lt=now).delete()
    hint = secrets.make()
    Launch.objects.create(
        hint_hash=secrets.digest(hint),
        tool=tool,
        link=link,
        person=person,
        made_at=now,
        expires_at=now + LASTS,
        **shares,
    )
    parameters = launches.login_parameters(
        issuer=addresses.issuer(),
        client_id=tool.client_id,
        deployment_id=tool.deployment_id,
        target=_target(tool, link),
        hint=hint,
        message_hint=_message_hint(link),
    )
    return addresses.login(tool, parameters)


def _target(tool: Tool, link: ResourceLink | None) -> str:
    return (link.url if link else tool.deep_link_url) or tool.launch_url


def _message_hint(link: ResourceLink | None) -> str:
    return str(link.pk) if link else _CHOOSING


def answer(said: Mapping[str, str], person: Any, *, locale: str, now: datetime) -> Answer:
    """The signed answer, or an error for the tool. Raises `LtiError` when it is not even known where an answer may go."""
    client_id = reading.needed(said, "client_id")
    tool = Tool.objects.filter(client_id=client_id, state=ToolState.ACTIVE).first()
    if tool is None:
        raise LtiError("unknown", "client_id", "there is no such tool, or it is switched off")
    action = authentication.check_return(said, client_id=tool.client_id, redirect_uris=tool.redirect_uris)
    state = {"state": said["state"]} if said.get("state") else {}
    try:
        asked = authentication.parse(said, redirect_uri=action)
        token = _id_token(tool, asked, person, locale=locale, now=now)
    except AuthenticationError as error:
        fields = {"error": error.oauth, "error_description": str(error)[:300]}
        return Answer(tool, action, fields | state, is_error=True)
    return Answer(tool, action, {"id_token": token} | state)


def _id_token(tool: Tool, asked: authentication.Request, person: Any, *, locale: str, now: datetime) -> str:
    launch = _claimed(tool, asked, person, now=now)
    to = launches.Recipient(tool.client_id, tool.deployment_id, _target(tool, launch.link), asked.nonce)
    if launch.link is None:
        claims = _choosing(launch, to, locale=locale, now=now)
    else:
        claims = _opening(launch, launch.link, to, locale=locale, now=now)
    signer = platform_keys.signer(now=now)
    return tokens.sign(claims, signer.key, signer.kid)


def _claimed(tool: Tool, asked: authentication.Request, person: Any, *, now: datetime) -> Launch:
    """The launch of this hint: this tool's, this person's, not too old, and never used before."""
    launch = (
        Launch.objects.select_related("link", "person", "tool")
        .filter(hint_hash=secrets.digest(asked.login_hint), tool=tool)
        .first()
    )
    if launch is None or launch.used_at is not None or launch.expires_at <= now:
        raise AuthenticationError("replayed", "login_hint", "this launch was used or is over; begin again")
    if asked.message_hint != _message_hint(launch.link):
        raise AuthenticationError("mismatch", "lti_message_hint", "is not the one that was sent")
    if not getattr(person, "is_authenticated", False) or person.pk != launch.person_id:
        raise AuthenticationError("login", "login", "nobody, or somebody else, is signed in here")
    if not once.use(tool, "launch", asked.nonce, until=now + LASTS, now=now):
        raise AuthenticationError("replayed", "nonce", "was used before")
    if not Launch.objects.filter(pk=launch.pk, used_at=None).update(used_at=now):
        raise AuthenticationError("replayed", "login_hint", "this launch was used; begin again")
    return launch


def _opening(
    launch: Launch, link: ResourceLink, to: launches.Recipient, *, locale: str, now: datetime
) -> dict[str, Any]:
    known = pseudonym(launch.tool, launch.person, now=now)
    Pseudonym.objects.filter(pk=known.pk).update(
        shares_name=launch.shares_name, shares_email=launch.shares_email
    )
    opened, new = Opened.objects.get_or_create(
        pseudonym=known, link=link, defaults={"first_at": now, "last_at": now}
    )
    if not new:
        Opened.objects.filter(pk=opened.pk).update(last_at=now)
    who = launches.Somebody(
        sub=str(known.sub),
        roles=tuple(launches.roles(learner=True)),
        locale=locale,
        name=str(launch.person) if launch.shares_name else "",
        email=queries.address_of(launch.person) if launch.shares_email else "",
    )
    shown = launches.Link(str(link.pk), link.title, addresses.link(link), link.text, {**link.custom})
    return launches.resource_link(
        addresses.platform(),
        to,
        who,
        addresses.context(launch.tool),
        shown,
        addresses.services(launch.tool, queries.only_item(link)),
        now=now,
    )


def _choosing(launch: Launch, to: launches.Recipient, *, locale: str, now: datetime) -> dict[str, Any]:
    """`data` comes back with the choice and shows that somebody began it here; only its hash is kept."""
    data = secrets.make()
    Launch.objects.filter(pk=launch.pk).update(
        data_hash=secrets.digest(data), expires_at=now + CHOOSING_LASTS
    )
    who = launches.Somebody(
        sub=str(pseudonym(launch.tool, launch.person, now=now).sub),
        roles=tuple(launches.roles(learner=False)),
        locale=locale,
    )
    choosing = launches.Choosing(addresses.deep_links(launch.tool), data, launch.tool.name)
    return launches.deep_linking(
        addresses.platform(),
        to,
        who,
        addresses.context(launch.tool),
        choosing,
        addresses.services(launch.tool, None),
        now=now,
    )


def pseudonym(tool: Tool, person: Person, *, now: datetime) -> Pseudonym:
    return Pseudonym.objects.get_or_create(tool=tool, person=person, defaults={"made_at": now})[0]
