"""The page of a course, its lessons, its glossary; enrolling and marking done."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ujuzi.catalogue.vocabulary import codes
from ujuzi.core import caching, middleware, wording
from ujuzi.courses.models import Unit, UnitText
from ujuzi.courses.operations import learning
from ujuzi.courses.views import frames, packages, places, quizzes

# A lesson may show a film of its course, and try code out in a frame that can do nothing else.
_PARTS = {"media-src": ["'self'"], "frame-src": ["'self'"]}


@require_GET
@caching.public
def course(request: HttpRequest, name: str) -> HttpResponse:
    place = places.of(request, name)
    here = place.course
    title, summary = here.said("titles", place.language), here.said("summaries", place.language)
    outcomes = here.outcomes.get(place.language) or here.outcomes.get(here.source_language, [])
    context = {
        "place": place,
        "course": here,
        "title": title,
        "summary": summary,
        "tongue": places.tongue(title.language),
        "outcomes": outcomes,
        "modules": _modules(place),
        "next": place.standing.next,
        "left_bytes": place.standing.bytes_left(place.language),
        "languages": [(wording.own_name(tag), tag) for tag in here.languages],
        "audiences": [codes.AUDIENCES[code] for code in here.audiences if code in codes.AUDIENCES],
        "terms": here.terms.exists(),
        "has_packages": any(unit.is_package for unit in place.standing.units),
    }
    response = render(request, "courses/course.html", context)
    places.remember_language(request, response, place)
    return response


def _modules(place: places.Place) -> list[dict[str, Any]]:
    """Each module with its rows of units."""
    found = []
    for module, units in groupby(place.standing.units, key=lambda unit: unit.module):
        titles = module.titles if module else {}
        title = titles.get(place.language) or titles.get(place.course.source_language, "")
        rows = [frames.row(place, unit) for unit in units]
        found.append({"title": title, "units": rows})
    return found


@require_GET
@caching.public
def unit(request: HttpRequest, name: str, unit_name: str) -> HttpResponse:
    place = places.of(request, name)
    found = place.unit(unit_name)
    show = quizzes.intro if found.is_quiz else packages.intro if found.is_package else _lesson
    response = show(request, place, found)
    places.remember_language(request, response, place)
    return response


def _lesson(request: HttpRequest, place: places.Place, found: Unit) -> HttpResponse:
    texts = {text.language: text for text in found.texts.only("language", "stale", "unit")}
    language = place.language if place.language in texts else place.course.source_language
    text = UnitText.objects.get(unit=found, language=language)
    context = frames.around(place, found) | {
        "text": text,
        "html": mark_safe(text.html),
        "tongue": places.tongue(language),
        "is_fallback": language != place.language,
        "text_language": language,
        "tongues": places.tongues(place, list(texts)),
        "terms": frames.terms(place, language, text.terms),
        "reading": places.reading_classes(request),
        "settings": places.READING,
        "runs": text.runs,
        "films": place.enrolment is not None and "<video" in text.html,
    }
    response = render(request, "courses/lesson.html", context)
    response["Content-Security-Policy"] = middleware.policy(settings.SECURE_CSP | _PARTS)
    return response


@require_GET
@caching.public
def glossary(request: HttpRequest, name: str) -> HttpResponse:
    place = places.of(request, name)
    names = list(place.course.terms.values_list("name", flat=True).distinct())
    title = place.course.said("titles", place.language)
    context = {
        "place": place,
        "course": place.course,
        "course_title": title,
        "course_tongue": places.tongue(title.language),
        "rows": [(term, places.tongue(term.language)) for term in frames.terms(place, place.language, names)],
    }
    return render(request, "courses/glossary.html", context)


@login_required
@require_POST
def enrol(request: HttpRequest, name: str) -> HttpResponse:
    """Then the first lesson, or where she stopped."""
    course = places.course_of(name, request.user)
    learning.enrol(places.me(request), course, clock=timezone.now)
    place = places.of(request, name)
    return redirect(places.address(place, place.standing.next))


@login_required
@require_POST
def mark(request: HttpRequest, name: str, unit_name: str) -> HttpResponse:
    """A lesson is done, or not done after all; who was not enrolled is so now."""
    place = places.of(request, name)
    found = place.unit(unit_name)
    enrolment = place.enrolment or learning.enrol(places.me(request), place.course, clock=timezone.now)
    if "undo" in request.POST:
        learning.take_back(enrolment, found, clock=timezone.now)
        messages.success(request, _("“%(lesson)s” is not done again.") % {"lesson": _title(place, found)})
        return redirect(places.address(place, found))
    was_complete = enrolment.completed_at is not None
    learning.mark_done(enrolment, found, clock=timezone.now, language=place.language)
    if enrolment.completed_at is not None and not was_complete:
        return redirect(places.address(place, None))
    units = place.standing.units
    at = next(number for number, one in enumerate(units) if one.pk == found.pk)
    return redirect(places.address(place, units[at + 1] if at + 1 < len(units) else None))


def _title(place: places.Place, found: Unit) -> str:
    return found.titles.get(place.language) or found.titles.get(place.course.source_language, found.name)


@require_GET
def reading(request: HttpRequest) -> HttpResponse:
    """Keeps the reading settings in a cookie; nothing about them is stored here."""
    chosen = [request.GET[name] for name, values in places.READING.items() if request.GET.get(name) in values]
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = "/"
    response = redirect(back)
    if chosen:
        response.set_cookie(
            places.READING_COOKIE, ".".join(chosen), max_age=places.YEAR, samesite="Lax", httponly=True
        )
    else:
        response.delete_cookie(places.READING_COOKIE)
    return response
