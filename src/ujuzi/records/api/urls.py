"""Addresses of the record store. `/xapi/` answers both versions; `/xapi/1.0/` differs for requests that name none only."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from ujuzi.records.api import agents, answers, documents, statements, tokens
from ujuzi.records.api.calls import Call

_RESOURCES = {
    "statements": statements.resource,
    "activities": agents.activities,
    "activities/state": documents.state,
    "activities/profile": documents.activity_profile,
    "agents": agents.agents,
    "agents/profile": documents.agent_profile,
}


def _view(resource: answers.Resource, otherwise: str) -> Callable[[HttpRequest], HttpResponse]:
    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        first = statements.consistent if resource is statements.resource else None
        return answers.answer(request, resource, otherwise, first)

    return view


def _more(otherwise: str) -> Callable[[HttpRequest, str], HttpResponse]:
    @csrf_exempt
    def view(request: HttpRequest, token: str) -> HttpResponse:
        def resource(call: Call) -> HttpResponse:
            return statements.more(call, token)

        return answers.answer(request, resource, otherwise, statements.consistent)

    return view


def _about(otherwise: str) -> Callable[[HttpRequest], HttpResponse]:
    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        return answers.about(request, agents.about(), otherwise)

    return view


def _mount(prefix: str, otherwise: str) -> list[URLPattern]:
    name = f"xapi-{otherwise}"
    return [
        *(
            path(prefix + place, _view(resource, otherwise), name=name)
            for place, resource in _RESOURCES.items()
        ),
        path(prefix + "statements/more/<str:token>", _more(otherwise), name=name),
        path(prefix + "about", _about(otherwise), name=name),
    ]


urlpatterns: list[URLPattern] = [
    *_mount("xapi/", "2.0"),
    *_mount("xapi/1.0/", "1.0"),
    path("xapi/oauth/token", csrf_exempt(tokens.token), name="xapi-token"),
    re_path("^xapi(?:/.*)?$", csrf_exempt(answers.nowhere), name="xapi-nowhere"),
]
