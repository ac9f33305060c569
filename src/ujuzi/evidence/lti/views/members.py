"""Names and Role Provisioning Services 2.0: who opened the tool, without names unless they agreed."""

from django.http import HttpRequest, HttpResponse

from ujuzi.evidence.lti import addresses, queries
from ujuzi.evidence.lti.views import answers
from ujuzi.evidence.models import Tool
from ujuzi.standards.lti import memberships as standard
from ujuzi.standards.lti import names


@answers.service({"GET": (names.MEMBERSHIP_READONLY,)})
def memberships(request: HttpRequest, tool: Tool) -> HttpResponse:
    link = request.GET.get("rlid", "")
    address = addresses.memberships(tool)
    rows, further = answers.page(request, queries.opened(tool, link), address)
    members = [queries.member(one, with_custom=bool(link)) for one in rows]
    fitting = [one for one in members if standard.has_role(one, request.GET.get("role", ""))]
    document = standard.container(address, addresses.context(tool), fitting, with_message=bool(link))
    response = answers.as_json(document, kind=names.MEMBERSHIPS_TYPE)
    if further:
        response["Link"] = further
    return response
