"""What the script of a lesson's films says."""

import orjson
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ujuzi.courses.operations import watching
from ujuzi.courses.views import places

MOST_BYTES = 20_000


@login_required
@require_POST
def watched(request: HttpRequest, name: str, unit_name: str) -> HttpResponse:
    place = places.of(request, name)
    unit = place.unit(unit_name)
    if place.enrolment is None:
        raise Http404
    try:
        said = orjson.loads(request.read(MOST_BYTES))
        if not isinstance(said, dict):
            raise watching.NotWatched
        watching.watched(place.enrolment, unit, said, clock=timezone.now)
    except (orjson.JSONDecodeError, watching.NotWatched):
        return HttpResponse(status=400)
    return HttpResponse(status=204)
