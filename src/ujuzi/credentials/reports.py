"""A report for programs (docs/credentials.md)."""

from typing import Any

from ujuzi.standards.openbadges import moments
from ujuzi.standards.openbadges.reports import Report


def as_json(report: Report) -> dict[str, Any]:
    return {
        "verdict": report.verdict,
        "statusAsOf": moments.write(report.status_as_of) if report.status_as_of else None,
        "form": report.form,
        "issuer": report.issuer,
        "keysFrom": report.origin,
        "problems": [problem._asdict() for problem in report.problems],
        "endorsements": [as_json(one) for one in report.endorsements],
        "credential": report.credential,
    }
