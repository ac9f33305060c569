"""What may be used once: nonces, and the numbers of tokens."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction

from ujuzi.evidence.models import Nonce, Tool


def use(tool: Tool, kind: str, value: str, *, until: datetime, now: datetime) -> bool:
    """True the first time. It is remembered `until` it could not be used any more anyway."""
    Nonce.objects.filter(expires_at__lt=now).delete()
    digest = hashlib.sha256("\0".join([str(tool.pk), kind, value]).encode("utf-8", "replace")).hexdigest()
    try:
        with transaction.atomic():
            Nonce.objects.create(digest=digest, expires_at=until)
    except IntegrityError:
        return False
    return True
