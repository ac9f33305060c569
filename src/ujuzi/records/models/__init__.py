"""Tables of the records app; decision 0004 says why the log looks as it does."""

from ujuzi.records.models.credentials import Key, Token
from ujuzi.records.models.documents import Document
from ujuzi.records.models.following import Cursor, Daily, Exchange
from ujuzi.records.models.log import (
    Activity,
    Attached,
    Attachment,
    Authority,
    Erasure,
    Log,
    Mention,
    Name,
    Pointer,
    Refusal,
    Statement,
)

__all__ = [
    "Activity",
    "Attached",
    "Attachment",
    "Authority",
    "Cursor",
    "Daily",
    "Document",
    "Erasure",
    "Exchange",
    "Key",
    "Log",
    "Mention",
    "Name",
    "Pointer",
    "Refusal",
    "Statement",
    "Token",
]
