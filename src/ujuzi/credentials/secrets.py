"""Private keys at rest: encrypted with a key that does not lie in the database.

It is `UJUZI_KEYS_SECRET`, or else the file `keys/master.key` in the data folder, which is made the first time that it is
needed. Whoever has the database alone, or a backup without the file, can sign nothing.
"""

import base64
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class NoMasterKey(Exception):
    """The key that opens the private keys is not here; nothing can be signed until it is put back."""

    permanent = True


def place() -> Path:
    """Where the file is, if no secret is set."""
    return Path(settings.DATA_DIR) / "keys" / "master.key"


def exists() -> bool:
    return bool(settings.KEYS_SECRET) or place().is_file()


def seal(secret: bytes, *, first: bool) -> str:
    """Encrypted. `first`: there are no keys yet, so a master key may be made; otherwise a missing one is an error."""
    return _fernet(may_make=first).encrypt(secret).decode()


def unseal(text: str) -> bytes:
    """The secret; `NoMasterKey` when the master key is missing or another one."""
    try:
        return _fernet(may_make=False).decrypt(text.encode())
    except InvalidToken as error:
        raise NoMasterKey("the master key here is not the one that the keys were locked with") from error


def _fernet(*, may_make: bool) -> Fernet:
    material = settings.KEYS_SECRET.encode() or _from_file(may_make=may_make)
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"ujuzi signing keys").derive(material)
    return Fernet(base64.urlsafe_b64encode(derived))


def _from_file(*, may_make: bool) -> bytes:
    path = place()
    if not path.is_file():
        if not may_make:
            raise NoMasterKey(f"{path} is missing; put it back from where it was kept apart from the backups")
        _make(path)
    return path.read_bytes().strip()


def _make(path: Path) -> None:
    """Readable by the hub's own user only, whole or not at all; of two processes the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, secrets.token_urlsafe(48).encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
