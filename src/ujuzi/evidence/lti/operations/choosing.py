"""What a tool returns from deep linking becomes links, which nobody sees until they are published."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ujuzi.evidence.lti import addresses
from ujuzi.evidence.lti.operations import once, registering, tool_keys
from ujuzi.evidence.models import Launch, ResourceLink, Tool
from ujuzi.organisations import permissions, secrets
from ujuzi.standards.lti import deeplinking
from ujuzi.standards.lti.problems import LtiError


@dataclass(frozen=True, slots=True)
class Chosen:
    """The new links, and how many items were of kinds that cannot be shown here."""

    links: list[ResourceLink]
    skipped: int
    message: str


def take(tool: Tool, token: str, *, fetch: tool_keys.Fetch, now: datetime) -> Chosen:
    """Raises `LtiError`. The same answer twice is refused."""
    response = deeplinking.check(
        token,
        tool_keys.of_tool(tool, token, fetch=fetch, now=now),
        client_id=tool.client_id,
        deployment_id=tool.deployment_id,
        issuer=addresses.issuer(),
        now=now,
    )
    begun = _begun(tool, response.data, now=now)
    if not permissions.may_own(begun.person, tool.organisation):
        raise LtiError("forbidden", "data", "who began this may no longer change the tool")
    if not once.use(tool, "choice", response.nonce, until=response.expires_at, now=now):
        raise LtiError("replayed", "nonce", "was used before")
    with transaction.atomic():
        if not Launch.objects.filter(pk=begun.pk).delete()[0]:
            raise LtiError("replayed", "data", "was used before")
        links = [registering.add_chosen(tool, item, now=now) for item in response.items]
    return Chosen(links, len(response.skipped), response.error or response.message)


def _begun(tool: Tool, data: str, *, now: datetime) -> Launch:
    found = Launch.objects.select_related("person").filter(
        tool=tool, link=None, data_hash=secrets.digest(data), expires_at__gt=now
    )
    begun = found.first()
    if begun is None:
        raise LtiError("replayed", "data", "nobody here began this choice, or it is long ago, or was taken")
    return begun
