"""Pictures, films and captions of courses, by the hash of their content: what has been loaded once is never loaded again."""

import base64
import hashlib

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from ujuzi.courses import storing
from ujuzi.courses.models import Blob

SHOWN = ("image/", "video/", "text/vtt")


@require_safe
def file(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Courses' texts are not given out here: their pages are."""
    blob = Blob.objects.filter(pk=digest).first()
    if blob is None or not blob.media_type.startswith(SHOWN):
        raise Http404
    response: HttpResponseBase
    if blob.content is not None or blob.media_type == "image/svg+xml":
        response = HttpResponse(storing.read(blob), content_type=blob.media_type)
    else:
        response = FileResponse(storing.place(digest).open("rb"), content_type=blob.media_type)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    # A drawing opened by itself is a document: it may do nothing.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


# Code runs in a worker, which is ended after some seconds; `print` gives a line back.
RUN = """addEventListener("message",function(e){var lines=[],done=false,
worker=new Worker(URL.createObjectURL(new Blob(["function print(){postMessage([].map.call(arguments,String).join(' '))}\\n"+
e.data.code+"\\n;postMessage(null)"],{type:"text/javascript"})));
function end(problem){if(done)return;done=true;worker.terminate();parent.postMessage({lines:lines,problem:problem,id:e.data.id},"*")}
worker.onmessage=function(m){if(m.data===null||lines.length>200)end("");else lines.push(m.data)};
worker.onerror=function(x){x.preventDefault();end(x.message||"?")};setTimeout(function(){end("time")},3000)})"""
RUN_POLICY = f"default-src 'none'; worker-src blob:; frame-ancestors 'self'; sandbox allow-scripts; script-src 'sha256-{base64.b64encode(hashlib.sha256(RUN.encode()).digest()).decode()}'"


@require_safe
def run(request: HttpRequest) -> HttpResponse:
    """The empty page in whose frame a lesson's code is tried out: of an origin of its own, with no way to the hub or the network."""
    response = HttpResponse(f'<!doctype html><meta charset="utf-8"><title>.</title><script>{RUN}</script>')
    response["Content-Security-Policy"] = RUN_POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "public, max-age=86400"
    return response
