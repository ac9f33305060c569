"""My learning: what comes next, how far I am; and all courses that can be taken here."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ujuzi.accounts.models import Person
from ujuzi.core import caching, wording
from ujuzi.courses.models import Course
from ujuzi.courses.operations import planning
from ujuzi.courses.queries import goals, mine
from ujuzi.courses.views import places

GOALS = (0, 15, 30, 60, 90, 120, 180, 300)
ORDER = {"beginner": 0, "intermediate": 1, "advanced": 2}


@require_GET
@caching.public
def index(request: HttpRequest) -> HttpResponse:
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    rows = [_taken(request, one) for one in mine.taken(places.me(request))] if signed_in else []
    here = {row["course"].pk for row in rows}
    others = [_course(request, one) for one in mine.offered() if one.pk not in here]
    context = {
        "signed_in": signed_in,
        "going": [row for row in rows if row["completed_at"] is None],
        "done": [row for row in rows if row["completed_at"] is not None],
        "goal": _goal(places.me(request)) if signed_in else None,
        "others": sorted(others, key=_place),
    }
    return render(request, "courses/mine.html", context)


def _place(row: dict[str, Any]) -> tuple[bool, bool, int, int]:
    """Courses of text come first, which everybody can use; in the reader's language; the easier ones; those in most languages."""
    course: Course = row["course"]
    here = (get_language() or "en").partition("-")[0]
    foreign = here not in {one.partition("-")[0] for one in course.languages}
    return course.version_id is None, foreign, ORDER.get(course.level, 9), -len(course.languages)


def _goal(person: Person) -> dict[str, Any]:
    plan = goals.plan_of(person)
    return {
        "minutes": plan.minutes_a_week,
        "done": goals.minutes_since(person, timezone.now() - goals.WEEK) if plan.minutes_a_week else 0,
        "remind": plan.remind,
        "address": planning.address_of(person),
        "choices": GOALS,
    }


@login_required
@require_POST
def goal(request: HttpRequest) -> HttpResponse:
    """Sets the weekly goal."""
    said = request.POST.get("minutes", "0")
    minutes = int(said) if said in {str(one) for one in GOALS} else 0
    planning.plan(places.me(request), minutes=minutes, remind="remind" in request.POST)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('courses:mine')}#goal")


def _course(request: HttpRequest, course: Course) -> dict[str, Any]:
    language = places.language_of(request, course.languages, course.source_language)
    title, summary = course.said("titles", language), course.said("summaries", language)
    return {
        "course": course,
        "title": title.text,
        "summary": summary.text,
        "tongue": places.tongue(title.language),
        "language": language,
        "languages": [wording.own_name(tag) for tag in course.languages],
        "address": reverse("courses:course", args=[course.name]),
    }


def _taken(request: HttpRequest, one: mine.Taken) -> dict[str, Any]:
    row = _course(request, one.enrolment.course)
    after = one.standing.next
    titles = after.titles if after else {}
    return row | {
        "standing": one.standing,
        "completed_at": one.enrolment.completed_at,
        "next": after,
        "next_title": titles.get(row["language"]) or titles.get(one.enrolment.course.source_language, ""),
        "next_address": reverse("courses:unit", args=[one.enrolment.course.name, after.name])
        if after
        else "",
        "bytes_left": one.standing.bytes_left(row["language"]),
    }
