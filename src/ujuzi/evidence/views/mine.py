"""What I completed elsewhere: each once, with its proofs; handing in, disputing, withdrawing."""

import hashlib
from typing import cast

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ujuzi.accounts.models import Person
from ujuzi.core import fetching
from ujuzi.credentials import words as credential_words
from ujuzi.evidence import forms, words
from ujuzi.evidence.arrivals import Arrival, Assurance, Source
from ujuzi.evidence.models import Proof, State
from ujuzi.evidence.operations import badges, keeping, people, receiving, reviewing
from ujuzi.evidence.queries import mine
from ujuzi.standards.openbadges.opening import OpeningError


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@never_cache
@login_required
def index(request: HttpRequest) -> HttpResponse:
    people.recognise(_me(request), now=timezone.now())
    return _page(request, forms.Badge(), forms.Document())


def _page(
    request: HttpRequest, badge: forms.Badge, document: forms.Document, status: int = 200
) -> HttpResponse:
    rows = [
        (
            row,
            [(proof, words.SOURCES[proof.source], words.ASSURANCES[proof.assurance]) for proof in row.proofs],
        )
        for row in mine.of(_me(request))
    ]
    context = {"rows": rows, "badge": badge, "document": document, "states": State}
    return render(request, "evidence/mine.html", context, status=status)


@login_required
@require_POST
def badge(request: HttpRequest) -> HttpResponse:
    """Takes a badge from elsewhere."""
    if not ratelimit.consume(request, app="allauth.account", action="evidence"):
        return ratelimit.respond_429(request)
    form = forms.Badge(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data["file"].read(keeping.LARGEST + 1)
        try:
            proof = badges.hand_in(_me(request), data, now=timezone.now(), fetch=fetching.asked())
        except OpeningError as error:
            form.add_error("file", str(credential_words.OPENING[error.code]))
        except badges.NotTaken as error:
            form.add_error("file", _why(error))
        else:
            _thank(request, proof)
            return redirect("evidence:mine")
    return _page(request, form, forms.Document(), 422)


def _why(error: badges.NotTaken) -> str:
    said = str(words.BADGES[error.code])
    if error.code == "verdict" and error.report is not None:
        said += f" {credential_words.VERDICTS[error.report.verdict].heading}."
    return said


def _thank(request: HttpRequest, proof: Proof) -> None:
    if proof.state == State.ACCEPTED:
        messages.success(request, _("It counts."))
    elif proof.state == State.WAITING:
        messages.success(request, _("We have it. A reviewer looks at it, and you see here what came of it."))
    else:
        messages.info(request, _("It was here before, and nothing has changed."))


@login_required
@require_POST
def document(request: HttpRequest) -> HttpResponse:
    """Takes a document, or a person's own word, for review."""
    if not ratelimit.consume(request, app="allauth.account", action="evidence"):
        return ratelimit.respond_429(request)
    form = forms.Document(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, forms.Badge(), form, 422)
    told, sent = form.cleaned_data, form.cleaned_data.get("document")
    content = sent.read(keeping.LARGEST + 1) if sent else b""
    arrival = Arrival(
        source=Source.DOCUMENT,
        key=f"{_me(request).pk} {hashlib.sha256(content).hexdigest()} {told['address'] or told['title']}",
        assurance=Assurance.DOCUMENT if sent else Assurance.SELF_DECLARED,
        activity=told["address"] or f"urn:ujuzi:title:{told['title'].casefold().strip()}"[:500],
        title=told["title"],
        completed_at=told["completed_on"],
    )
    try:
        before = receiving.already(arrival)
        kept = "" if before else keeping.keep(content)
        proof = receiving.receive(_me(request), arrival, now=timezone.now(), document=kept)
    except receiving.Refused as error:
        form.add_error("address", str(words.BADGES[error.code]))
        return _page(request, forms.Badge(), form, 422)
    _thank(request, proof)
    return redirect("evidence:mine")


def _own(request: HttpRequest, number: str) -> Proof:
    found = Proof.objects.filter(pk=number, person=_me(request)).first()
    if found is None:
        raise Http404
    return found


@never_cache
@login_required
def one_document(request: HttpRequest, number: str) -> HttpResponse:
    """The file that was handed in: for her and for reviewers."""
    found = Proof.objects.filter(pk=number).first()
    if (
        found is None
        or not found.document
        or not (found.person_id == _me(request).pk or _me(request).is_reviewer)
    ):
        raise Http404
    return keeping.sent(found)


@login_required
@require_POST
def dispute(request: HttpRequest, number: str) -> HttpResponse:
    found, form = _own(request, number), forms.Remark(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: say in a few words what is wrong."))
    elif reviewing.dispute(found, remark=form.cleaned_data["remark"], now=timezone.now()):
        messages.success(request, _("It counts no longer, until a reviewer has looked at it."))
    return redirect("evidence:mine")


@login_required
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    if reviewing.withdraw(_own(request, number), now=timezone.now()):
        messages.success(request, _("Withdrawn. It does not count, also when it is sent again."))
    return redirect("evidence:mine")
