"""What this app keeps about people, for the public privacy page."""

from django.utils.translation import gettext_lazy as _

from ujuzi.accounts.privacy import Holding, declare

_UNTIL = _("Until you delete your account.")


def declare_all() -> None:
    declare(
        Holding(
            "courses.Enrolment",
            _("The courses that you take here"),
            _("To show you how far you have come and to let you go on anywhere."),
            _UNTIL,
            {
                "registration, person, course": _("A number, you, and the course"),
                "enrolled_at, completed_at": _("When you enrolled, and when you completed the course"),
                "last_at, last_unit": _("When you last did something in it, and where"),
            },
        )
    )
    declare(
        Holding(
            "courses.UnitProgress",
            _("Lessons and quizzes that you have done"),
            _("To show you how far you have come and to let you go on anywhere."),
            _UNTIL,
            {
                "id, enrolment, unit": _("A number, your enrolment, and the lesson or quiz"),
                "done_at, by_other": _("When you did it, and whether a facilitator said so"),
                "best": _("Your best result"),
                "completed, passed": _("Whether a partner's part said that you completed or passed it"),
            },
        )
    )
    declare(
        Holding(
            "courses.Launch",
            _("Where you stopped in a partner's course package"),
            _("So that a course goes on where you left it, on any device."),
            _UNTIL,
            {
                "id, enrolment, unit, package": _("A number, your enrolment, and which part of the package"),
                "started_at, saved_at": _("When you opened it, and when it last wrote something down"),
                "data": _("What the package wrote down"),
                "completed, passed, score": _("What that says of your result"),
            },
        )
    )
    declare(
        Holding(
            "courses.Session",
            _("A time that you had a partner's part open"),
            _("So that only this part, and only while it is open, can say how it went."),
            _UNTIL,
            {
                "launch, mode": _("Which opening it was, and whether results count"),
                "secret_hash, fetched_at, ready": _("The part's key, and what it has done with it"),
                "verbs, heard_at": _("What it said, such as passed, and when"),
                "ended_at, abandoned": _("When it ended, and whether it was closed without saying so"),
            },
        )
    )
    declare(
        Holding(
            "courses.Draft",
            _("Courses that you write"),
            _("So that authors of one course see who changed it last."),
            _("Until somebody else changes the course, or you delete your account."),
            {
                "id, name, organisation, files, version": _("The course as it is being written"),
                "state, remark": _("How far it is, and what a reviewer said"),
                "changed_at, changed_by": _("When it was changed last, and by whom"),
            },
        )
    )
    declare(
        Holding(
            "courses.Upload",
            _("Packages that you are sending"),
            _("So that a package goes on where the line broke."),
            _("Until it is whole, at most three days."),
            {
                "id, person, organisation": _("A number, you, and for whom you send it"),
                "filename, size, received": _("Which file it is, and how much of it has come"),
                "changed_at": _("When the last piece came"),
            },
        )
    )
    declare(
        Holding(
            "courses.Plan",
            _("Your goal for a week"),
            _("To show you how near you are to it, and to remind you if you asked for that."),
            _("Until you change it or delete your account."),
            {
                "id, person": _("A number of the row, and whose it is"),
                "minutes_a_week, remind": _("How long you want to learn, and whether we may write to you"),
                "reminded_at": _("When we last wrote"),
            },
        )
    )
    declare(
        Holding(
            "courses.Attempt",
            _("Your tries at quizzes"),
            _("To keep your answers when the line breaks, and to tell authors which questions are unclear."),
            _UNTIL,
            {
                "id, enrolment, unit, language": _("A number, your enrolment, the quiz and its language"),
                "drawn, answers, graded": _("The questions you got, your answers, and which were right"),
                "started_at, saved_at, submitted_at": _("When you began, saved and handed in"),
                "score, passed, recorded": _("Your result, and whether it is in your learning records"),
            },
        )
    )
