"""Packages come in, are opened, write down how it went; strangers get nowhere."""

import json
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from tests.courses import packages_made
from tests.courses.operations.test_learning import verbs
from ujuzi.accounts.models import Person
from ujuzi.catalogue.models import Edition
from ujuzi.config.cli import courses as commands
from ujuzi.courses.models import Blob, Course, Enrolment, Launch, Package, UnitProgress
from ujuzi.courses.operations import learning, packaging, running
from ujuzi.courses.packages import archives, shapes
from ujuzi.courses.queries import standing

HERE: Any = {"headers": {"host": "localhost:8000"}}  # the origin of packages of a hub at 127.0.0.1:8000


def put_away(answer: Any) -> None:
    """Closes its file, but not, as its own close() does, the connection to the database."""
    for close in answer._resource_closers:
        close()


def status_of(client: Client, path: str, host: str = "localhost:8000") -> int:
    """With the file closed, which a server would do."""
    answer = client.get(path, headers={"host": host})
    put_away(answer)
    return answer.status_code


def take(folder: Path, content: bytes, **more: Any) -> packaging.Taken:
    path = packages_made.written(folder, content)
    return packaging.take(path, "package.zip", organisation=None, now=timezone.now(), **more)


@pytest.fixture
def scorm(db: None, tmp_path: Path) -> Course:
    return take(tmp_path, packages_made.scorm12()).course


@pytest.fixture
def opened(scorm: Course, amina: Person) -> Launch:
    enrolment = learning.enrol(amina, scorm, clock=timezone.now)
    return running.launch(enrolment, scorm.units.get(), clock=timezone.now)


def test_a_package_becomes_a_course(scorm: Course) -> None:
    assert (scorm.name, scorm.titles) == ("seeds-in-scorm-1-2", {"en": "Seeds in SCORM 1.2"})
    unit = scorm.units.get()
    assert (unit.name, unit.kind, unit.launch["file"]) == ("01-i1", "package", "index.html")
    assert unit.launch["settings"] == {"version": "1.2", "mastery": 60.0, "tracks": True, "data": ""}
    assert standing.nobody(scorm.pk).counting == [unit]
    assert Blob.objects.count() == 3


def test_the_same_package_again_is_a_new_version(scorm: Course, tmp_path: Path, amina: Person) -> None:
    learning.enrol(amina, scorm, clock=timezone.now)
    again = take(tmp_path, packages_made.scorm12(packages_made.PAGE_12 + "<p>new</p>"))
    assert again.course.pk == scorm.pk
    assert Package.objects.count() == 2
    assert scorm.units.get().package_id == again.package.pk


def test_what_a_package_cannot_bring_along_is_told(db: None, tmp_path: Path) -> None:
    taken = take(tmp_path, packages_made.scorm2004())
    assert taken.notes == [
        "Sequencing rules (SCORM 2004) are not carried out: learners choose the order themselves."
    ]
    assert [module.titles for module in taken.course.modules.all()] == [{"en": "First chapter"}]


def test_an_h5p_says_its_language_and_authors(db: None, tmp_path: Path) -> None:
    course = take(tmp_path, packages_made.h5p(language="fr")).course
    assert (course.source_language, course.authors, course.licence) == ("fr", ["Mutoni"], "")
    assert (
        take(
            tmp_path, packages_made.h5p(title="x", language="und", defaultLanguage="de")
        ).course.source_language
        == "de"
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packages_made.zipped({"a.html": "x"}), "unknown"),
        (packages_made.h5p(preloadedDependencies=[{"machineName": "H5P.No", "majorVersion": 1, "minorVersion": 2}]), "no-library"),
        (packages_made.zipped({"h5p.json": "{}"}), "no-content"),
        (packages_made.zipped({"h5p.json": "[" * 100_000, "content/content.json": "{}"}), "bad-json"),
        (packages_made.zipped({"h5p.json": "[]", "content/content.json": "{}"}), "bad-json"),
        (packages_made.scorm12(manifest=packages_made.MANIFEST_12.replace('href="index.html"', 'href="https://x.example/"')), "no-content"),
        (packages_made.scorm12(manifest=packages_made.MANIFEST_12.replace('href="index.html"', 'href="gone.html"')), "no-content"),
        (packages_made.scorm12(manifest="<manifest adlcp"), "no-content"),
    ],
)  # fmt: skip
def test_what_is_not_taken_changes_nothing(db: None, tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(shapes.NotTaken) as error:
        take(tmp_path, content)
    assert error.value.code == code
    assert not Course.objects.exists()


def test_every_real_package_is_taken_or_refused_with_a_reason(db: None, field_data: Path) -> None:
    results = {}
    for path in sorted((field_data / "packages").glob("*/*")):
        if path.suffix not in (".zip", ".h5p"):
            continue
        try:
            taken = packaging.take(path, path.name, organisation=None, now=timezone.now())
            results[path.name] = taken.package.format
        except (archives.Unsafe, shapes.NotTaken) as error:
            results[path.name] = error.code
    assert {name: result for name, result in results.items() if result not in ("h5p", "scorm")} == {
        "209-1-not-a-zip.zip": "not-a-zip",
        "single_au_basic_responsive.zip": "cmi5",
    }
    assert len(results) == 18
    assert Course.objects.count() == 17


def test_what_a_package_says_goes_into_the_log(opened: Launch) -> None:
    unit = opened.enrolment.course.units.get()

    def commit(core: dict[str, Any]) -> None:
        running.commit(opened, unit, {"cmi": {"core": core}}, clock=timezone.now)

    commit({"lesson_status": "incomplete", "lesson_location": "page 2"})
    commit({"lesson_status": "completed", "score": {"raw": "40"}})
    assert not standing.of(opened.enrolment).is_done
    commit({"lesson_status": "completed", "score": {"raw": "80"}})
    commit({"lesson_status": "completed", "score": {"raw": "80"}})
    assert [verb for verb, _thing in verbs()] == [
        "registered",
        "initialized",
        "failed",
        "passed",
        "completed",
        "completed",
    ]
    assert UnitProgress.objects.get().best == 0.8
    opened.enrolment.refresh_from_db()
    assert opened.enrolment.completed_at is not None


def test_the_next_launch_goes_on_with_what_was_kept(opened: Launch) -> None:
    unit = opened.enrolment.course.units.get()
    data = {"cmi": {"core": {"lesson_location": "page 2", "exit": "suspend"}}}
    running.commit(opened, unit, data, clock=timezone.now)
    assert running.launch(opened.enrolment, unit, clock=timezone.now).data == data


def test_the_other_origin_serves_the_package_and_nothing_else(opened: Launch, client: Client) -> None:
    under = f"/p/{opened.pk}/"
    frame = client.get(under, **HERE)
    assert frame.status_code == 200
    assert b"scorm-again/scorm12.min.js" in frame.content
    assert "frame-ancestors http://127.0.0.1:8000 http://localhost:8000" in frame["Content-Security-Policy"]
    assert not frame.cookies
    assert status_of(client, f"{under}f/index.html") == 200
    assert status_of(client, f"{under}f/INDEX.html") == 200
    for path in (f"{under}f/gone.html", f"{under}f/../../../etc/passwd", f"{under}f/%2e%2e/x", "/p/none/", f"/p/{uuid.uuid4()}/x",
                 "/p/players/../storing.py", "/p/players/", "/en/", "/xapi/about", "/operator/", "/healthz"):  # fmt: skip
        assert status_of(client, path) in (404, 410), path
    assert status_of(client, "/p/players/scorm-again/scorm12.min.js") == 200


def test_the_hubs_own_origin_serves_no_package(opened: Launch, client: Client) -> None:
    assert status_of(client, f"/p/{opened.pk}/", "127.0.0.1:8000") == 404
    assert status_of(client, f"/p/{opened.pk}/f/index.html", "127.0.0.1:8000") == 404


def test_a_key_dies(opened: Launch, client: Client) -> None:
    Launch.objects.update(started_at=timezone.now() - running.LIFE - timedelta(minutes=1))
    assert client.get(f"/p/{opened.pk}/", **HERE).status_code == 410
    assert (
        client.post(f"/p/{opened.pk}/commit", b"{}", content_type="application/json", **HERE).status_code
        == 410
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"cmi": {}}', 200),
        (b"[]", 400),
        (b"{", 400),
        (b'{"cmi": 7}', 200),
        (b'{"x": "' + b"y" * 1_100_000 + b'"}', 413),
    ],
)
def test_what_is_written_down_is_bounded(opened: Launch, client: Client, body: bytes, status: int) -> None:
    assert (
        client.post(f"/p/{opened.pk}/commit", body, content_type="application/json", **HERE).status_code
        == status
    )
    assert client.get(f"/p/{opened.pk}/commit", **HERE).status_code == 405


def test_data_of_a_package_cannot_break_out_of_the_frame(opened: Launch, client: Client) -> None:
    evil = {"cmi": {"x": "</script><script>alert(1)</script>"}}
    client.post(f"/p/{opened.pk}/commit", json.dumps(evil), content_type="application/json", **HERE)
    page = client.get(f"/p/{opened.pk}/", **HERE).content
    assert b"</script><script>alert" not in page


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("bytes=0-3", 206, bytes([0, 1, 2, 3])),
        ("bytes=2046-", 206, bytes([254, 255])),
        ("bytes=-1", 206, bytes([255])),
        ("bytes=5000-", 416, b""),
        ("lines=1-2", 200, None),
    ],
)
def test_films_are_given_in_parts(
    opened: Launch, client: Client, asked: str, status: int, said: bytes | None
) -> None:
    answer = client.get(f"/p/{opened.pk}/f/film.mp4", headers={"host": "localhost:8000", "range": asked})
    assert answer.status_code == status
    content = answer.getvalue()
    put_away(answer)
    assert said is None or content == said


def test_only_the_learner_herself_opens_it(opened: Launch, client: Client, django_user_model: Any) -> None:
    here = f"/en/learn/{opened.enrolment.course.name}/01-i1/"
    assert "Sign in to open it" in client.get(here).content.decode()
    assert "/account/login/" in client.post(f"{here}open/").headers["Location"]
    client.force_login(django_user_model.objects.create_user("baraka"))
    assert client.get(f"{here}play/{opened.pk}/").headers["Location"] == here
    mine = client.post(f"{here}open/").headers["Location"]
    page = client.get(mine)
    assert "frame-src http://localhost:8000" in page["Content-Security-Policy"]
    assert 'sandbox="allow-scripts allow-same-origin' in page.content.decode()
    assert Enrolment.objects.count() == 2


def test_a_package_is_not_done_by_saying_so(opened: Launch) -> None:
    learning.mark_done(opened.enrolment, opened.enrolment.course.units.get(), clock=timezone.now)
    assert not UnitProgress.objects.exclude(done_at=None).exists()


def test_the_command_takes_a_package_and_tells_why_not(db: None, tmp_path: Path) -> None:
    path = packages_made.written(tmp_path, packages_made.scorm2004(), "seeds.zip")
    told = CliRunner().invoke(commands.course, ["package", str(path), "--language", "sw", "--minutes", "20"])
    assert told.output.startswith("seeds-in-scorm-2004: scorm, 1 parts")
    assert "Sequencing rules" in told.output
    assert Course.objects.values_list("source_language", "minutes").get() == ("sw", 20)
    edition = Edition.objects.get()
    assert (edition.access_features, edition.account_needed, edition.duration_minutes) == ([], True, 20)
    gone = CliRunner().invoke(commands.course, ["export", "seeds-in-scorm-2004", str(tmp_path / "out")])
    assert "came in as a package" in gone.output
    odd = CliRunner().invoke(commands.course, ["package", str(path), "--language", '"><script>'])
    assert "is not a language tag" in odd.output
    path.write_bytes(b"x")
    refused = CliRunner().invoke(commands.course, ["package", str(path)])
    assert refused.exit_code == 1
    assert "seeds.zip is not taken: This is not a zip archive" in refused.output
