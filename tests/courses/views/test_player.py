"""The pages of a course: who sees what, in which language, with how few queries."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.courses import samples
from tests.courses.conftest import bring_in
from ujuzi.accounts.models import Person
from ujuzi.courses.models import Attempt, Blob, Course, Enrolment, UnitProgress
from ujuzi.courses.operations import learning
from ujuzi.courses.text import files

LESSON = "/en/learn/seeds/notebook/"
QUIZ = "/en/learn/seeds/check/"


@pytest.fixture
def learner(client: Client, amina: Person) -> Client:
    client.force_login(amina)
    return client


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_everybody_may_read(client: Client, course: Course) -> None:
    assert "Seeds and data" in text(client, "/en/learn/")
    page = text(client, "/en/learn/seeds/")
    assert "Tell a rule from an example" in page
    assert "Sign in and start" in page
    lesson = text(client, LESSON)
    assert "Mutoni sells seed in Kigali" in lesson
    assert '<dt id="w-training-data"' in lesson
    assert '<form method="post"' not in lesson
    assert "Sign in to take the quiz" in text(client, QUIZ)
    assert "The examples that a model learns from" in text(client, "/en/learn/seeds/glossary/")


@pytest.mark.parametrize(
    "address", ["/en/learn/", "/en/learn/seeds/", LESSON, QUIZ, "/en/learn/seeds/glossary/"]
)
def test_pages_of_strangers_may_be_kept_those_of_learners_not(
    client: Client, course: Course, amina: Person, address: str
) -> None:
    response = client.get(address)
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    client.force_login(amina)
    assert "private" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    [
        "/en/learn/none/",
        "/en/learn/seeds/none/",
        "/en/learn/none/glossary/",
        "/learn/files/none",
        "/learn/files/" + "0" * 64,
    ],
)
def test_what_is_not_there(client: Client, course: Course, address: str) -> None:
    assert client.get(address, follow=True).status_code == 404


def test_a_draft_is_not_shown(client: Client, course: Course) -> None:
    Course.objects.update(published_at=None)
    assert client.get("/en/learn/seeds/").status_code == 404
    assert "Seeds and data" not in text(client, "/en/learn/")


def test_a_lesson_in_the_language_of_the_pages_or_the_one_chosen(client: Client, course: Course) -> None:
    page = text(client, "/sw/learn/seeds/notebook/")
    assert "Mutoni anauza mbegu Kigali" in page
    assert 'lang="en"' in page  # the switch
    assert "Mutoni sells" in text(client, "/fr/learn/seeds/notebook/")
    assert "Mutoni anauza" in text(client, f"{LESSON}?in=sw")
    assert "Mutoni anauza" in text(client, LESSON)  # it was chosen for these pages
    assert "Mutoni sells" in text(client, "/fr/learn/seeds/notebook/")
    assert "Mutoni sells" in text(client, f"{LESSON}?in=en")
    assert "Mutoni sells" in text(client, f"{LESSON}?in=klingon")


def test_a_reader_is_told_of_another_language_and_of_a_stale_text(client: Client, course: Course) -> None:
    assert "not translated yet" in text(client, f"{QUIZ}?in=sw")
    bring_in(samples.changed("1-start/01-notebook.en.md", "Mutoni sells", "Mutoni buys"))
    assert "has changed since it was translated" in text(client, f"{LESSON}?in=sw")
    assert "has changed since" not in text(client, f"{LESSON}?in=en")


def test_reading_settings_are_kept_in_the_browser(client: Client, course: Course) -> None:
    answer = client.get(
        "/en/learn/reading/", {"size": "huge", "contrast": "strong", "face": "<x>", "next": LESSON}
    )
    assert answer.headers["Location"] == LESSON
    assert 'class="lesson huge strong"' in text(client, LESSON)
    client.cookies["reading"] = "huge.<script>.wide"
    assert 'class="lesson huge wide"' in text(client, LESSON)
    client.get("/en/learn/reading/", {"next": LESSON})
    assert 'class="lesson "' in text(client, LESSON)


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_reading_settings_lead_nowhere_else(client: Client, db: None, place: str) -> None:
    assert client.get("/en/learn/reading/", {"next": place}).headers["Location"] == "/"


def test_enrolling_leads_to_the_first_lesson_and_later_to_where_one_stopped(
    learner: Client, course: Course
) -> None:
    assert learner.post("/en/learn/seeds/enrol/").headers["Location"] == LESSON
    done = learner.post(f"{LESSON}mark/")
    assert done.headers["Location"] == QUIZ
    assert learner.post("/en/learn/seeds/enrol/").headers["Location"] == QUIZ
    page = text(learner, "/en/learn/seeds/")
    assert "1 of 2 done" in page
    assert "Go on" in page
    assert "1 of 2 done" in text(learner, "/en/learn/")


def test_marking_a_lesson_enrols_and_can_be_taken_back(learner: Client, course: Course) -> None:
    learner.post(f"{LESSON}mark/")
    assert Enrolment.objects.count() == 1
    assert "Not done after all" in text(learner, LESSON)
    learner.post(f"{LESSON}mark/", {"undo": ""})
    assert "Not done after all" not in text(learner, LESSON)


@pytest.mark.parametrize("address", ["/en/learn/seeds/enrol/", f"{LESSON}mark/", f"{QUIZ}start/"])
def test_deeds_need_an_account_and_a_form(
    client: Client, course: Course, amina: Person, address: str
) -> None:
    assert "/account/login/" in client.post(address).headers["Location"]
    client.force_login(amina)
    assert client.get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(amina)
    assert strict.post(address).status_code == 403
    assert not Enrolment.objects.exists()


def test_a_quiz_from_start_to_the_end_of_the_course(learner: Client, course: Course) -> None:
    learner.post(f"{LESSON}mark/")
    here = learner.post(f"{QUIZ}start/").headers["Location"]
    assert learner.post(f"{QUIZ}start/").headers["Location"] == here  # a double click
    page = text(learner, here)
    assert "Two sacks" not in page
    assert "Three years of examples" in page
    opened = learner.post(here, {"q.seed-notebook": "0"})
    assert opened.headers["Location"] == f"{here}?open=1#open"
    page = text(learner, f"{here}?open=1")
    assert "1 question is still open" in page
    assert 'value="0" checked' in page
    sent = {"q.seed-notebook": "0", "q.how-many": "40", "sure": "1"}
    assert learner.post(here, sent).headers["Location"] == here
    result = text(learner, here)
    assert "Not passed yet" in result
    assert "Nobody gave her a rule." in result
    assert "That is two sacks." in result
    assert "Read again" in result
    again = learner.post(f"{QUIZ}start/").headers["Location"]
    assert again != here
    won = learner.post(again, {"q.seed-notebook": "1", "q.how-many": "50,0"})
    assert won.headers["Location"] == f"{again}?finished=1"
    assert "You have completed the course" in text(learner, f"{again}?finished=1")
    assert "You have completed this course" in text(learner, "/en/learn/seeds/")
    assert "Completed" in text(learner, "/en/learn/")
    learner.post(again, {"q.seed-notebook": "0", "q.how-many": "1"})
    assert "You passed" in text(learner, again)
    assert "passed" in text(learner, QUIZ)


def test_answers_can_be_saved_also_quietly(learner: Client, course: Course) -> None:
    here = learner.post(f"{QUIZ}start/").headers["Location"]
    assert learner.post(here, {"q.how-many": "5", "save": "quietly"}).status_code == 204
    assert 'value="5"' in text(learner, here)
    assert learner.post(here, {"q.how-many": "50", "save": "1"}).headers["Location"] == f"{here}?saved=1"
    assert "Your answers are saved" in text(learner, f"{here}?saved=1")
    assert "Go on with your try" in text(learner, QUIZ)


def test_nobody_sees_anothers_attempt(learner: Client, course: Course, django_user_model: Any) -> None:
    here = learner.post(f"{QUIZ}start/").headers["Location"]
    other = Client()
    other.force_login(django_user_model.objects.create_user("baraka"))
    assert other.get(here).status_code == 404
    other.post("/en/learn/seeds/enrol/")
    assert other.get(here).status_code == 404
    assert other.post(here, {"sure": "1"}).status_code == 404
    assert Attempt.objects.get().submitted_at is None


@pytest.mark.parametrize(
    "sent",
    [{"q.seed-notebook": "99999999999"}, {"q.seed-notebook": "-1"}, {"q.seed-notebook": "x"}, {"q.how-many": "\0" * 9},
     {"q.how-many": "9" * 10_000}, {"q.how-many": "1e999999"}, {"q.none": "1"}, {}],
)  # fmt: skip
def test_odd_answers_count_as_wrong(learner: Client, course: Course, sent: dict[str, str]) -> None:
    here = learner.post(f"{QUIZ}start/").headers["Location"]
    learner.post(here, sent | {"sure": "1"})
    assert Attempt.objects.get().score == 0
    text(learner, here)


def test_all_kinds_of_questions_are_shown_answered_and_explained(learner: Client, db: None) -> None:
    quiz = """+++
title = "All kinds"
+++
## several
Which?
[x] A
[x] B
[ ] C
> no

## truth
It is so.
= false
> It is not.

## word
Capital?
= Kigali

## order
Order!
1. first
2. second
3. third

## pairs
Match!
- l => one
- m => two
- => three

## gap
The model is [[trained|taught]] on [[examples]].
"""
    bring_in(samples.course() | {"2-end/01-check.en.quiz.md": quiz.encode()})
    here = learner.post(f"{QUIZ}start/").headers["Location"]
    page = text(learner, here)
    for name in ("q.several", "q.truth", "q.word", "q.order.2", "q.pairs.1", "q.gap"):
        assert f'name="{name}"' in page
    right = {"q.several": ["0", "1"], "q.truth": "0", "q.word": "kigali", "q.order.0": "1", "q.order.1": "2",
             "q.order.2": "3", "q.pairs.0": "0", "q.pairs.1": "1", "q.gap": ["Taught", "examples"]}  # fmt: skip
    learner.post(here, right)
    assert Attempt.objects.get().score == 1
    assert "6 of 6 questions wholly right" in text(learner, here)
    assert UnitProgress.objects.get().done_at is not None  # practice is done by doing it


def test_files_are_kept_for_ever_and_may_do_nothing(client: Client, course: Course) -> None:
    answer = client.get(f"/learn/files/{files.digest(samples.SVG.encode())}")
    assert answer.content.decode() == samples.SVG
    assert answer["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]
    source = Blob.objects.filter(media_type="text/markdown").first()
    assert source is not None
    assert (
        client.get(f"/learn/files/{source.digest}", follow=True).status_code == 404
    )  # answers of quizzes stand in there


def test_an_activity_leads_to_its_page(client: Client, course: Course) -> None:
    assert (
        client.get("/learn/seeds", headers={"accept-language": "sw"}).headers["Location"]
        == "/sw/learn/seeds/"
    )
    assert client.get("/learn/seeds/notebook").headers["Location"] == LESSON


def test_queries_are_few(learner: Client, course: Course, amina: Person) -> None:
    enrolment = learning.enrol(amina, course, clock=timezone.now)
    learning.mark_done(enrolment, course.units.get(name="notebook"), clock=timezone.now)
    here = learner.post(f"{QUIZ}start/").headers["Location"]
    counts = {}
    for address in ("/en/learn/", "/en/learn/seeds/", LESSON, QUIZ, here):
        learner.get(address)
        with CaptureQueriesContext(connection) as caught:
            learner.get(address)
        counts[address.rpartition("/learn/")[2][:16]] = len(caught)
    assert max(counts.values()) <= 15, counts
