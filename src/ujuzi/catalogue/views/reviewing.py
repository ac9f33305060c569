"""The reviewer's desk: the queue, one entry, pairs, what was decided, the log. Whoever may not review gets 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ujuzi.catalogue import permissions
from ujuzi.catalogue.forms.desk import ResourceForm
from ujuzi.catalogue.models import Edition, Suggestion, SuggestionKind
from ujuzi.catalogue.operations import corrections, reviews, suggestions
from ujuzi.catalogue.queries import reviews as queries
from ujuzi.organisations import queries as organisations

View = Callable[..., HttpResponse]
EACH = 25
LONGEST_REASON = 500


def for_reviewers(view: View) -> View:
    """Whoever may not review learns nothing, not even that there is such a page."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.may_review(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(login_required(wrapped))


def _asked(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:100] for name in names}


def _page(request: HttpRequest, rows: Any, asked: dict[str, str]) -> dict[str, Any]:
    """A page of rows, and the filters as they go into the addresses of the other pages."""
    page: Page[Any] = Paginator(rows, EACH).get_page(request.GET.get("page"))
    chosen = {name: value for name, value in asked.items() if value}
    return {"page": page, "asked": asked, "more": f"&{urlencode(chosen)}" if chosen else ""}


@for_reviewers
def queue(request: HttpRequest) -> HttpResponse:
    """What waits; several can be decided at once."""
    if request.method == "POST":
        return _decide_several(request)
    asked = _asked(request, "partner", "check", "language", "q")
    rows = queries.queue(
        organisation=organisations.by_slug(asked["partner"]) if asked["partner"] else None,
        check=asked["check"],
        language=asked["language"],
        words=asked["q"],
    )
    context = _page(request, rows, asked)
    for row in context["page"]:
        row.checks = queries.checks(row)
    context |= {"counts": queries.counts(), "partners": queries.partners(), "languages": queries.languages()}
    return render(request, "review/queue.html", context)


def _decide_several(request: HttpRequest) -> HttpResponse:
    numbers = [int(number) for number in request.POST.getlist("pick")[:EACH] if number.isdecimal()]
    deed, done = request.POST.get("deed", ""), 0
    if deed == "reject" and not _reason(request):
        _ask_for_a_reason(request)
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    for row in Edition.objects.filter(pk__in=numbers).order_by("pk"):
        if deed == "approve":
            done += reviews.approve(row, actor=request.user, now=timezone.now())
        elif deed == "reject":
            done += reviews.reject(row, _reason(request), actor=request.user, now=timezone.now())
    if not numbers:
        messages.warning(request, _("Tick at least one entry first."))
    else:
        said = ngettext("%(number)d entry was decided.", "%(number)d entries were decided.", done)
        messages.success(request, said % {"number": done})
    return redirect(f"{request.path}?{request.GET.urlencode()}")


def _ask_for_a_reason(request: HttpRequest) -> None:
    messages.warning(request, _("Please give a reason: the partner reads it."))


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:LONGEST_REASON]


@for_reviewers
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: every field with its origin, what to look at, what is alike, and the form that corrects it."""
    row = get_object_or_404(Edition.objects.select_related("provider"), pk=pk)
    form = ResourceForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        if values := form.values():
            fresh = Edition.objects.get(pk=pk)  # the form has written into its instance
            corrections.correct(fresh, values, actor=request.user, now=timezone.now())
            messages.success(request, _("Saved. Later harvests keep what you corrected."))
        return redirect("review:edition", pk)
    saved = Edition.objects.select_related("provider").get(pk=pk) if request.method == "POST" else row
    context = {
        "edition": saved,
        "form": form,
        "checks": queries.checks(saved),
        "facts": queries.facts(saved),
        "pairs": queries.pairs_of(saved)[:20],
        "siblings": Edition.objects.filter(work=saved.work_id).exclude(pk=pk).order_by("language", "pk")[:60],
        "changes": saved.changes.select_related("actor")[:50],
        "undoable": reviews.undoable(saved),
        "kinds": SuggestionKind.choices,
    }
    return render(request, "review/edition.html", context)


@require_POST
@for_reviewers
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, reject, withdraw, restore, split, undo: one entry."""
    row = get_object_or_404(Edition, pk=pk)
    deed = request.POST.get("deed", "")
    if deed in {"reject", "withdraw"} and not _reason(request):
        _ask_for_a_reason(request)
        return redirect("review:edition", pk)
    who: dict[str, Any] = {"actor": request.user, "now": timezone.now()}
    deeds: dict[str, Callable[[], bool]] = {
        "approve": lambda: reviews.approve(row, **who),
        "reject": lambda: reviews.reject(row, _reason(request), **who),
        "withdraw": lambda: reviews.withdraw(row, _reason(request), **who),
        "restore": lambda: reviews.restore(row, **who),
        "split": lambda: reviews.split(row, **who),
        "undo": lambda: reviews.undo(row, **who),
    }
    _tell(request, deed in deeds and deeds[deed]())
    return redirect("review:edition", pk)


def _tell(request: HttpRequest, done: bool) -> None:
    if done:
        messages.success(request, _("Done. It can be undone."))
    else:
        messages.warning(request, _("Nothing was changed: somebody was quicker, or it cannot be done now."))


@require_POST
@for_reviewers
def together(request: HttpRequest, pk: int) -> HttpResponse:
    """A reviewer names the other entry herself: the same course, or a language edition of the same work."""
    row, number = get_object_or_404(Edition, pk=pk), request.POST.get("other", "").strip()
    other = (
        Edition.objects.filter(pk=int(number)).exclude(pk=pk).first()
        if number.isdecimal() and len(number) < 18
        else None
    )
    kind = request.POST.get("kind", "")
    if other is None or kind not in SuggestionKind.values:
        messages.warning(request, _("There is no other entry with this number."))
        return redirect("review:edition", pk)
    now = timezone.now()
    pair = suggestions.by_hand(row, other, kind, now=now)
    _tell(request, suggestions.accept(pair, actor=request.user, now=now, kind=kind))
    return redirect("review:edition", pk)


@require_safe
@for_reviewers
def pairs(request: HttpRequest) -> HttpResponse:
    """Suggestions side by side."""
    asked = _asked(request, "kind", "partner")
    organisation = organisations.by_slug(asked["partner"]) if asked["partner"] else None
    kind = asked["kind"] if asked["kind"] in SuggestionKind.values else ""
    context = _page(request, queries.pairs(kind=kind, organisation=organisation), asked)
    return render(request, "review/pairs.html", context | {"kinds": SuggestionKind.choices})


@require_POST
@for_reviewers
def decide_pair(request: HttpRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(Suggestion, pk=pk)
    deed = request.POST.get("deed", "")
    who: dict[str, Any] = {"actor": request.user, "now": timezone.now()}
    if deed in SuggestionKind.values:
        _tell(request, suggestions.accept(pair, kind=deed, **who))
    elif deed == "reject":
        _tell(request, suggestions.reject(pair, **who))
    else:
        _tell(request, deed == "undo" and suggestions.undo(pair, **who))
    return redirect("review:decisions" if deed == "undo" else "review:pairs")


@require_safe
@for_reviewers
def decisions(request: HttpRequest) -> HttpResponse:
    """What was decided last, each with its way back."""
    context = _page(request, queries.decisions(), {})
    return render(request, "review/decisions.html", context | {"pairs": queries.decided_pairs()[:EACH]})


@require_safe
@for_reviewers
def log(request: HttpRequest) -> HttpResponse:
    """The audit log, read only."""
    asked = _asked(request, "verb", "kind", "number")
    context = _page(request, queries.log(**asked), asked)
    known = queries.names({row.actor_id for row in context["page"] if row.actor_id})
    for row in context["page"]:
        row.actor_name = known.get(row.actor_id, "")
    return render(request, "review/audit.html", context | {"verbs": queries.verbs()})
