"""What this app keeps."""

from ujuzi.evidence.models.proofs import Completion, Proof, State
from ujuzi.evidence.models.sheets import Import, ImportState
from ujuzi.evidence.models.webhooks import WebhookSecret

__all__ = ["Completion", "Import", "ImportState", "Proof", "State", "WebhookSecret"]
