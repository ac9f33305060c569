"""A proof as an xAPI statement: that she completed it, how sure that is, by which way it came, who looked at it."""

import uuid
from typing import Any

from django.conf import settings

from ujuzi.courses import statements
from ujuzi.credentials import marks
from ujuzi.evidence.models import Proof
from ujuzi.records.queries import persons

Statement = dict[str, Any]
_COURSE = "http://adlnet.gov/expapi/activities/course"


def completed(proof: Proof) -> Statement:
    """Of an accepted proof of somebody known. Its id is made from the proof and the review: said again after a new review."""
    if proof.person is None:
        raise ValueError("nobody's proof is no statement")
    result: dict[str, Any] = {"completion": True}
    if proof.passed is not None:
        result["success"] = proof.passed
    if proof.score is not None:
        result["score"] = {"scaled": round(proof.score, 4)}
    extensions: dict[str, Any] = {
        marks.assurance(): proof.assurance,
        marks.source(): proof.source,
        marks.proof(): str(proof.pk),
    }
    if proof.reviewed_by_id is not None:
        extensions[marks.reviewer()] = str(proof.reviewed_by_id)
    return {
        "id": number(proof),
        "actor": persons.agent(proof.person),
        "verb": {"id": statements.COMPLETED, "display": {"en": "completed"}},
        "object": {
            "objectType": "Activity",
            "id": proof.activity
            if ":" in proof.activity
            else f"urn:ujuzi:{uuid.uuid5(uuid.NAMESPACE_URL, proof.activity)}",
            "definition": {"type": _COURSE, "name": {"und": proof.title}},
        },
        "result": result,
        "context": {"extensions": extensions},
        "timestamp": proof.completed_at.isoformat(),
    }


def number(proof: Proof) -> str:
    """The statement's id."""
    reviewed = proof.reviewed_at.isoformat() if proof.reviewed_at else ""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.ORIGIN}/proofs/{proof.pk}/{reviewed}"))


def voided(proof: Proof) -> Statement:
    """Takes the statement of a proof back."""
    if proof.person is None or proof.statement is None:
        raise ValueError("there is nothing to take back")
    return {
        "id": str(uuid.uuid5(proof.statement, "voided")),
        "actor": persons.agent(proof.person),
        "verb": {"id": statements.VOIDED, "display": {"en": "voided"}},
        "object": {"objectType": "StatementRef", "id": str(proof.statement)},
    }
