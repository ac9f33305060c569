"""Extensions of xAPI statements by which the hub says how sure it is of a completion elsewhere."""

from django.conf import settings


def assurance() -> str:
    """Its value is the level, 1 to 4 (evidence.arrivals.Assurance)."""
    return f"{settings.ORIGIN}/xapi/extensions/assurance"


def proof() -> str:
    """Its value is the number of the proof."""
    return f"{settings.ORIGIN}/xapi/extensions/proof"


def source() -> str:
    return f"{settings.ORIGIN}/xapi/extensions/source"


def reviewer() -> str:
    return f"{settings.ORIGIN}/xapi/extensions/reviewer"


ENOUGH = 3  # partner-attested: below that nothing is awarded
