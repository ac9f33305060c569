"""What the player's views share: which course, whose enrolment, in which language, with which reading settings."""

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from ujuzi.accounts.models import Person
from ujuzi.core import wording
from ujuzi.courses import permissions
from ujuzi.courses.models import Course, Enrolment, Unit
from ujuzi.courses.queries import standing

TEXT_COOKIE = "learn_in"
READING_COOKIE = "reading"
YEAR = 365 * 24 * 3600
# What reading settings there are: {name: its values but the usual one}; also the classes of the style sheet.
READING = {"size": ("large", "huge"), "space": ("wide",), "contrast": ("strong",), "face": ("plain",)}


@dataclass(frozen=True, slots=True)
class Place:
    """A course as one reader sees it. `enrolment` None: she only looks."""

    course: Course
    language: str
    enrolment: Enrolment | None
    standing: standing.Standing

    def unit(self, name: str) -> Unit:
        """Raises Http404 for one that the course does not have, or no longer has."""
        for unit in self.standing.units:
            if unit.name == name:
                return unit
        raise Http404


def course_of(name: str, person: Any = None) -> Course:
    """A published course; before it is published, those who write for its organisation see it."""
    found = Course.objects.filter(name=name).select_related("organisation").first()
    if found is None or (
        found.published_at is None and not permissions.may_write(person, found.organisation)
    ):
        raise Http404
    return found


def of(request: HttpRequest, name: str) -> Place:
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    course = course_of(name, request.user if signed_in else None)
    enrolment = enrolment_of(request, course)
    found = standing.of(enrolment) if enrolment else standing.nobody(course.pk)
    return Place(course, language_of(request, course.languages, course.source_language), enrolment, found)


def enrolment_of(request: HttpRequest, course: Course) -> Enrolment | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    found = Enrolment.objects.filter(person=me(request), course=course).select_related("person").first()
    if found is not None:
        found.course = course
    return found


def me(request: HttpRequest) -> Person:
    """The signed-in person; views that call it have asked whether there is one."""
    return cast(Person, request.user)


def language_of(request: HttpRequest, languages: list[str], source: str) -> str:
    """Of the texts: what is asked for, or was chosen for these pages, or that of the pages, or the course's own."""
    here = wording.active()
    chosen_for, _colon, chosen = request.COOKIES.get(TEXT_COOKIE, "").partition(":")
    wanted = [request.GET.get("in", ""), chosen if chosen_for == here else "", here, here.partition("-")[0]]
    for one in wanted:
        for language in languages:
            if one and language.lower() == one.lower():
                return language
    return next((one for one in languages if one.partition("-")[0] == here.partition("-")[0]), source)


def remember_language(request: HttpRequest, response: HttpResponse, place: Place) -> None:
    """A text language that was asked for stays, for pages in this language."""
    if request.GET.get("in") == place.language:
        response.set_cookie(
            TEXT_COOKIE, f"{wording.active()}:{place.language}", max_age=YEAR, samesite="Lax", httponly=True
        )


def tongue(language: str) -> SafeString:
    """`lang` and `dir` of a text that is not in the language of the page."""
    if language.lower() == wording.active():
        return mark_safe("")
    return mark_safe(f' lang="{language}" dir="{wording.direction(language)}"')


def tongues(place: Place, have: list[str]) -> list[dict[str, Any]]:
    """The languages of a text, for the switch; nothing when there is one only."""
    ordered = [one for one in place.course.languages if one in have]
    if len(ordered) < 2:
        return []
    return [
        {
            "tag": tag,
            "name": wording.own_name(tag),
            "here": tag == place.language,
            "dir": wording.direction(tag),
        }
        for tag in ordered
    ]


def reading_classes(request: HttpRequest) -> str:
    """Classes for a text from the cookie; anything unknown is left out."""
    said = request.COOKIES.get(READING_COOKIE, "").split(".")
    known = {value for values in READING.values() for value in values}
    return " ".join(one for one in said if one in known)


def address(place: Place, unit: Unit | None) -> str:
    if unit is None:
        return reverse("courses:course", args=[place.course.name])
    return reverse("courses:unit", args=[place.course.name, unit.name])
