"""A facilitator looks up a learner by the name that she signs in with, and marks what was done elsewhere."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ujuzi.courses import forms, permissions
from ujuzi.courses.models import Course, Enrolment
from ujuzi.courses.operations import settling
from ujuzi.courses.queries import standing
from ujuzi.courses.views import places


@never_cache
@login_required
def learner(request: HttpRequest, name: str) -> HttpResponse:
    """No list of learners is given: a facilitator knows hers, and asks them for their names here."""
    course = Course.objects.select_related("organisation").filter(name=name).first()
    if course is None or not permissions.may_write(request.user, course.organisation):
        raise Http404
    wanted = request.GET.get("who", "").replace("\0", "").strip()[:60]
    found = (
        Enrolment.objects.select_related("person", "course")
        .filter(course=course, person__username=wanted)
        .first()
    )
    form = forms.ByHand(request.POST or None)
    if request.method == "POST" and found is not None and form.is_valid():
        return _marked(request, found, form.cleaned_data["reason"])
    here = standing.of(found) if found else standing.nobody(course.pk)
    rows = [
        (unit, unit.titles.get(course.source_language, unit.name), here.done(unit), here.marks.get(unit.name))
        for unit in here.counting
    ]
    context = {
        "course": course,
        "title": course.said("titles", course.source_language),
        "who": wanted,
        "found": found,
        "rows": rows,
        "form": form,
        "standing": here,
    }
    return render(request, "courses/write/learner.html", context)


def _marked(request: HttpRequest, enrolment: Enrolment, reason: str) -> HttpResponse:
    unit = next(
        (one for one in standing.units(enrolment.course_id) if one.name == request.POST.get("unit")), None
    )
    if unit is not None and settling.waive(
        enrolment, unit, reason=reason, by=places.me(request), clock=timezone.now
    ):
        messages.success(request, _("Marked as done. The learner sees that it was marked by hand."))
    else:
        messages.error(request, _("It was done already."))
    here = reverse("courses:learner", args=[enrolment.course.name])
    return redirect(f"{here}?{urlencode({'who': enrolment.person.username})}")
