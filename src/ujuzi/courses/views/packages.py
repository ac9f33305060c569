"""A part of a partner's package: what to expect, and the page with the frame in which it runs."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ujuzi.core import middleware
from ujuzi.courses.models import Unit
from ujuzi.courses.operations import learning, running, sessions
from ujuzi.courses.packages import registry
from ujuzi.courses.views import frames, places

# A package may run scripts, keep things under its own origin, send forms there and open windows; it may not touch this page.
_RULES = {
    "": _("It is done when it says so itself, and you have passed it if it has a pass mark."),
    "NotApplicable": _("It is done as soon as you have opened it."),
    "Passed": _("It is done when it says that you have passed."),
    "Completed": _("It is done when it says that you have worked through it."),
    "CompletedAndPassed": _("It is done when it says that you have worked through it and passed."),
    "CompletedOrPassed": _(
        "It is done when it says that you have worked through it, or that you have passed."
    ),
}
SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"


def intro(request: HttpRequest, place: places.Place, unit: Unit) -> HttpResponse:
    """Before it is opened: its size, and when it counts as done."""
    assert unit.package is not None
    context = frames.around(place, unit) | {
        "size": max(unit.sizes.values(), default=0),
        "label": registry.FORMATS[unit.package.format].LABEL,
        "playable": bool(settings.PACKAGES_ORIGIN),
        "mark": place.standing.marks.get(unit.name),
        "rule": _rule(unit),
        "elsewhere": urlsplit(str(unit.launch.get("file", ""))).hostname,
        "tongue": places.tongue(place.course.source_language),
    }
    return render(request, "courses/package.html", context)


def _rule(unit: Unit) -> str:
    """When it counts as done, in words."""
    return str(_RULES.get(unit.move_on, _RULES[""]))


@login_required
@require_POST
def launch(request: HttpRequest, name: str, unit_name: str) -> HttpResponse:
    place = places.of(request, name)
    unit = place.unit(unit_name)
    if not unit.is_package or not settings.PACKAGES_ORIGIN:
        raise Http404
    enrolment = place.enrolment or learning.enrol(places.me(request), place.course, clock=timezone.now)
    if unit.is_cmi5:
        mode = request.POST.get("mode", "")
        made = sessions.launch(
            enrolment,
            unit,
            mode=mode if mode in sessions.MODES else "Normal",
            language=get_language() or "en",
            clock=timezone.now,
        )
    else:
        made = running.launch(enrolment, unit, clock=timezone.now)
    return redirect("courses:play", name, unit.name, made.pk)


@login_required
@never_cache
@require_GET
def play(request: HttpRequest, name: str, unit_name: str, number: UUID) -> HttpResponse:
    place = places.of(request, name)
    unit = place.unit(unit_name)
    made = running.alive(number, clock=timezone.now)
    if (
        made is None
        or place.enrolment is None
        or made.enrolment_id != place.enrolment.pk
        or made.unit != unit.name
    ):
        return redirect(places.address(place, unit))
    context = frames.around(place, unit) | {
        "frame": f"{settings.PACKAGES_ORIGIN}/p/{made.pk}/",
        "own_window": bool(unit.launch.get("settings", {}).get("ownWindow")),
        "sandbox": SANDBOX,
        "tongue": places.tongue(place.course.source_language),
    }
    response = render(request, "courses/play.html", context)
    response["Content-Security-Policy"] = middleware.policy(
        settings.SECURE_CSP | {"frame-src": [settings.PACKAGES_ORIGIN]}
    )
    return response
