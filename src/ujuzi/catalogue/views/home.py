"""The front page, and the door that sends a first visitor to it in her language."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.queries import pages, searching
from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import finding, labels, rows
from ujuzi.core import caching, wording

NEWEST = 4
# "I want to ...": a subject said as an aim.
AIMS = {
    "ai-basics": _("understand what AI is"),
    "generative-ai": _("use generative AI well"),
    "machine-learning": _("build with machine learning"),
    "sustainable-development": _("use AI for development"),
    "governance-ethics": _("govern AI and use it fairly"),
    "data": _("work with data"),
    "language-technology": _("make AI speak my language"),
    "computer-vision": _("make AI see"),
    "programming": _("learn to program for AI"),
    "security": _("keep AI safe and secure"),
}
# "I am ...", said of one person.
PEOPLE = {
    "public": _("curious, and new to this"),
    "policymakers": _("a public official"),
    "it-professionals": _("an IT professional"),
    "leaders": _("a leader in an organisation"),
    "teachers": _("a teacher"),
    "students": _("a student"),
}


def door(request: HttpRequest) -> HttpResponse:
    """From "/" to the language that the browser asks for; nothing is remembered."""
    response = redirect("catalogue:home")
    response.headers["Location"] = f"/{get_language_from_request(request)}/"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


@caching.public
def home(request: HttpRequest) -> HttpResponse:
    reader = wording.active()
    results = searching.search(terms.Query(page_size=1, languages=finding.languages(request)))
    counts = {
        facet: {count.value: count.count for count in results.facets.get(facet, ())} for facet in terms.FACETS
    }
    context: dict[str, Any] = {
        "total": results.total,
        "partners": len(counts["provider"]),
        "people": [(code, name) for code, name in PEOPLE.items() if code in counts["audience"]],
        "aims": [(code, name) for code, name in AIMS.items() if code in counts["subject"]],
        "languages": [
            (tag, wording.own_name(tag), wording.direction(tag), count, tag.lower() == reader)
            for tag, count in counts["language"].items()
        ],
        "subjects": [
            (code, labels.value("subject", code, reader), counts["subject"][code])
            for code in labels.VALUES["subject"]
            if counts["subject"].get(code)
        ],
        "rows": rows.of_editions(pages.newest(NEWEST, reader) or pages.newest(NEWEST)),
    }
    return render(request, "catalogue/home.html", context)
