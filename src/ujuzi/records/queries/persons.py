"""How people of this hub appear in statements."""

import hashlib
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings

from ujuzi.accounts.models import Person


def agent(person: Person) -> dict[str, Any]:
    """The Agent that the hub itself writes: an account here, no name and no address."""
    return {"objectType": "Agent", "account": {"homePage": settings.ORIGIN, "name": str(person.pk)}}


def identities(person: Person) -> list[str]:
    """Everything that identifies her: her account here and her confirmed addresses, which partners may use."""
    found = [f"account {settings.ORIGIN} {person.pk}"]
    for address in EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True):
        name, at, host = address.rpartition("@")
        found += [f"mbox mailto:{name}{at}{host.lower()}", f"mbox_sha1sum {_sha1(address)}"]
    return found


def hashed(address: str) -> list[str]:
    """The other identity of a mailto: address; nothing for anything else."""
    return [f"mbox_sha1sum {_sha1(address.removeprefix('mailto:'))}"] if address.startswith("mailto:") else []


def _sha1(address: str) -> str:
    return hashlib.sha1(f"mailto:{address}".encode(), usedforsecurity=False).hexdigest()
