"""The hub's public keys, and the access tokens that tools get for their own."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ujuzi.core import fetching
from ujuzi.evidence.lti.operations import granting, platform_keys
from ujuzi.evidence.lti.views import answers
from ujuzi.standards.lti.problems import LtiError


@require_safe
def jwks(request: HttpRequest) -> HttpResponse:
    """Tools keep it for a while: after a rotation they find the new key because they do not know its name."""
    response = answers.as_json(platform_keys.jwks(now=timezone.now()))
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@csrf_exempt
def token(request: HttpRequest) -> HttpResponse:
    """RFC 6749, section 4.4, with the assertion of RFC 7523."""
    try:
        if request.method != "POST":
            raise LtiError("invalid_request", "", "send a POST")
        raw = request.read(answers.BODY_BYTES)
        form = dict(parse_qsl(raw.decode("utf-8", "replace")))
        granted = granting.grant(form, fetch=fetching.asked(), now=timezone.now())
    except LtiError as error:
        said = {"error": error.code, "error_description": str(error)}
        return answers.as_json(said, status=401 if error.code == "invalid_client" else 400)
    return answers.as_json(
        {
            "access_token": granted.token,
            "token_type": "Bearer",
            "expires_in": int(granting.LASTS.total_seconds()),
            "scope": " ".join(granted.scopes),
        }
    )
