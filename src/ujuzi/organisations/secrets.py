"""The secret in an invitation's link: 256 random bits, of which only a hash is kept."""

import hashlib
import secrets


def make() -> str:
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """A plain hash is enough: nobody guesses 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
