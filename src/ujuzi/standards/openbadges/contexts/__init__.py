"""The JSON-LD contexts of credentials, shipped and pinned by hash: nothing is ever fetched, so nothing can be substituted."""

import hashlib
import importlib.resources
import json
from functools import cache
from typing import Any

VC = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
MULTIKEY = "https://w3id.org/security/multikey/v1"
DID = "https://www.w3.org/ns/did/v1"

# What a credential of ours says, in this order (OB 3.0 Final Release, section 8.2).
CREDENTIAL = (VC, OB, EXTENSIONS)

# {address: (file, SHA-256)}. The copy of OB 3.0.3 is the published one, see docs/credentials.md.
PINNED: dict[str, tuple[str, str]] = {
    VC: ("credentials-v2.json", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
    OB: ("ob-v3p0-context-3.0.3.json", "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"),
    EXTENSIONS: ("ob-v3p0-extensions.json", "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93"),
    DATA_INTEGRITY: ("data-integrity-v2.json", "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4"),
    MULTIKEY: ("multikey-v1.json", "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597"),
    DID: ("did-v1.json", "62c1054bf404d6dd3a4b26b64f830fd72095f6a26edc4469908c94351352ce5f"),
}  # fmt: skip


class UnknownContext(ValueError):
    """A credential names a context that is not among the pinned ones, or a pinned file was changed."""

    def __init__(self, address: str) -> None:
        super().__init__(f"the context {address[:200]!r} is not one that this hub knows")
        self.address = address


def text(address: str) -> bytes:
    """The bytes of a pinned context; a file that does not have its hash is refused."""
    if address not in PINNED:
        raise UnknownContext(address)
    name, digest = PINNED[address]
    found = importlib.resources.files(__package__).joinpath(name).read_bytes()
    if hashlib.sha256(found).hexdigest() != digest:
        raise UnknownContext(address)
    return found


@cache
def document(address: str) -> dict[str, Any]:
    """The context as JSON. Shared: not to be changed."""
    read: dict[str, Any] = json.loads(text(address))
    return read
