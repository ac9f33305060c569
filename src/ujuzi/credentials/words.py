"""What a verification found, in sentences for people."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ujuzi.credentials import issuers
from ujuzi.organisations.models import Organisation
from ujuzi.standards.openbadges.reports import Origin, Report, Verdict


class Verdicts(NamedTuple):
    """`mood`: "good", "mind" or "bad", for the page's colour; the heading says the same in words."""

    mood: str
    heading: Promise
    meaning: Promise


VERDICTS: dict[Verdict, Verdicts] = {
    Verdict.VALID: Verdicts(
        "good", _("Valid"), _("The issuer signed exactly what you read here, and has not revoked it.")
    ),
    Verdict.REVOKED: Verdicts(
        "bad", _("Revoked"), _("It was signed by the issuer, who has since taken it back.")
    ),
    Verdict.SUSPENDED: Verdicts(
        "bad", _("Suspended"), _("It was signed by the issuer, who has suspended it for the time being.")
    ),
    Verdict.EXPIRED: Verdicts("bad", _("Expired"), _("It was signed by the issuer, but its time is over.")),
    Verdict.NOT_YET: Verdicts("mind", _("Not valid yet"), _("It was signed by the issuer for a later time.")),
    Verdict.UNCONFIRMED: Verdicts(
        "mind",
        _("Issuer not confirmed"),
        _(
            "The signature fits the keys that came in the same file. Whether these are the issuer's keys, the file itself cannot prove."
        ),
    ),
    Verdict.UNKNOWN: Verdicts(
        "mind",
        _("Signed, status unknown"),
        _(
            "The issuer signed exactly what you read here. Whether it was revoked since could not be found out."
        ),
    ),
    Verdict.UNCHECKED: Verdicts(
        "mind",
        _("Could not be checked"),
        _(
            "What is needed to check the signature could not be had. That says nothing for it and nothing against it."
        ),
    ),
    Verdict.INVALID: Verdicts(
        "bad",
        _("Not valid"),
        _("The issuer did not sign this, or it was changed afterwards. Do not rely on it."),
    ),
}

PROBLEMS: dict[str, Promise] = {
    "format": _("It does not have the form of a credential."),
    "context": _("It uses words whose meaning this hub does not know."),
    "term": _("Something in it is not covered by the signature."),
    "type": _("Something in it is not covered by the signature."),
    "value": _("Something in it is not covered by the signature."),
    "depth": _("It does not have the form of a credential."),
    "proof": _("It has no signature that counts."),
    "suite": _("It is signed in a way that this hub cannot check."),
    "key": _("The issuer does not vouch by the key that signed it."),
    "controller": _("It was signed by somebody else than the issuer."),
    "signature": _("The signature does not fit: the text was changed, or somebody else signed it."),
    "dates": _("Its dates do not fit."),
    "status": _("Its status could not be found out."),
    "issuer": _("The issuer's keys could not be read."),
}

OPENING: dict[str, Promise] = {
    "empty": _("There is nothing in it."),
    "too-large": _("It is too large to be a certificate."),
    "none": _(
        "There is no certificate in it that could be checked. A picture or print of a certificate can be checked by its QR code: photograph it straight and near."
    ),
    "several": _("There is more than one certificate in it. Check each by itself."),
    "format": _("It is damaged, or not a certificate."),
}


def standing(report: Report) -> Promise | str:
    """Who the issuer is to this hub."""
    if report.issuer == issuers.did(None):
        return _("This hub itself.")
    before = f"{issuers.did(None)}:{issuers.FOLDER}:"
    slug = report.issuer.removeprefix(before)
    if report.issuer.startswith(before) and Organisation.objects.filter(slug=slug).exists():
        return _("An organisation of this hub's coalition.")
    if report.origin is Origin.BUNDLE:
        return _("Not known to this hub, and its keys came in the same file.")
    return _(
        "Not an organisation of this hub's coalition. Its keys were read at its own address; who stands behind the address, you must judge."
    )
