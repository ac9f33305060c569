"""What this app keeps."""

from ujuzi.evidence.models.lti import (
    AccessToken,
    Launch,
    LineItem,
    Nonce,
    Opened,
    PlatformKey,
    Pseudonym,
    ResourceLink,
    Score,
    Tool,
    ToolState,
)
from ujuzi.evidence.models.proofs import Completion, Proof, State
from ujuzi.evidence.models.sheets import Import, ImportState
from ujuzi.evidence.models.webhooks import WebhookSecret

__all__ = [
    "AccessToken",
    "Completion",
    "Import",
    "ImportState",
    "Launch",
    "LineItem",
    "Nonce",
    "Opened",
    "PlatformKey",
    "Proof",
    "Pseudonym",
    "ResourceLink",
    "Score",
    "State",
    "Tool",
    "ToolState",
    "WebhookSecret",
]
