"""The reviewer's desk: the queue, one edition with its checks, pairs, the audit log. Others get 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ujuzi.catalogue.forms.desk import ResourceForm
from ujuzi.catalogue.models import Edition, State, Suggestion, SuggestionKind, SuggestionState
from ujuzi.catalogue.operations import corrections, reviews, suggestions
from ujuzi.catalogue.queries import reviews as queries

View = Callable[..., HttpResponse]
EACH = 25


def for_reviewers(view: View) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request.user, "is_reviewer", False):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(login_required(wrapped))


@for_reviewers
def queue(request: HttpRequest) -> HttpResponse:
    """What waits; ticked ones are approved or rejected at once."""
    if request.method == "POST":
        return _decide_several(request)
    chosen = {name: request.GET.get(name, "")[:100] for name in ("partner", "check", "language", "words")}
    page = Paginator(queries.queue(**chosen), EACH).get_page(request.GET.get("page"))
    for edition in page:
        edition.checks = queries.checks(edition)  # type: ignore[attr-defined]
    counts = queries.queue_counts()
    said = queries.sentences()
    return render(
        request,
        "review/queue.html",
        {
            "page": page,
            "chosen": chosen,
            "more": "&" + urlencode({name: value for name, value in chosen.items() if value}),
            "checks": [(code, said[code], counts.get(code, 0)) for code in queries.CHECKS],
            "partners": queries.queue_partners(),
            "total": counts["all"],
            "pairs": queries.pairs().count(),
        },
    )


def _decide_several(request: HttpRequest) -> HttpResponse:
    numbers = [number for number in request.POST.getlist("edition") if number.isdigit() and len(number) < 19][
        :EACH
    ]
    chosen = list(Edition.objects.filter(pk__in=numbers, state=State.PENDING).select_related("provider"))
    now = timezone.now()
    if request.POST.get("deed") == "approve":
        done = reviews.approve_all(chosen, actor=request.user, now=now)
        messages.success(
            request,
            ngettext("%(n)s resource was approved.", "%(n)s resources were approved.", done) % {"n": done},
        )
    elif request.POST.get("deed") == "reject":
        for edition in chosen:
            reviews.reject(edition, request.POST.get("reason", "")[:500], actor=request.user, now=now)
        done = len(chosen)
        messages.success(
            request,
            ngettext("%(n)s resource was rejected.", "%(n)s resources were rejected.", done) % {"n": done},
        )
    return redirect("review:queue")


@for_reviewers
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: fields, where they came from, how it was classified, checks; corrections by the same form as the desk's."""
    found = get_object_or_404(Edition.objects.select_related("provider", "work"), pk=pk)
    form = ResourceForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        if values := form.values():
            corrections.correct(Edition.objects.get(pk=pk), values, actor=request.user, now=timezone.now())
            messages.success(request, _("Saved. Later harvests keep what you corrected."))
        return redirect("review:edition", pk)
    shown = Edition.objects.select_related("provider", "work").get(pk=pk)
    pairs = list(queries.pairs_of(shown))
    shown.has_pair = bool(pairs)  # type: ignore[attr-defined]
    return render(
        request,
        "review/edition.html",
        {
            "edition": shown,
            "form": form,
            "checks": queries.checks(shown),
            "pairs": pairs,
            "raw": {
                name: line["raw"]
                for name, line in shown.provenance.items()
                if isinstance(line, dict) and "raw" in line
            },
            "changes": shown.changes.select_related("actor")[:50],
            "sisters": shown.work.editions.exclude(pk=shown.pk),
        },
    )


@require_POST
@for_reviewers
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Edition.objects.select_related("provider", "work"), pk=pk)
    deed, reason = request.POST.get("deed"), request.POST.get("reason", "")[:500]
    who: dict[str, Any] = {"actor": request.user, "now": timezone.now()}
    if deed == "approve":
        reviews.approve(found, **who)
    elif deed == "reject":
        reviews.reject(found, reason, **who)
    elif deed == "withdraw":
        reviews.withdraw(found, reason, **who)
    elif deed == "restore":
        reviews.restore(found, **who)
    elif deed == "undo" and not reviews.undo_last(found, **who):
        messages.error(request, _("There is nothing to take back."))
        return redirect("review:edition", pk)
    messages.success(request, _("Done: “%(title)s”.") % {"title": found.title})
    return redirect("review:edition", pk)


@for_reviewers
def pairs(request: HttpRequest) -> HttpResponse:
    """Suggestions side by side; decided ones can be taken back."""
    state = request.GET.get("state", SuggestionState.OPEN)
    if state not in SuggestionState.values:
        raise Http404
    page = Paginator(queries.pairs(state=state), EACH).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": SuggestionState.choices, "more": f"&state={state}"}
    return render(request, "review/pairs.html", context)


@require_POST
@for_reviewers
def decide_pair(request: HttpRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(Suggestion.objects.select_related("left__work", "right__work"), pk=pk)
    deed = request.POST.get("deed", "")
    who: dict[str, Any] = {"actor": request.user, "now": timezone.now()}
    if deed in SuggestionKind.values and pair.state == SuggestionState.OPEN:
        suggestions.accept(pair, kind=deed, **who)
    elif deed == "reject" and pair.state == SuggestionState.OPEN:
        suggestions.reject(pair, **who)
    elif deed == "undo" and pair.state != SuggestionState.OPEN:
        suggestions.undo(pair, **who)
    else:
        messages.error(request, _("That was decided by somebody else in the meantime."))
        return redirect("review:pairs")
    messages.success(request, _("Done. You can take it back under “Accepted” and “Rejected”."))
    return redirect("review:pairs")


@for_reviewers
def audit(request: HttpRequest) -> HttpResponse:
    """Read only, for everybody: the database itself refuses changes."""
    rows = queries.audit_log(
        kind=request.GET.get("kind", "")[:40], object_id=request.GET.get("object", "")[:60]
    )
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    names = queries.actors(list(page))
    for row in page:
        known = names.get(row.actor_id, f"#{row.actor_id}") if row.actor_id else _("the hub")
        row.actor = known  # type: ignore[attr-defined]
    return render(request, "review/audit.html", {"page": page})
