"""Reviewers look at documents and disputes, the oldest first."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ujuzi.accounts.models import Person
from ujuzi.evidence import forms, words
from ujuzi.evidence.models import Proof, State
from ujuzi.evidence.operations import reviewing

AT_ONCE = 25


@never_cache
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    if not person.is_reviewer:
        raise Http404
    if request.method == "POST":
        return _decide(request, person)
    waiting = Proof.objects.filter(state__in=[State.WAITING, State.DISPUTED], person__isnull=False).exclude(
        person=person
    )
    rows = waiting.select_related("person", "organisation").order_by("received_at")[:AT_ONCE]
    context = {
        "many": waiting.count(),
        "rows": [(one, words.SOURCES[one.source], words.ASSURANCES[one.assurance]) for one in rows],
        "states": State,
    }
    return render(request, "evidence/queue.html", context)


def _decide(request: HttpRequest, person: Person) -> HttpResponse:
    number = request.POST.get("proof", "")
    found = Proof.objects.filter(pk=number).first() if len(number) == 36 else None
    if found is None:
        raise Http404
    if "accept" in request.POST:
        done = reviewing.accept(found, by=person, now=timezone.now())
    else:
        form = forms.Remark(request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing was changed: give a reason; the learner reads it."))
            return redirect("evidence:queue")
        done = reviewing.refuse(found, by=person, now=timezone.now(), remark=form.cleaned_data["remark"])
    if done:
        messages.success(request, _("Decided."))
    else:
        messages.error(request, _("Somebody else has decided meanwhile."))
    return redirect("evidence:queue")
