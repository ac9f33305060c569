"""Documents that people hand in, on disk under random names; given out as downloads only."""

import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse

from ujuzi.evidence.models import Proof

LARGEST = 20_000_000
_KINDS = {
    b"%PDF-": ("pdf", "application/pdf"),
    b"\x89PNG": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
}


def keep(content: bytes) -> str:
    """Its name in the media folder; "" for nothing."""
    if not content:
        return ""
    ending = next(ending for head, (ending, _type) in _KINDS.items() if content.startswith(head))
    return default_storage.save(f"evidence/{uuid.uuid4()}.{ending}", ContentFile(content))


def sent(proof: Proof) -> HttpResponse:
    """As a download, never shown within a page of ours: a stranger made it."""
    with proof.document.open("rb") as file:
        content = file.read(LARGEST)
    ending, media_type = next(found for head, found in _KINDS.items() if content.startswith(head))
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="proof-{str(proof.pk)[:8]}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
