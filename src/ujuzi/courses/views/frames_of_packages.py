"""What the origin of packages answers: the frame of a launch, the package's files, our players, and the place to write to."""

import json
import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import orjson
from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.utils import timezone

from ujuzi.courses import storing
from ujuzi.courses.models import Launch, Unit
from ujuzi.courses.operations import running
from ujuzi.courses.packages import registry
from ujuzi.courses.views import cmi5

PLAYERS = Path(__file__).resolve().parents[1] / "packages/players"
_LAUNCH = re.compile(r"(?P<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(?P<rest>.*)")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
CHUNK = 256 * 1024


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """`path` below /p/."""
    if path.startswith("players/"):
        response = _player(path.removeprefix("players/"))
    elif match := _LAUNCH.fullmatch(path):
        response = _launch(request, UUID(match["key"]), match["rest"])
    else:
        response = HttpResponse(status=404)
    response["Content-Security-Policy"] = _policy()
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    return response


def _policy() -> str:
    """Scripts of packages do what they like with their own files, and reach nothing else. Only the hub may show them."""
    own = "'self' data: blob:"
    return (
        f"default-src {own} 'unsafe-inline' 'unsafe-eval'; connect-src {own}; form-action 'self'; base-uri 'self';"
        f" object-src 'none'; frame-ancestors {settings.ORIGIN} {settings.PACKAGES_ORIGIN}"
    )


def _player(path: str) -> HttpResponseBase:
    file = (PLAYERS / path).resolve()
    if not file.is_relative_to(PLAYERS) or not file.is_file():
        return HttpResponse(status=404)
    response = FileResponse(
        file.open("rb"), content_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    )
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _launch(request: HttpRequest, key: UUID, rest: str) -> HttpResponseBase:
    made = running.alive(key, clock=timezone.now)
    if made is None:
        return HttpResponse(
            "This page has been open for too long. Go back to the course and open it again.", status=410
        )
    if made.package.format == "cmi5" and not rest.startswith("f/"):
        return _of_cmi5(request, made, rest)
    if rest == "commit":
        return _commit(request, made)
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405)
    if rest == "":
        return _frame(made)
    return (
        _file(request, made, rest.removeprefix("f/")) if rest.startswith("f/") else HttpResponse(status=404)
    )


def _of_cmi5(request: HttpRequest, made: Launch, rest: str) -> HttpResponseBase:
    """Its units speak xAPI themselves, so no player of ours stands around them."""
    if rest.startswith("xapi/"):
        return cmi5.xapi_endpoint(request, made.pk, rest.removeprefix("xapi/"))
    if rest == "fetch":
        return cmi5.fetch(request, made)
    if rest == "return":
        return cmi5.returned(request, made)
    return cmi5.frame(made, _unit(made)) if rest == "" else HttpResponse(status=404)


def _unit(made: Launch) -> Unit:
    return Unit.objects.get(course=made.enrolment.course_id, name=made.unit)


def _frame(made: Launch) -> HttpResponse:
    """The page in the frame: our player, told which package with which data. Its script is one of our files."""
    unit = _unit(made)
    player = registry.FORMATS[made.package.format].PLAYER
    file, mark, tail = re.match(r"([^?#]*)([?#]?)(.*)", unit.launch["file"]).groups()  # type: ignore[union-attr]
    told = {
        "file": f"f/{quote(file)}{mark}{tail}",
        "settings": unit.launch.get("settings", {}),
        "data": made.data,
        "learner": {"id": str(made.enrolment.registration), "name": ""},
    }
    text = json.dumps(told).replace("<", "\\u003c")
    response = HttpResponse(
        '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>.</title>'
        "<style>html,body,#frame{margin:0;border:0;width:100%;height:100%}</style>"
        f'<script type="application/json" id="launch">{text}</script>'
        f"{_scripts(player, unit)}</head><body></body></html>"
    )
    response["Cache-Control"] = "no-store"
    return response


def _scripts(player: str, unit: Unit) -> str:
    """Which of our files play this."""
    if player == "h5p":
        names = ["own/storage.js", "h5p-standalone/main.bundle.js", "own/h5p.js"]
    else:
        version = "scorm12" if unit.launch.get("settings", {}).get("version") == "1.2" else "scorm2004"
        names = [f"scorm-again/{version}.min.js", "own/scorm.js"]
    return "".join(f'<script defer src="/p/players/{name}"></script>' for name in names)


def _commit(request: HttpRequest, made: Launch) -> HttpResponse:
    if request.method != "POST":
        return HttpResponse(status=405)
    if int(request.META.get("CONTENT_LENGTH") or 0) > running.MOST_DATA:
        return JsonResponse({"result": False, "errorCode": 101}, status=413)
    try:
        data = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        data = None
    if not isinstance(data, dict):
        return JsonResponse({"result": False, "errorCode": 101}, status=400)
    found = running.commit(made, _unit(made), data, clock=timezone.now)
    return JsonResponse(
        {"result": True, "errorCode": 0, "completed": found.completed, "passed": found.passed}
    )


def _file(request: HttpRequest, made: Launch, name: str) -> HttpResponseBase:
    entry = made.package.files.get(name) or _whatever_the_case(made.package.files, name)
    if entry is None:
        return HttpResponse(status=404)
    digest, kind = entry
    response = _part(request, storing.place(digest), kind) or FileResponse(
        storing.place(digest).open("rb"), content_type=kind
    )
    response["Cache-Control"] = "private, max-age=43200"
    response["Accept-Ranges"] = "bytes"
    return response


def _whatever_the_case(files: dict[str, Any], name: str) -> list[str] | None:
    """Authors on Windows do not see that capital letters matter."""
    plain = name.casefold()
    return next((entry for other, entry in files.items() if other.casefold() == plain), None)


def _part(request: HttpRequest, path: Path, kind: str) -> HttpResponseBase | None:
    """A range of a film, which browsers ask for to jump within it (RFC 9110, 14.2); None for the whole."""
    match = _RANGE.fullmatch(request.META.get("HTTP_RANGE", ""))
    if match is None or not (match[1] or match[2]):
        return None
    size = path.stat().st_size
    first = int(match[1]) if match[1] else max(0, size - int(match[2]))
    last = min(int(match[2]), size - 1) if match[1] and match[2] else size - 1
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_pieces(path, first, last - first + 1), status=206, content_type=kind)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def _pieces(path: Path, first: int, left: int) -> Iterator[bytes]:
    with path.open("rb") as stream:
        stream.seek(first)
        while left > 0 and (piece := stream.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
