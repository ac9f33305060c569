"""Proofs in words for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ujuzi.evidence.arrivals import Assurance, Source

SOURCES: dict[str, Promise] = {
    Source.BADGE: _("Open Badge"),
    Source.XAPI: _("learning records of a partner"),
    Source.LTI: _("a partner's tool, opened from here"),
    Source.WEBHOOK: _("message of a partner's platform"),
    Source.SHEET: _("a partner's list"),
    Source.DOCUMENT: _("document that you handed in"),
}

ASSURANCES: dict[int, Promise] = {
    Assurance.SELF_DECLARED: _("your own word"),
    Assurance.DOCUMENT: _("a document, looked at by a person"),
    Assurance.PARTNER_ATTESTED: _("the partner vouches for it"),
    Assurance.CRYPTOGRAPHIC: _("signed by the issuer and checked"),
}

BADGES: dict[str, Promise] = {
    "verdict": _("This badge does not verify, so it proves nothing here."),
    "not-a-badge": _("This is signed, but it is no badge for an achievement."),
    "own": _("This hub issued it itself; it counts already."),
    "somebody-else": _(
        "This badge is for another e-mail address. Confirm that address in your account, then hand it in again."
    ),
    "hosted": _("That is a course of this hub; what you complete here counts by itself."),
    "future": _("Its date lies in the future."),
    "failed": _("It says that the course was not passed."),
    "no-activity": _("It does not say what was completed."),
    "unreachable": _("Its issuer's web site could not be asked. Nothing was lost; try again later."),
    "not-the-same": _("Its issuer's web site says something else."),
    "revoked": _("Its issuer has revoked it."),
    "expired": _("It has expired."),
    "form": _("It is damaged, or not a badge."),
}

SHEETS: dict[str, Promise] = {
    "too-large": _("The sheet is larger than 20 MB or 100,000 rows."),
    "empty": _("There are no rows in it."),
    "no-heading": _("No heading row was found that names a person, a course and a day."),
    "no-column": _("A column is missing: a person, a course or a day of completion."),
}

# Codes of rows and notes: docs/formats/completions.md.
ROWS: dict[str, Promise] = {
    "order-unknown": _("The day can be read in two ways"),
    "order-mixed": _("Days are written in two ways"),
    "no-date": _("The day is missing"),
    "not-a-date": _("Not a day"),
    "no-such-day": _("There is no such day"),
    "no-day": _("A month without a day"),
    "not-in-order": _("Not in the order of the other days"),
    "year-out-of-range": _("The year cannot be right"),
    "in-the-future": _("The day has not come yet"),
    "no-person": _("Nobody is named"),
    "no-course": _("No course is named"),
    "unknown-status": _("The state is not understood"),
    "too-long": _("The text is too long"),
    "bad-email": _("Not an e-mail address"),
    "score-unreadable": _("The score cannot be read"),
    "score-out-of-range": _("The score cannot be right"),
    "score-scale-unknown": _("Out of how many points?"),
    "failed": _("Not passed"),
    "unfinished": _("Not finished"),
    "heading-again": _("The heading again"),
}

REASONS: dict[str, Promise] = {
    "email": _("same e-mail address"),
    "username": _("same user name"),
    "partner-id": _("same number in an earlier list"),
    "name": _("same name"),
    "name-near": _("a name written nearly so"),
    "name-script": _("same name in another script"),
    "name-part": _("part of the name"),
    "email-near": _("an e-mail address written nearly so"),
    "name-differs": _("but the name differs"),
    "email-differs": _("but the e-mail address differs"),
}
