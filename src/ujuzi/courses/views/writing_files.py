"""One file of a course: its editor with preview and advice; pictures; exports."""

from typing import Any

import orjson
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ujuzi.core import wording
from ujuzi.courses.models import Draft
from ujuzi.courses.operations import drafting
from ujuzi.courses.text import advice, files, naming, shapes
from ujuzi.courses.views import advising, places
from ujuzi.courses.views.writing import mine

EDITABLE = (".md", ".toml", ".vtt")


@mine
def edit(request: HttpRequest, draft: Draft, path: str) -> HttpResponse:
    if path not in draft.files or not path.endswith(EDITABLE):
        raise Http404
    content, before = drafting.text(draft, path), draft.files[path]
    lost = None
    if request.method == "POST":
        content, before = _sent(request), request.POST.get("before", "")
        if "save" in request.POST:
            try:
                drafting.save(draft, path, content, before=before, by=places.me(request), clock=timezone.now)
            except drafting.Changed as error:
                lost, before = error.text, draft.files.get(path, "")
            except drafting.NotTaken as error:
                messages.error(request, _problem(str(error)))
            else:
                messages.success(request, _("Saved."))
                return redirect("courses:write_file", draft.name, path)
    context = _shown(draft, path, content) | {
        "draft": draft,
        "path": path,
        "content": content,
        "before": before,
        "lost": lost,
        "rows": min(40, max(16, content.count("\n") + 3)),
        "figures": sorted(one for one in draft.files if one.startswith("figures/")),
    }
    return render(request, "courses/write/file.html", context, status=409 if lost is not None else 200)


def _sent(request: HttpRequest) -> str:
    """Browsers end lines as in the mail of old."""
    return request.POST.get("content", "").replace("\r\n", "\n")


@mine
@require_POST
def preview(request: HttpRequest, draft: Draft, path: str) -> HttpResponse:
    """For the page's script: the same as the page shows, as JSON."""
    if path not in draft.files or not path.endswith(EDITABLE):
        raise Http404
    shown = _shown(draft, path, _sent(request))
    html = render(request, "courses/write/shown.html", shown | {"draft": draft, "path": path}).content
    return HttpResponse(orjson.dumps({"html": html.decode()}), content_type="application/json")


def _shown(draft: Draft, path: str, content: str) -> dict[str, Any]:
    """How a file will look to learners, what is wrong with it, and what could be better."""
    read, found = drafting.read(draft, {path: content})
    unit = naming.unit_path(path)
    language = unit.language if unit else path.split(".")[1] if path.startswith("glossary.") else ""
    text = _text(read, unit) if unit else None
    return {
        "faults": [one for one in found.in_order() if one.path == path][:50],
        "elsewhere": sum(one.path != path for one in found),
        "advice": advising.said(advice.of_text(content, language or "en")) if path.endswith(".md") else [],
        "text": text,
        "html": mark_safe(text.html) if text else "",
        "tongue": places.tongue(language) if language else "",
        "language": language,
        "own_name": wording.own_name(language) if language else "",
        "items": [_item(item) for item in text.items] if text else [],
        "is_quiz": bool(unit and unit.is_quiz),
        "is_unit": unit is not None,
    }


def _text(read: shapes.Course | None, wanted: naming.UnitPath) -> shapes.Text | None:
    if read is None:
        return None
    for unit in read.units:
        if unit.name == wanted.name:
            return unit.texts.get(wanted.language)
    return None


def _item(item: shapes.Item) -> dict[str, Any]:
    """A question with its answers, as an author wants to see it."""
    gaps = item.text
    for number, words in enumerate(item.gaps):
        gaps = gaps.replace(shapes.gap_mark(number), f"<u>{escape(words[0]) if words else '…'}</u>")
    return {
        "name": item.name,
        "text": mark_safe(gaps),
        "options": [(mark_safe(one.text), one.right, mark_safe(one.feedback)) for one in item.options],
        "steps": [mark_safe(one) for one in item.steps],
        "pairs": [(mark_safe(left), mark_safe(right)) for left, right in item.pairs],
        "accepted": [
            *item.accepted,
            *([f"{item.low} … {item.high}"] if item.low != item.high else [item.low] if item.low else []),
        ],
        "truth": item.truth if item.type == shapes.ItemType.TRUE_FALSE else None,
        "hint": mark_safe(item.hint),
        "why": mark_safe(item.why),
    }


@mine
@require_POST
def picture(request: HttpRequest, draft: Draft) -> HttpResponse:
    sent = request.FILES.get("picture")
    if sent is None or isinstance(sent, list):
        messages.error(request, _("No file was chosen."))
        return redirect("courses:write", draft.name)
    if (sent.size or 0) > files.PICTURE_BYTES:
        messages.error(request, _("The picture is too large: make it smaller than 2 MB, best below 60 kB."))
        return redirect("courses:write", draft.name)
    content = sent.read()
    try:
        path = drafting.put_picture(
            draft, sent.name or "", content, by=places.me(request), clock=timezone.now
        )
    except drafting.NotTaken as error:
        messages.error(request, _problem(str(error)))
        return redirect("courses:write", draft.name)
    messages.success(request, _("In a lesson, write: ![What it shows](../%(path)s)") % {"path": path})
    if path.endswith(".svg") and (small := advice.of_drawing(content)) is not None:
        messages.warning(request, advising.sentence(small))
    if len(content) > 60_000:
        messages.warning(
            request, _("It is large for somebody who pays by the megabyte: below 60 kB is better.")
        )
    return redirect("courses:write", draft.name)


def _problem(code: str) -> str:
    known = {
        "not-picture": _("This is not a picture that a course may hold: SVG, PNG, JPEG, WebP, AVIF or GIF."),
        "bad-svg": _("This drawing holds scripts or links, or is damaged."),
        "too-big": _("The file is too large."),
        "too-many": _("The course has too many files."),
    }
    return known.get(code, code)


@mine
@require_GET
def folder(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The course as the zip of its folder, which `ujuzi course import` takes, too."""
    response = HttpResponse(drafting.zipped(draft), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{draft.name}.zip"'
    return response
