"""A published course as a package for other platforms: to its authors."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ujuzi.courses.exports import cartridge, cmi5
from ujuzi.courses.models import Course, Draft
from ujuzi.courses.views.writing import mine

KINDS = {"cmi5": (cmi5.package, "-cmi5.zip"), "common-cartridge": (cartridge.package, ".imscc")}


@mine
@require_GET
def export(request: HttpRequest, draft: Draft, kind: str) -> HttpResponse:
    course = Course.objects.filter(name=draft.name).exclude(version=None).first()
    if course is None or kind not in KINDS:
        raise Http404
    language = request.GET.get("in", "")
    language = language if language in course.languages else course.source_language
    make, ending = KINDS[kind]
    response = HttpResponse(make(course, language), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{course.name}-{language}{ending}"'
    return response
