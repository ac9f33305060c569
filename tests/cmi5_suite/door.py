"""For the adapter of the cmi5 test suite: questions as JSON lines in, answers as JSON lines out, by the hub's own code.

Runs beside a hub with the same UJUZI_DATA and UJUZI_ORIGIN.
"""

import base64
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ujuzi.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from ujuzi.accounts.models import Person  # noqa: E402
from ujuzi.courses.models import Course, Enrolment, Session, Unit  # noqa: E402
from ujuzi.courses.operations import learning, packaging, sessions, settling  # noqa: E402
from ujuzi.courses.packages.archives import Unsafe  # noqa: E402
from ujuzi.courses.packages.shapes import NotTaken  # noqa: E402
from ujuzi.organisations import secrets  # noqa: E402
from ujuzi.records.models import Key  # noqa: E402
from ujuzi.records.models.credentials import Scope  # noqa: E402

made: list[str] = []
_enrolled: dict[str, Enrolment] = {}


def key(_asked: dict[str, Any]) -> dict[str, Any]:
    """A key of the hub's own that reads everything."""
    secret, public = secrets.make(), secrets.make()[:20]
    Key.objects.create(
        name="cmi5 suite", public=public, secret_hash=secrets.digest(secret), scopes=[Scope.ALL_READ]
    )
    pair = base64.b64encode(f"{public}:{secret}".encode()).decode()
    return {"endpoint": f"{settings.ORIGIN}/xapi", "authorization": f"Basic {pair}"}


def bring(asked: dict[str, Any]) -> dict[str, Any]:
    try:
        taken = packaging.take(Path(asked["file"]), asked["filename"], organisation=None, now=timezone.now())
    except (NotTaken, Unsafe) as error:
        return {"refused": f"{error.code}: {error}"}
    made.append(taken.course.name)
    return {"course": taken.course.name}


def launch(asked: dict[str, Any]) -> dict[str, Any]:
    """As if this learner had pressed “Open”."""
    course = Course.objects.get(name=asked["course"])
    unit = _unit(course, asked["index"])
    person, _new = Person.objects.get_or_create(username=f"suite-{asked['learner']}"[:60])
    if asked.get("registration"):
        enrolment = _enrolled[asked["registration"]]
    else:
        Enrolment.objects.filter(person=person, course=course).delete()
        enrolment = learning.enrol(person, course, clock=timezone.now)
    _enrolled[str(enrolment.apart)] = enrolment
    started = sessions.launch(enrolment, unit, mode=asked.get("mode") or "Normal", clock=timezone.now)
    return {"url": sessions.launch_address(started, unit)}


def _unit(course: Course, index: int) -> Unit:
    return list(Unit.objects.filter(course=course).exclude(position=None))[index]


def waive(asked: dict[str, Any]) -> dict[str, Any]:
    enrolment = _enrolled[asked["registration"]]
    unit = _unit(enrolment.course, asked["index"])
    return {"waived": settling.waive(enrolment, unit, reason=asked["reason"], by=None, clock=timezone.now)}


def abandon(asked: dict[str, Any]) -> dict[str, Any]:
    found = Session.objects.select_related("launch__enrolment__course", "launch__enrolment__person")
    sessions.end(found.get(pk=asked["session"]), clock=timezone.now)
    return {}


def clean(_asked: dict[str, Any]) -> dict[str, Any]:
    """Courses are kept, for their log is; they only leave the learners' sight."""
    Course.objects.filter(name__in=made).update(published_at=None)
    made.clear()
    return {}


_DEEDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "key": key,
    "import": bring,
    "launch": launch,
    "waive": waive,
    "abandon": abandon,
    "clean": clean,
}

for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = _DEEDS[asked["do"]](asked)
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
