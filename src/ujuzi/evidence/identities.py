"""People that a partner names and the hub does not know: a keyed hash stands for them, and nothing else is kept."""

import hashlib
import hmac

from allauth.account.models import EmailAddress
from django.conf import settings

from ujuzi.accounts.models import Person


def of_address(address: str) -> str:
    """The same for the same address, also from another partner."""
    return _hash("address", address.strip().lower())


def of_partner(organisation: int, number: str) -> str:
    """By the partner's own number for her."""
    return _hash("partner", str(organisation), number.strip())


def of_name(organisation: int, name: str) -> str:
    """When there is nothing else: two people of one name are then one, which counts too few rather than too many."""
    return _hash("name", str(organisation), " ".join(name.lower().split()))


def addresses_of(person: Person) -> list[str]:
    """Hashes of her confirmed addresses."""
    found = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return [of_address(address) for address in found]


def _hash(*parts: str) -> str:
    key = hashlib.sha256(f"ujuzi evidence {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()
