"""Verification: who signed, whether nothing was changed or added, whether it is valid at this time, and its status.

Pure: the issuer's documents and status lists are asked for by functions that are handed in, and the time is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ujuzi.standards.openbadges import (
    contexts,
    dids,
    jwts,
    linked,
    moments,
    proofs,
    reports,
    resources,
    shapes,
    statuslists,
)
from ujuzi.standards.openbadges.opening import Opened
from ujuzi.standards.openbadges.reports import Origin, Report, Resolved, Unreachable, Verdict
from ujuzi.standards.openbadges.shapes import Problem

Json = dict[str, Any]
SKEW = timedelta(minutes=5)  # clocks differ
MOST_ENDORSEMENTS = 20


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a verifier asks. All raise `Unreachable`.

    `resolve`: DID -> its document. `status_list`: address -> the list's credential. `load`: address -> a context.
    """

    resolve: Callable[[str], Resolved]
    status_list: Callable[[str], Json]
    load: Callable[[str], Json] = contexts.document
    retrieve: Callable[[str], bytes] = contexts.text
    terms_only: bool = True


class _Found(Exception):
    """Why verification ends here."""

    def __init__(self, verdict: Verdict, *problems: Problem) -> None:
        super().__init__(verdict)
        self.verdict, self.problems = verdict, problems


def verify(opened: Opened, sources: Sources, *, now: datetime) -> Report:
    """The report; never raises for anything that the credential holds."""
    found = _signed(opened, sources, now)
    if found.verdict in (Verdict.INVALID, Verdict.UNCHECKED):
        return found
    verdicts: list[Verdict] = [found.verdict]
    problems = list(found.problems)
    for verdict, problem in _dates(found.credential, now):
        verdicts.append(verdict)
        problems.append(problem)
    as_of = None
    for verdict, trouble, asked in _statuses(found.credential, sources, now):
        verdicts.append(verdict)
        problems += [trouble] if trouble else []
        as_of = min(filter(None, [as_of, asked]), default=None)
    return replace(
        found,
        verdict=reports.worst(verdicts),
        problems=tuple(problems),
        status_as_of=as_of,
        endorsements=tuple(_endorsements(found.credential, sources, now)),
    )


def _signed(opened: Opened, sources: Sources, now: datetime) -> Report:
    """Shape and signatures only."""
    credential = opened.credential
    report = Report(Verdict.VALID, (), credential, opened.form, shapes.issuer_of(credential))
    wrong = shapes.problems(credential) or resources.problems(credential, sources.retrieve)
    if wrong:
        return replace(report, verdict=Verdict.INVALID, problems=tuple(wrong))
    try:
        origin = _jwt(opened, sources) if opened.jwt else _embedded(credential, sources, now)
    except _Found as end:
        return replace(report, verdict=end.verdict, problems=end.problems)
    verdict = Verdict.UNCONFIRMED if origin is Origin.BUNDLE else Verdict.VALID
    return replace(report, verdict=verdict, origin=origin)


def _embedded(credential: Json, sources: Sources, now: datetime) -> Origin:
    """Every proof that we can read must hold, and there must be one."""
    try:
        ours = [one for one in proofs.of(credential) if one.get("cryptosuite") == proofs.SUITE]
    except proofs.ProofError as error:
        raise _invalid(error.code, error.path, error.detail) from error
    if not ours:
        if proofs.of(credential):
            raise _Found(Verdict.UNCHECKED, Problem("suite", "/proof", f"has no proof of {proofs.SUITE}"))
        raise _invalid("proof", "/proof", "is not signed")
    origins = [_proof(credential, one, sources, now) for one in ours]
    return origins[0]


def _proof(credential: Json, proof: Json, sources: Sources, now: datetime) -> Origin:
    try:
        proofs.check_shape(proof)
        method = proof["verificationMethod"]
        key, origin = _key(credential, method, sources)
        if not isinstance(key, Ed25519PublicKey):
            raise _invalid("key", "/proof/verificationMethod", "not an Ed25519 key")
        proofs.verify(credential, proof, key, load=sources.load, terms_only=sources.terms_only)
        _proof_times(proof, now)
    except proofs.ProofError as error:
        if error.unknown:
            raise _Found(Verdict.UNCHECKED, Problem(error.code, error.path, error.detail)) from error
        raise _invalid(error.code, error.path, error.detail) from error
    return origin


def _proof_times(proof: Json, now: datetime) -> None:
    try:
        if "created" in proof and moments.read(proof["created"]) > now + SKEW:
            raise _invalid("dates", "/proof/created", "lies in the future")
        if "expires" in proof and moments.read(proof["expires"]) <= now:
            raise _Found(Verdict.EXPIRED, Problem("dates", "/proof/expires", "the signature has expired"))
    except moments.MomentError as error:
        raise _invalid("dates", "/proof", str(error)) from error


def _jwt(opened: Opened, sources: Sources) -> Origin:
    key, origin = _key(opened.credential, str(opened.header.get("kid", "")), sources)
    try:
        jwts.verify(opened.jwt, key, opened.header["alg"])
    except jwts.JwtError as error:
        raise _invalid(error.code, "/", error.detail) from error
    return origin


def _key(credential: Json, method: str, sources: Sources) -> tuple[Any, Origin]:
    """The key that a method names, if it is one of the issuer's: whoever else signs is not the issuer."""
    issuer = shapes.issuer_of(credential)
    if not dids.is_did(issuer):
        raise _Found(
            Verdict.UNCHECKED, Problem("issuer", "/issuer", "not an identifier whose keys we can find")
        )
    if method.partition("#")[0] != issuer:
        raise _invalid("controller", "/proof/verificationMethod", "the key is not the issuer's")
    try:
        found = sources.resolve(issuer)
        return dids.key_of(method, found.document), found.origin
    except Unreachable as error:
        problem = Problem("issuer", "/issuer", f"the issuer's keys could not be read: {error}")
        raise _Found(Verdict.UNCHECKED, problem) from error
    except dids.DidError as error:
        raise _invalid(error.code, "/proof/verificationMethod", error.detail) from error


def _invalid(code: str, path: str, detail: str) -> _Found:
    return _Found(Verdict.INVALID, Problem(code, path, detail))


def _dates(credential: Json, now: datetime) -> Iterator[tuple[Verdict, Problem]]:
    """Shapes has seen to it that they are times."""
    if "validFrom" in credential and moments.read(credential["validFrom"]) > now + SKEW:
        yield Verdict.NOT_YET, Problem("dates", "/validFrom", "lies in the future")
    if "validUntil" in credential and moments.read(credential["validUntil"]) < now:
        yield Verdict.EXPIRED, Problem("dates", "/validUntil", "has passed")


_BY_PURPOSE = {"revocation": Verdict.REVOKED, "suspension": Verdict.SUSPENDED}
_Status = tuple[Verdict, Problem | None, datetime | None]


def _statuses(credential: Json, sources: Sources, now: datetime) -> Iterator[_Status]:
    for entry in shapes.listed(credential.get("credentialStatus")):
        purpose = entry.get("statusPurpose")
        if entry.get("type") != "BitstringStatusListEntry":
            kind = str(entry.get("type"))[:60]
            yield (
                Verdict.UNKNOWN,
                Problem("status", "/credentialStatus", f"a status of the kind {kind}"),
                None,
            )
        elif purpose in _BY_PURPOSE:
            yield _status(credential, entry, purpose, sources, now)


def _status(credential: Json, entry: Json, purpose: str, sources: Sources, now: datetime) -> _Status:
    """A bit that is set counts however old the list is; one that is not set counts while the list is valid."""
    address = entry.get("statusListCredential")
    path = "/credentialStatus"
    try:
        if not shapes.is_url(address):
            raise statuslists.StatusError("statusListCredential is no URL")
        document = sources.status_list(str(address))
        found = _list(document, str(address), shapes.issuer_of(credential), sources, now)
        is_set = statuslists.bit(statuslists.read(document, purpose), statuslists.index_of(entry))
    except Unreachable as error:
        return Verdict.UNKNOWN, Problem("status", path, f"the list could not be read: {error}"), None
    except statuslists.StatusError as error:
        return Verdict.UNKNOWN, Problem("status", path, str(error)), None
    as_of = moments.read(document["validFrom"]) if "validFrom" in document else None
    if is_set:
        return _BY_PURPOSE[purpose], Problem("status", path, f"{purpose} is set"), as_of
    if _dates_over(found.credential, now):
        return Verdict.UNKNOWN, Problem("status", path, "the list is out of date"), as_of
    return Verdict.VALID, None, as_of


def _list(document: Json, address: str, issuer: str, sources: Sources, now: datetime) -> Report:
    """The list must be the one that was asked for, and signed by the issuer of the credential."""
    if document.get("id") != address or shapes.issuer_of(document) != issuer:
        raise statuslists.StatusError("the list is another one, or somebody else's")
    report = _signed(Opened(document, "json"), sources, now)
    if report.verdict not in (Verdict.VALID, Verdict.UNCONFIRMED):
        raise statuslists.StatusError(f"the list is not signed as it should be: {report.problems[0].detail}")
    return report


def _dates_over(document: Json, now: datetime) -> bool:
    return any(True for _one in _dates(document, now))


def _endorsements(credential: Json, sources: Sources, now: datetime) -> Iterator[Report]:
    """Others' words about the badge, its achievement or its issuer: each a credential of its own, checked by itself."""
    subject = (shapes.listed(credential.get("credentialSubject")) or [{}])[0]
    holders = [credential, credential.get("issuer"), subject.get("achievement")]
    inner = [
        one
        for holder in holders
        if isinstance(holder, dict)
        for one in shapes.listed(holder.get("endorsement"))
    ]
    for one in inner[:MOST_ENDORSEMENTS]:
        if isinstance(one, dict):
            yield replace(verify(Opened(_own(one, credential), "json"), sources, now=now), endorsements=())


def _own(endorsement: Json, credential: Json) -> Json:
    """As it stood by itself: one without contexts has those of the credential around it."""
    return (
        endorsement if "@context" in endorsement else {"@context": credential.get("@context")} | endorsement
    )


def canonical_problem(credential: Json, load: Callable[[str], Json] = contexts.document) -> Problem | None:
    """Whether an issuer may sign it: data that would be lost is an error before, not after."""
    try:
        linked.canonical({name: one for name, one in credential.items() if name != "proof"}, load=load)
    except linked.LinkedError as error:
        return Problem(error.code, error.path, error.detail)
    return None
