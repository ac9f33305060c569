"""Learners at once at a quiz: `python -m bench.learning [learners] [seconds between steps]`.

Each learner opens the quiz, starts, saves three times, hands in and looks at the result, with pauses to think, in a time like
that of a class. Served by `ujuzi serve` (two workers) on this machine, the learners on the same cores. Prints the times of all
requests, whether every answer and every statement is there, and the server's own time for a lesson and a quiz page.
"""

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any
from urllib.parse import urlencode

import urllib3

from bench.serving import PORT, _wait

COURSE, QUIZ = "ai-foundations", "final"
HERE = f"/en/learn/{COURSE}/{QUIZ}/"
SAVES = 3


def main(learners: int, pause: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"UJUZI_DATA": folder, "DJANGO_SETTINGS_MODULE": "ujuzi.config.settings"}
        os.environ |= {"UJUZI_ORIGIN": f"http://127.0.0.1:{PORT}", "UJUZI_LOG_LEVEL": "warning"}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        sessions = _prepare(learners)
        _in_process()
        command = [sys.executable, "-m", "ujuzi", "serve", "--prepare", "--bind", f"127.0.0.1:{PORT}"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        try:
            _wait(f"http://127.0.0.1:{PORT}/readyz")
            made = _class(sessions, pause)
        finally:
            server.terminate()
            server.wait()
        _told(made, learners, pause)
        _kept(made)


def _prepare(many: int) -> list[str]:
    """Accounts, and a session key for each."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.utils import timezone

    from ujuzi.accounts.models import Person
    from ujuzi.courses.operations import starter

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    starter.bring_in(starter.PLACE / COURSE, now=timezone.now())
    found = []
    for number in range(many):
        person = Person.objects.create_user(f"learner-{number}")
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        found.append(str(session.session_key))
    return found


def _in_process() -> None:
    from django.test import Client

    from ujuzi.accounts.models import Person

    client = Client(headers={"accept-encoding": "br"}, SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.order_by("pk")[0])
    client.post(f"/en/learn/{COURSE}/enrol/")
    attempt = client.post(f"{HERE}start/").headers["Location"]
    for name, path in (
        ("course", f"/en/learn/{COURSE}/"),
        ("lesson", f"/en/learn/{COURSE}/what-it-learns-from/"),
        ("quiz", attempt),
    ):
        client.get(path)
        times = []
        for _ in range(60):
            began = time.perf_counter()
            client.get(path)
            times.append((time.perf_counter() - began) * 1000)
        print(f"{name} page, signed in: median {statistics.median(times):.1f} ms")
    from ujuzi.courses.models import Attempt

    Attempt.objects.all().delete()


class Learner(threading.Thread):
    """One learner: `times` of her requests in ms, `errors`, and what she answered last."""

    def __init__(self, session: str, pause: float, chance: random.Random) -> None:
        super().__init__()
        self.pool = urllib3.HTTPConnectionPool("127.0.0.1", PORT, maxsize=1, timeout=30, retries=False)
        self.session, self.pause, self.chance = session, pause, chance
        self.times: list[float] = []
        self.errors: list[str] = []
        self.csrf = ""
        self.said: dict[str, list[str]] = {}
        self.address = ""

    def run(self) -> None:
        time.sleep(self.chance.uniform(0, 2 * self.pause))
        try:
            self._take()
        except (urllib3.exceptions.HTTPError, AttributeError) as error:
            self.errors.append(repr(error))

    def _take(self) -> None:
        self._ask("GET", HERE)
        self.address = self._ask("POST", f"{HERE}start/").headers["Location"]
        page = self._ask("GET", self.address).data.decode()
        for step in range(SAVES + 1):
            self._think()
            self.said = self._answers(page)
            answer = self._ask(
                "POST", self.address, self.said | ({"save": ["quietly"]} if step < SAVES else {"sure": ["1"]})
            )
            if answer.status not in (204, 302):
                self.errors.append(f"{answer.status}")
        self._ask("GET", self.address)

    def _think(self) -> None:
        time.sleep(self.chance.uniform(0.5, 1.5) * self.pause)

    def _answers(self, page: str) -> dict[str, list[str]]:
        """Something for every field of the form."""
        said: dict[str, list[str]] = {}
        for name, value in re.findall(
            r'<input type="(?:radio|checkbox)" name="(q\.[^"]+)" value="(\d+)"', page
        ):
            if name not in said or self.chance.random() < 0.3:
                said[name] = [value]
        for name in re.findall(r'<select name="(q\.[^"]+)"', page):
            said[name] = [str(self.chance.randint(1, 3))]
        for name in re.findall(r'<input name="(q\.[^"]+)"', page):
            said.setdefault(name, []).append(str(self.chance.randint(1, 99)))
        return said

    def _ask(self, method: str, path: str, form: dict[str, list[str]] | None = None) -> Any:
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={self.csrf}", "Accept-Encoding": "br"}
        body = None
        if method == "POST":
            fields = [
                ("csrfmiddlewaretoken", self.csrf),
                *((name, one) for name, many in (form or {}).items() for one in many),
            ]
            body = urlencode(fields)
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{PORT}/",
            }
        began = time.perf_counter()
        answer = self.pool.request(method, path, headers=headers, body=body, redirect=False)
        self.times.append((time.perf_counter() - began) * 1000)
        if answer.status >= 400:
            self.errors.append(f"{method} {path} {answer.status}")
        if match := re.search(r"csrftoken=([^;]+)", answer.headers.get("Set-Cookie", "")):
            self.csrf = match[1]
        return answer


def _class(sessions: list[str], pause: float) -> list[Learner]:
    made = [Learner(session, pause, random.Random(at)) for at, session in enumerate(sessions)]  # noqa: S311
    for one in made:
        one.start()
    for one in made:
        one.join()
    return made


def _told(made: list[Learner], learners: int, pause: float) -> None:
    times = sorted(time_ for one in made for time_ in one.times)
    errors = [error for one in made for error in one.errors]
    print(
        f"{learners} learners at once, {pause:g} s between steps: {len(times)} requests, median {statistics.median(times):.0f} ms, "
        f"95th percentile {times[int(len(times) * 0.95)]:.0f} ms, longest {times[-1]:.0f} ms, {len(errors)} errors {errors[:3]}"
    )


def _kept(made: list[Learner]) -> None:
    """Every attempt is handed in, with the answers of its learner, and all of its statements are in the log."""
    from django.http import QueryDict

    from ujuzi.courses.models import Attempt
    from ujuzi.courses.queries import banks
    from ujuzi.courses.views import questions
    from ujuzi.records.models import Statement

    lost = 0
    for one in made:
        attempt = Attempt.objects.select_related("enrolment").get(
            pk=one.address.rstrip("/").rpartition("/")[2]
        )
        form = QueryDict(mutable=True)
        for name, many in one.said.items():
            form.setlist(name, many)
        items = {name: item for name, (_home, item) in banks.drawn(attempt).items()}
        lost += not attempt.recorded or attempt.answers != questions.given_in(form, items)
    drawn = sum(len(drawn) for drawn in Attempt.objects.values_list("drawn", flat=True))
    # One `registered` and one for the whole quiz beside those of the questions; the account of the pages above registered too.
    expected = drawn + 2 * len(made)
    print(
        f"attempts lost or changed: {lost}; statements in the log: {Statement.objects.count()} of {expected}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, float(sys.argv[2]) if len(sys.argv) > 2 else 5.0)
