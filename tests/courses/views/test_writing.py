"""A partner's author writes a course in the browser, without scripting, and an owner publishes it."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests import make
from tests.courses import packages_made
from ujuzi.accounts.models import Person, StaffRole
from ujuzi.catalogue.models import Edition
from ujuzi.courses.models import Course, Draft, DraftState, Upload
from ujuzi.courses.operations import drafting, learning
from ujuzi.courses.queries import standing
from ujuzi.organisations.models import MemberRole, Membership, Organisation

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><text font-size="12">a</text></svg>'


@pytest.fixture
def partner(db: None) -> Organisation:
    return make.organisation("two-rivers", names={"en": "Academy of the Two Rivers"})


def signed_in(name: str, partner: Organisation | None = None, role: MemberRole = MemberRole.EDITOR) -> Client:
    person = make.person(name)
    if partner is not None:
        Membership.objects.create(person=person, organisation=partner, role=role)
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def author(partner: Organisation) -> Client:
    return signed_in("author", partner)


@pytest.fixture
def owner(partner: Organisation) -> Client:
    return signed_in("owner", partner, MemberRole.OWNER)


@pytest.fixture
def draft(author: Client) -> Draft:
    said = {"title": "Soil and data", "language": "en", "owner": "two-rivers"}
    assert author.post("/en/teach/", said).status_code == 302
    return Draft.objects.get()


def page(client: Client, path: str = "", status: int = 200) -> str:
    answer = client.get(f"/en/teach/{path}", follow=True)
    assert answer.status_code == status, path
    return answer.text


LESSON = "soil-and-data/edit/1-start/01-first-lesson.en.md"
PATH = "1-start/01-first-lesson.en.md"


def save(client: Client, draft: Draft, content: str, *, before: str | None = None, path: str = PATH) -> Any:
    draft.refresh_from_db()
    said = {"content": content, "before": draft.files[path] if before is None else before, "save": ""}
    return client.post(f"/en/teach/{draft.name}/edit/{path}", said)


def test_from_nothing_to_learners(author: Client, owner: Client, draft: Draft, amina: Person) -> None:
    assert draft.name == "soil-and-data"
    assert "Soil and data" in page(author)
    assert "A first lesson" in page(author, "soil-and-data/")
    assert "Publish" not in page(author, "soil-and-data/")
    text = drafting.text(draft, PATH).replace("A first lesson", "What soil tells")
    assert save(author, draft, text).status_code == 302
    assert author.post("/en/teach/soil-and-data/decide/", {"publish": ""}).status_code == 404
    author.post("/en/teach/soil-and-data/decide/", {"submit": ""})
    draft.refresh_from_db()
    assert draft.state == DraftState.WAITING
    assert "waiting for review" in page(owner)
    owner.post("/en/teach/soil-and-data/decide/", {"give_back": "", "remark": "Add a figure."})
    assert "Add a figure." in page(author, "soil-and-data/")
    author.post("/en/teach/soil-and-data/decide/", {"submit": ""})
    owner.post("/en/teach/soil-and-data/decide/", {"publish": ""})
    course = Course.objects.get()
    assert (course.name, course.organisation, course.authors) == (
        "soil-and-data",
        draft.organisation,
        ["Academy of the Two Rivers"],
    )
    assert "What soil tells" in author.get("/en/learn/soil-and-data/").text
    assert Edition.objects.filter(title="Soil and data").exists()
    assert "What learners see is as you have it here." in page(author, "soil-and-data/")


def test_a_new_version_keeps_learners_where_they_are(owner: Client, draft: Draft, amina: Person) -> None:
    course = drafting.publish(draft, clock=timezone.now)
    enrolment = learning.enrol(amina, course, clock=timezone.now)
    learning.mark_done(enrolment, course.units.get(name="first-lesson"), clock=timezone.now)
    owner.post("/en/teach/soil-and-data/change/", {"down": "first-lesson"})
    owner.post("/en/teach/soil-and-data/decide/", {"publish": ""})
    assert [unit.name for unit in standing.units(course.pk)] == ["check", "first-lesson"]
    assert standing.of(enrolment).many_done == 1
    assert course.versions.count() == 2
    owner.post("/en/teach/soil-and-data/change/", {"version": "1"})
    draft.refresh_from_db()
    assert "1-start/01-first-lesson.en.md" in draft.files


def test_two_at_one_file(author: Client, owner: Client, draft: Draft) -> None:
    before = draft.files[PATH]
    assert save(author, draft, '+++\ntitle = "Mine"\n+++\nMy text.\n', before=before).status_code == 302
    lost = save(owner, draft, '+++\ntitle = "Theirs"\n+++\nTheir text.\n', before=before)
    assert lost.status_code == 409
    assert "My text." in lost.text
    assert "Their text." in lost.text
    draft.refresh_from_db()
    assert "My text." in drafting.text(draft, PATH)
    assert save(owner, draft, '+++\ntitle = "Both"\n+++\nBoth.\n').status_code == 302


def test_faults_are_shown_with_their_lines_and_stop_publication(
    author: Client, owner: Client, draft: Draft
) -> None:
    save(
        author, draft, '+++\ntitle = "x"\n+++\n![](../figures/none.svg)\n\nRead [here](https://x.example).\n'
    )
    shown = page(author, LESSON)
    assert 'data-line="4"' in shown
    assert "does not say where the link leads" in shown
    assert "To be mended" in page(author, "soil-and-data/")
    owner.post("/en/teach/soil-and-data/decide/", {"publish": ""})
    author.post("/en/teach/soil-and-data/decide/", {"submit": ""})
    assert not Course.objects.exists()
    assert Draft.objects.get().state == DraftState.WRITING
    french = author.get("/fr/teach/soil-and-data/edit/1-start/01-first-lesson.en.md").text
    assert "A picture needs words" not in french


def test_the_preview_shows_what_would_be_saved(author: Client, draft: Draft) -> None:
    content = '+++\ntitle = "New"\n+++\nSome **bold** text. <script>alert(1)</script>\n'
    answer = author.post(f"/en/teach/soil-and-data/preview/{PATH}", {"content": content})
    html = json.loads(answer.content)["html"]
    assert "<strong>bold</strong>" in html
    assert "<script" not in html
    quiz = author.post(
        "/en/teach/soil-and-data/preview/1-start/02-check.en.quiz.md",
        {"content": drafting.text(draft, "1-start/02-check.en.quiz.md")},
    )
    assert "From examples" in json.loads(quiz.content)["html"]
    draft.refresh_from_db()
    assert "bold" not in drafting.text(draft, PATH)


def test_parts_are_added_translated_and_removed(author: Client, draft: Draft) -> None:
    said = {"title": "Who is missing?", "kind": "lesson", "module": ""}
    made = author.post("/en/teach/soil-and-data/add/", said)
    assert made.headers["Location"].endswith("/edit/2-who-is-missing/01-who-is-missing.en.md")
    author.post(
        "/en/teach/soil-and-data/add/", {"title": "Test", "kind": "quiz", "module": "2-who-is-missing"}
    )
    author.post("/en/teach/soil-and-data/change/", {"translate": PATH, "language": "sw"})
    draft.refresh_from_db()
    assert "2-who-is-missing/02-test.en.quiz.md" in draft.files
    assert "1-start/01-first-lesson.sw.md" in draft.files
    assert drafting.settings_of(draft)["modules"]["2-who-is-missing"]["title"] == {"en": "Who is missing?"}
    author.post("/en/teach/soil-and-data/change/", {"remove": PATH})
    draft.refresh_from_db()
    assert not [path for path in draft.files if "first-lesson" in path]
    author.post(
        "/en/teach/soil-and-data/change/",
        {"translate": "2-who-is-missing/02-test.en.quiz.md", "language": "not a tag"},
    )
    author.post("/en/teach/soil-and-data/change/", {"translate": "../../etc/passwd", "language": "sw"})
    draft.refresh_from_db()
    assert len([path for path in draft.files if ".sw." in path]) == 0


def test_settings(author: Client, draft: Draft) -> None:
    page(author, "soil-and-data/settings/")
    said = {
        "title": "Soil", "summary": "You will\nread soil.", "outcomes": "Read\n\nSee", "authors": "A\nB", "licence": "CC-BY-4.0",
        "level": "advanced", "minutes": "45", "audiences": ["teachers"], "subjects": ["data"],
    }  # fmt: skip
    assert author.post("/en/teach/soil-and-data/settings/", said).status_code == 302
    values = drafting.settings_of(Draft.objects.get())
    assert values["title"] == {"en": "Soil"}
    assert values["summary"] == {"en": "You will read soil."}
    assert values["outcomes"] == {"en": ["Read", "See"]}
    assert (values["id"], values["authors"], values["minutes"]) == ("soil-and-data", ["A", "B"], 45)
    assert values["modules"]["1-start"]["title"] == {"en": "Start"}
    assert (
        "audiences" in author.post("/en/teach/soil-and-data/settings/", said | {"audiences": ["nobody"]}).text
    )


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("Field 1.SVG", SVG, "6 pixels high"),
        ("evil.svg", SVG.replace(b"<text", b"<script/><text"), "scripts or links"),
        ("page.html", b"<p>", "not a picture"),
        ("fake.png", b"no picture", "not a picture"),
        ("no-ending", b"x", "not a picture"),
    ],
)
def test_pictures(author: Client, draft: Draft, name: str, content: bytes, told: str) -> None:
    sent = SimpleUploadedFile(name, content)
    answer = author.post("/en/teach/soil-and-data/picture/", {"picture": sent}, follow=True)
    assert told in answer.text
    draft.refresh_from_db()
    assert [path for path in draft.files if path.startswith("figures/")] == (
        ["figures/field-1.svg"] if name == "Field 1.SVG" else []
    )


def test_it_can_be_taken_away_as_a_folder(author: Client, draft: Draft) -> None:
    answer = author.get("/en/teach/soil-and-data/folder/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "soil-and-data/course.toml" in archive.namelist()


def test_throwing_away(author: Client, draft: Draft) -> None:
    author.post("/en/teach/soil-and-data/change/", {"discard": "1"})
    assert Draft.objects.exists()
    author.post("/en/teach/soil-and-data/change/", {"discard": "1", "sure": "soil-and-data"})
    assert not Draft.objects.exists()


def test_strangers_see_nothing(draft: Draft, partner: Organisation, client: Client) -> None:
    stranger, other = signed_in("stranger"), signed_in("other", make.organisation("savanna"))
    for path in ("", "settings/", "folder/", "learner/", f"edit/{PATH}"):
        assert client.get(f"/en/teach/soil-and-data/{path}").status_code == 302
        assert stranger.get(f"/en/teach/soil-and-data/{path}").status_code == 404
        assert other.get(f"/en/teach/soil-and-data/{path}").status_code == 404
    assert stranger.get("/en/teach/").status_code == 404
    assert stranger.get("/en/teach/upload/").status_code == 404
    assert (
        other.post("/en/teach/", {"title": "x", "language": "en", "owner": "two-rivers"}).status_code == 200
    )
    assert Draft.objects.count() == 1
    for path in ("decide/", "change/", "add/", "picture/"):
        assert other.post(f"/en/teach/soil-and-data/{path}", {"discard": "1"}).status_code == 404


def test_a_course_of_the_hub_is_the_secretariats(course: Course, author: Client, settings: Any) -> None:
    settings.STAFF_MFA = False
    assert author.get(f"/en/teach/{course.name}/").status_code == 404
    person = make.person("secretary", staff_role=StaffRole.SECRETARIAT)
    client = Client()
    client.force_login(person)
    assert client.get(f"/en/teach/{course.name}/").status_code == 200
    assert Draft.objects.get().version == course.version


def test_only_files_of_the_course_can_be_edited(author: Client, draft: Draft) -> None:
    for path in ("none.md", "../../../etc/passwd", "figures/x.svg"):
        assert author.get(f"/en/teach/soil-and-data/edit/{path}").status_code == 404


def test_a_facilitator_marks_by_hand(author: Client, draft: Draft, amina: Person) -> None:
    course = drafting.publish(draft, clock=timezone.now)
    enrolment = learning.enrol(amina, course, clock=timezone.now)
    here = "/en/teach/soil-and-data/learner/"
    assert "Nobody of this name" in author.get(f"{here}?who=zuri").text
    assert "A first lesson" in author.get(f"{here}?who=amina").text
    said = {"unit": "first-lesson", "reason": "Taken in class"}
    author.post(f"{here}?who=amina", said | {"reason": ""})
    assert standing.of(enrolment).many_done == 0
    author.post(f"{here}?who=amina", said)
    author.post(f"{here}?who=amina", said | {"unit": "none"})
    assert standing.of(enrolment).marks["first-lesson"].by_other
    assert "marked by hand" in author.get(f"{here}?who=amina").text


def test_a_package_is_sent_in_pieces(author: Client, tmp_path: Path) -> None:
    content = packages_made.scorm12()
    said = {"owner": "two-rivers", "name": "seeds.zip", "size": str(len(content)), "language": "fr"}
    told = author.post("/en/teach/upload/begin/", said).json()
    to, half = told["to"], len(content) // 2
    assert told["have"] == 0
    assert author.post(to).status_code == 404
    kind: Any = {"content_type": "application/octet-stream"}
    assert author.put(f"{to}?at=0", content[:half], **kind).json() == {"have": half}
    assert author.put(f"{to}?at=0", content[:half], **kind).status_code == 409
    assert author.put(f"{to}?at=x", b"x", **kind).status_code == 409
    assert author.post("/en/teach/upload/begin/", said).json() == {"to": to, "have": half}
    assert (
        signed_in("other", make.organisation("savanna")).put(f"{to}?at={half}", b"x", **kind).status_code
        == 404
    )
    assert author.put(f"{to}?at={half}", content[half:], **kind).json() == {"have": len(content)}
    assert "Everything came along." in author.post(to, {"language": "fr"}).text
    course = Course.objects.get()
    assert (course.source_language, course.organisation and course.organisation.slug) == ("fr", "two-rivers")


def test_a_folder_as_a_zip_becomes_the_draft(author: Client, draft: Draft, course: Course) -> None:
    content = author.get("/en/teach/soil-and-data/folder/").content
    path = "1-start/01-first-lesson.en.md"
    author.post("/en/teach/soil-and-data/change/", {"remove": path})

    def bring(content: bytes, owner: str = "two-rivers") -> Any:
        return author.post(
            "/en/teach/upload/", {"owner": owner, "package": SimpleUploadedFile("a.zip", content)}
        )

    assert bring(content).headers["Location"] == "/en/teach/soil-and-data/"
    draft.refresh_from_db()
    assert path in draft.files
    assert bring(packages_made.zipped({"course.toml": 'id = "upload"'})).status_code == 422
    assert bring(packages_made.zipped({"course.toml": "id = ["})).status_code == 422
    assert bring(packages_made.zipped({"course.toml": 'id = "new-one"'})).status_code == 302
    assert Draft.objects.count() == 2
    taken = bring(packages_made.zipped({"course.toml": f'id = "{course.name}"'}))
    assert (taken.status_code, "belongs to somebody else" in taken.text) == (422, True)
    assert not Upload.objects.exists()


def test_what_an_editor_brings_an_owner_publishes(author: Client, owner: Client, draft: Draft) -> None:
    sent = SimpleUploadedFile("seeds.zip", packages_made.scorm12())
    told = author.post("/en/teach/upload/", {"owner": "two-rivers", "package": sent}).text
    assert "An owner of the organisation looks at it" in told
    stranger = signed_in("stranger")
    for client, status in ((stranger, 404), (Client(), 404), (author, 200), (owner, 200)):
        assert client.get("/en/learn/seeds-in-scorm-1-2/").status_code == status
    release = "/en/teach/seeds-in-scorm-1-2/release/"
    assert release not in page(author)
    assert author.post(release).status_code == 404
    assert release in page(owner)
    assert owner.post(release, follow=True).status_code == 200
    assert stranger.get("/en/learn/seeds-in-scorm-1-2/").status_code == 200
    assert Edition.objects.filter(title="Seeds in SCORM 1.2").exists()
    assert owner.post("/en/teach/soil-and-data/release/").status_code == 404


def test_a_package_in_a_form(author: Client) -> None:
    sent = SimpleUploadedFile("seeds.zip", packages_made.scorm2004())
    answer = author.post("/en/teach/upload/", {"owner": "two-rivers", "package": sent})
    assert "Sequencing rules" in answer.text
    bad = SimpleUploadedFile("bad.zip", b"no zip")
    refused = author.post("/en/teach/upload/", {"owner": "two-rivers", "package": bad})
    assert refused.status_code == 422
    assert "not a zip archive" in refused.text
    assert not Upload.objects.exists()
    assert author.post("/en/teach/upload/", {"owner": "savanna", "package": sent}).status_code == 404
    assert author.post("/en/teach/upload/", {"owner": "two-rivers"}, follow=True).status_code == 200


def test_a_draft_cannot_become_another_course(
    author: Client, owner: Client, draft: Draft, course: Course
) -> None:
    toml = drafting.text(draft, "course.toml").replace('"soil-and-data"', f'"{course.name}"')
    save(author, draft, toml, path="course.toml")
    owner.post("/en/teach/soil-and-data/decide/", {"publish": ""})
    assert Course.objects.get().versions.count() == 1
    save(author, draft, toml.replace(course.name, "something-new"), path="course.toml")
    assert "soil-and-data" in page(author, "soil-and-data/edit/course.toml")
    owner.post("/en/teach/soil-and-data/decide/", {"publish": ""})
    assert Course.objects.count() == 1


def test_null_characters_harm_nothing(author: Client, owner: Client, draft: Draft) -> None:
    drafting.publish(draft, clock=timezone.now)
    assert author.get("/en/teach/soil-and-data/learner/?who=a%00b").status_code == 200
    owner.post("/en/teach/soil-and-data/decide/", {"give_back": "", "remark": "a\0b"})
    said = {"owner": "two-rivers", "name": "a\0b.zip", "size": "10"}
    assert author.post("/en/teach/upload/begin/", said).status_code == 200
    sent = SimpleUploadedFile("seeds.zip", packages_made.scorm12())
    answer = author.post("/en/teach/upload/", {"owner": "two-rivers", "package": sent, "licence": "a\0b"})
    assert answer.status_code == 200
