"""Hosted courses in the catalogue: works like any other, by a feed of the hub's own that is read when a course changes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any

from django.conf import settings

from ujuzi.catalogue.feeds.entry import Entry, Response
from ujuzi.catalogue.models import Feed, Harvest
from ujuzi.catalogue.operations import harvests
from ujuzi.courses import statements
from ujuzi.courses.models import Course
from ujuzi.organisations.models import Kind, Organisation

HOME = "ujuzi"  # the organisation of courses that belong to the hub itself
FORMAT = "hosted"
FEATURES = ("structuralNavigation", "alternativeText", "readingOrder", "MathML", "displayTransformability")
MODES = ("textual",)
HAZARDS = ("none",)


def shelve(organisation: Organisation | None, *, clock: Callable[[], datetime]) -> Harvest:
    """Brings the catalogue to what this organisation hosts here; published at once, because its publication was the decision."""
    owner = organisation or _home()
    feed, _new = Feed.objects.get_or_create(
        organisation=owner,
        format=FORMAT,
        defaults={
            "name": "Courses of this hub",
            "url": f"{settings.ORIGIN}/learn/",
            "is_active": False,
            "options": {"publish": "at-once", "owner": organisation.slug if organisation else ""},
        },
    )
    return harvests.harvest(feed, fetch=_nothing, clock=clock)


def _home() -> Organisation:
    made, _new = Organisation.objects.get_or_create(
        slug=HOME,
        defaults={"names": {"en": settings.HUB_NAME}, "kind": Kind.COALITION, "homepage": settings.ORIGIN},
    )
    return made


def _nothing(*_arguments: Any, **_named: Any) -> Response:
    raise AssertionError("courses of this hub are not fetched")


def entries(options: Mapping[str, Any]) -> Iterator[Entry]:
    """For the feed format `hosted`: one for each course and language."""
    owner = options.get("owner", "")
    found = Course.objects.exclude(published_at=None).select_related("organisation").order_by("name")
    for course in found.filter(organisation__slug=owner) if owner else found.filter(organisation=None):
        for language in course.languages:
            if language in course.titles:
                yield _entry(course, language)


def _entry(course: Course, language: str) -> Entry:
    outcomes = course.outcomes.get(language, [])
    more = "".join(f"<li>{escape(one)}</li>" for one in outcomes)
    summary = course.summaries.get(language) or course.summaries.get(course.source_language, "")
    identifier = statements.course_id(course.name)
    ours = course.version_id is not None  # of partners' packages we do not know who can use them
    return Entry(
        identifier=identifier,
        group=identifier,
        title=course.titles[language],
        url=f"{settings.ORIGIN}/{_page_language(language)}/learn/{course.name}/",
        description=f"<p>{escape(summary)}</p>" + (f"<ul>{more}</ul>" if more else ""),
        languages=(language,),
        kind="Course",
        subjects=tuple(course.subjects),
        levels=(course.level,),
        audiences=tuple(course.audiences),
        duration=f"PT{course.minutes}M" if course.minutes else "",
        licence=course.licence,
        free=True,
        certificate=False,
        account_needed=not ours,
        offline=False,
        size_bytes=course.size,
        publisher=course.organisation.name if course.organisation else settings.HUB_NAME,
        creators=tuple(course.authors),
        published=course.published_at.isoformat() if course.published_at else "",
        modified=course.changed_at.date().isoformat(),
        access_modes=MODES if ours else (),
        access_features=FEATURES if ours else (),
        access_hazards=HAZARDS if ours else (),
        raw=b"{}",
    )


def _page_language(language: str) -> str:
    """The pages' language that is nearest to a text's."""
    known = [code for code, _name in settings.LANGUAGES]
    return next(
        (code for code in known if code == language.lower()),
        next(
            (code for code in known if code.partition("-")[0] == language.partition("-")[0].lower()),
            settings.LANGUAGE_CODE,
        ),
    )
