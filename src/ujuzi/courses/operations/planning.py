"""A learner's weekly goal, and the one e-mail a week that she may ask for."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ujuzi.accounts.models import Person
from ujuzi.courses.models import Plan
from ujuzi.courses.queries import goals, mine

Clock = Callable[[], datetime]
EVERY = timedelta(days=7)


def plan(person: Person, *, minutes: int, remind: bool) -> Plan:
    """Keeps what she sets herself. Without a confirmed address nobody can be reminded."""
    can = address_of(person) is not None
    made, _new = Plan.objects.update_or_create(
        person=person, defaults={"minutes_a_week": minutes, "remind": remind and can and minutes > 0}
    )
    return made


def address_of(person: Person) -> str | None:
    """Where mail reaches her: her confirmed address."""
    found = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary").first()
    return found.email if found else None


def remind_due(*, clock: Clock, most: int = 100) -> int:
    """Writes to those who asked for it, once a week, when the goal of the last seven days was not reached; returns to how many.

    Whoever has nothing to go on with gets no mail. The time is set before the mail goes out: rather none than two.
    """
    now = clock()
    due = Plan.objects.filter(remind=True, minutes_a_week__gt=0, person__is_active=True).exclude(
        reminded_at__gt=now - EVERY
    )
    sent = 0
    for one in due.select_related("person").order_by("pk")[:most]:
        if Plan.objects.filter(pk=one.pk, reminded_at=one.reminded_at).update(reminded_at=now) and _remind(
            one, now
        ):
            sent += 1
    return sent


def _remind(one: Plan, now: datetime) -> bool:
    address = address_of(one.person)
    going = [
        row for row in mine.taken(one.person) if row.enrolment.completed_at is None and row.standing.next
    ]
    if address is None or not going or goals.minutes_since(one.person, now - EVERY) >= one.minutes_a_week:
        return False
    with translation.override(one.person.language or settings.LANGUAGE_CODE):
        mail.send_mail(_subject(), _text(going[0]), None, [address])
    return True


def _subject() -> str:
    return _("Your learning at %(hub)s") % {"hub": settings.HUB_NAME}


def _text(row: mine.Taken) -> str:
    language = translation.get_language() or settings.LANGUAGE_CODE
    course, after = row.enrolment.course, row.standing.next
    assert after is not None
    lesson = after.titles.get(language) or after.titles.get(course.source_language, after.name)
    return "\n\n".join(
        [
            _(
                "You asked us to remind you once a week. You are in the course “%(course)s”. The next part is “%(lesson)s”, %(minutes)d minutes:"
            )
            % {"course": course.said("titles", language).text, "lesson": lesson, "minutes": after.minutes},
            settings.ORIGIN + reverse("courses:unit", args=[course.name, after.name]),
            _("To change your weekly goal, or to get no more mail like this:"),
            f"{settings.ORIGIN}{reverse('courses:mine')}#goal",
        ]
    )
