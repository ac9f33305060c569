"""A quiz: what it asks for, an attempt at it, and its result."""

import random
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ujuzi.courses.assessment import drawing
from ujuzi.courses.models import Attempt, Unit
from ujuzi.courses.operations import attempts, learning
from ujuzi.courses.queries import banks
from ujuzi.courses.views import frames, places, questions


def intro(request: HttpRequest, place: places.Place, unit: Unit) -> HttpResponse:
    """Before it starts: how many questions, what to reach, how it went before."""
    mine = (
        Attempt.objects.filter(enrolment=place.enrolment, unit=unit.name).order_by("-started_at")
        if place.enrolment
        else Attempt.objects.none()
    )
    tries = list(mine.only("id", "started_at", "submitted_at", "score", "passed", "unit")[:10])
    languages = [tag for tag in place.course.languages if tag in unit.titles]
    language = place.language if place.language in languages else place.course.source_language
    context = frames.around(place, unit) | {
        "questions": unit.draw or unit.items.exclude(position=None).count(),
        "open": next((one for one in tries if one.submitted_at is None), None),
        "tries": [one for one in tries if one.submitted_at is not None],
        "tongues": places.tongues(place, languages),
        "tongue": places.tongue(language),
        "is_fallback": language != place.language,
        "text_language": language,
    }
    return render(request, "courses/quiz.html", context)


@login_required
@require_POST
def start(request: HttpRequest, name: str, unit_name: str) -> HttpResponse:
    place = places.of(request, name)
    unit = place.unit(unit_name)
    if not unit.is_quiz:
        raise Http404
    enrolment = place.enrolment or learning.enrol(places.me(request), place.course, clock=timezone.now)
    language = place.language if place.language in unit.titles else place.course.source_language
    made = attempts.start(
        enrolment, unit, language=language, chance=random.SystemRandom(), clock=timezone.now
    )
    return redirect("courses:attempt", name, unit.name, made.pk)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, name: str, unit_name: str, number: UUID) -> HttpResponse:
    """The questions; saving and handing in come back here, so that a repeated request shows the same."""
    place = places.of(request, name)
    unit = place.unit(unit_name)
    found = (
        Attempt.objects.filter(pk=number, enrolment=place.enrolment, unit=unit.name)
        .select_related("enrolment__course", "enrolment__person")
        .first()
    )
    if place.enrolment is None or found is None:
        raise Http404
    if request.method == "POST":
        return _answered(request, place, unit, found)
    return _page(request, place, unit, found)


def _answered(request: HttpRequest, place: places.Place, unit: Unit, found: Attempt) -> HttpResponse:
    """Saves; hands in when asked to and nothing is open, or the learner has been told what is."""
    items = {item_name: item for item_name, (_home, item) in banks.drawn(found).items()}
    given = questions.given_in(request.POST, items)
    here = reverse("courses:attempt", args=[place.course.name, unit.name, found.pk])
    if "save" in request.POST:
        attempts.save(found, given, clock=timezone.now)
        return HttpResponse(status=204) if request.POST["save"] == "quietly" else redirect(f"{here}?saved=1")
    still_open = any(questions.is_empty(items[one], given[one]) for one in items)
    if still_open and "sure" not in request.POST:
        attempts.save(found, given, clock=timezone.now)
        return redirect(f"{here}?open=1#open")
    was_complete = place.enrolment is not None and place.enrolment.completed_at is not None
    done = attempts.hand_in(found, unit, given, clock=timezone.now)
    finished = not was_complete and done.enrolment.completed_at is not None
    return redirect(f"{here}?finished=1" if finished else here)


def _page(request: HttpRequest, place: places.Place, unit: Unit, found: Attempt) -> HttpResponse:
    items = banks.drawn(found)
    handed_in = found.submitted_at is not None
    rows = []
    for number, one in enumerate((one for one in found.drawn if one["item"] in items), 1):
        item = items[one["item"]][1]
        score = found.graded.get(item.name, 0.0) if handed_in else None
        rows.append(
            questions.shown(item, drawing.unpack(one), number, found.answers.get(item.name, []), score=score)
        )
    context = frames.around(place, unit) | {
        "attempt": found,
        "rows": rows,
        "tongue": places.tongue(found.language),
        "still_open": [row for row in rows if row.is_open] if "open" in request.GET else [],
        "saved": "saved" in request.GET,
        "finished": "finished" in request.GET,
        "percent": round((found.score or 0) * 100),
        "right": sum(row.right for row in rows),
        "lessons": _lessons(place, rows) if handed_in else {},
    }
    return render(request, "courses/result.html" if handed_in else "courses/attempt.html", context)


def _lessons(place: places.Place, rows: list[questions.Question]) -> dict[str, Any]:
    """{name: (title, address)} of the lessons to read again."""
    wanted = {row.lesson for row in rows if row.lesson}
    return {
        unit.name: (
            unit.titles.get(place.language) or unit.titles.get(place.course.source_language, ""),
            places.address(place, unit),
        )
        for unit in place.standing.units
        if unit.name in wanted
    }
