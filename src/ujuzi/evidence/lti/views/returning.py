"""The tool's answer to deep linking. It comes from the tool's page without our cookies: what it says is signed and fits a start of ours."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ujuzi.core import fetching
from ujuzi.evidence.lti.operations import choosing
from ujuzi.evidence.lti.views.launching import SeeOther, problem
from ujuzi.evidence.models import Tool, ToolState
from ujuzi.standards.lti.problems import LtiError


@csrf_exempt
@never_cache
@require_POST
def deep_links(request: HttpRequest, tool: UUID) -> HttpResponse:
    found = Tool.objects.select_related("organisation").filter(pk=tool, state=ToolState.ACTIVE).first()
    if found is None:
        raise Http404
    try:
        chosen = choosing.take(found, request.POST.get("JWT", ""), fetch=fetching.asked(), now=timezone.now())
    except LtiError as error:
        return problem(request, error)
    page = reverse("lti:tool", args=[found.organisation.slug, found.pk])
    return SeeOther(f"{page}?{urlencode({'added': len(chosen.links), 'skipped': chosen.skipped})}")
