"""Credentials: `python -m bench.credentials [how many]`: a batch issued as the worker does it, certificates, verification.

Everything in one process on one core; the database is SQLite in a folder of its own.
"""

import os
import statistics
import sys
import tempfile
import time
from typing import Any


def main(many: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "UJUZI_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "ujuzi.config.settings",
            "UJUZI_LOG_LEVEL": "warning",
        }
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        import django

        django.setup()
        _run(many)


def _run(many: int) -> None:
    from django.core.management import call_command

    from ujuzi.config import background
    from ujuzi.credentials.operations import issuing

    call_command("migrate", verbosity=0)
    wishes = _awarded(many)
    began = time.perf_counter()
    done = issuing.issue_all(wishes, clock=background.clock)
    took = time.perf_counter() - began
    print(f"{done:,} credentials issued in {took:.1f} s, {done / took:,.0f} a second")
    _each("certificate as PDF, A4", _certificates(20))
    _each("certificate as PDF, phone", _certificates(20, "phone"))
    _each("verified, with its status list", _verifications(200))


def _awarded(many: int) -> list[Any]:
    """People who have completed the starter course."""
    from ujuzi.accounts.models import Person
    from ujuzi.config import background
    from ujuzi.courses.models import Course
    from ujuzi.courses.operations import starter
    from ujuzi.credentials.models import Award
    from ujuzi.credentials.operations import achievements, issuing

    now = background.clock()
    for path in starter.folders():
        if path.name == "ai-foundations":
            starter.bring_in(path, now=now)
    achievement = achievements.of_course(Course.objects.get(name="ai-foundations"), now=now)
    Person.objects.bulk_create(Person(username=f"person-{number}") for number in range(many))
    people = Person.objects.order_by("pk")
    Award.objects.bulk_create(Award(achievement=achievement, person=one, awarded_at=now) for one in people)
    awards = Award.objects.select_related("achievement__organisation", "achievement__assessed_by")
    return [issuing.Wish(one, f"Mutoni Uwase {number}", "sw") for number, one in enumerate(awards)]


def _certificates(many: int, sheet: str = "a4") -> list[float]:
    from ujuzi.credentials import files
    from ujuzi.credentials.certificates import rendering
    from ujuzi.credentials.models import Credential

    rows = list(Credential.objects.select_related("award__achievement")[: many + 1])
    said = [files.certificate(one, sheet) for one in rows]
    rendering.render(said[0])
    return [_timed(lambda one=one: rendering.render(one)) for one in said[1:]]


def _verifications(many: int) -> list[float]:
    from ujuzi.config import background
    from ujuzi.credentials import checking
    from ujuzi.credentials.models import Credential
    from ujuzi.standards.openbadges import opening

    texts = [one.encode() for one in Credential.objects.values_list("document", flat=True)[:many]]

    def verify(text: bytes) -> None:
        report = checking.check(opening.read(text), now=background.clock(), fetch=None)
        if report.verdict != "valid":
            raise SystemExit(f"not valid: {report.problems}")

    verify(texts[0])
    return [_timed(lambda text=text: verify(text)) for text in texts]


def _timed(deed: Any) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def _each(what: str, times: list[float]) -> None:
    print(f"{what}: median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms, of {len(times)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
