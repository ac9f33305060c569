"""The desk of authors: their courses, a course's parts, its settings, versions, review and publication."""

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ujuzi.courses import forms, permissions
from ujuzi.courses.models import Course, Draft, DraftState, Enrolment
from ujuzi.courses.operations import drafting, importing, packaging
from ujuzi.courses.text import naming, shapes
from ujuzi.courses.views import places
from ujuzi.organisations.models import Organisation

View = Callable[..., HttpResponse]
HUB = "-"  # in forms, in place of an organisation's slug


def mine(view: View) -> View:
    """Hands the view the draft of the address, for those who may write it; others get 404."""

    @wraps(view)
    def wrapped(request: HttpRequest, name: str, **more: Any) -> HttpResponse:
        draft = Draft.objects.select_related("organisation", "version").filter(name=name).first()
        if draft is None:
            draft = _begun(request, name)
        if draft is None or not permissions.may_write(request.user, draft.organisation):
            raise Http404
        return view(request, draft, **more)

    return never_cache(login_required(wrapped))


def _begun(request: HttpRequest, name: str) -> Draft | None:
    """The draft of a course that is there without one."""
    course = Course.objects.select_related("organisation", "version").filter(name=name).first()
    if (
        course is None
        or course.version is None
        or not permissions.may_write(request.user, course.organisation)
    ):
        return None
    return drafting.of(course, by=places.me(request), clock=timezone.now)


def owner_of(said: str, person: Any) -> Organisation | None:
    """The organisation that a form names, or the hub; 404 for one that she does not write for."""
    for one in permissions.writes_for(person):
        if said == (one.slug if one is not None else HUB):
            return one
    raise Http404


def owners(person: Any) -> list[tuple[str, str]]:
    return [
        (one.slug, one.name) if one is not None else (HUB, _("the hub itself"))
        for one in permissions.writes_for(person)
    ]


@never_cache
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """All courses of everybody that she writes for."""
    known = permissions.writes_for(request.user)
    if not known:
        raise Http404
    form = forms.NewCourse(
        request.POST or None, owners=owners(request.user), initial={"language": get_language()}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        draft = drafting.begin(
            said["title"],
            said["language"],
            organisation=owner_of(said["owner"], request.user),
            by=places.me(request),
            clock=timezone.now,
        )
        return redirect("courses:write", draft.name)
    return render(request, "courses/write/index.html", {"rows": _rows(request.user, known), "form": form})


def _rows(person: Any, known: list[Organisation | None]) -> list[dict[str, Any]]:
    """Drafts and courses by name, what waits for review first."""
    numbers = [one.pk for one in known if one is not None]

    def of_them(rows: Any) -> list[Any]:
        return [
            one
            for one in rows
            if one.organisation_id in numbers or (one.organisation_id is None and None in known)
        ]

    courses = {one.name: one for one in of_them(Course.objects.select_related("organisation"))}
    drafts = {one.name: one for one in of_them(Draft.objects.select_related("organisation"))}
    rows = [
        {
            "name": name,
            "course": courses.get(name),
            "draft": drafts.get(name),
            "title": _title(courses.get(name), drafts.get(name)),
            "organisation": (courses.get(name) or drafts[name]).organisation,
            "waits": name in drafts and drafts[name].state == DraftState.WAITING,
            "to_release": name in courses
            and courses[name].published_at is None
            and courses[name].version_id is None
            and permissions.may_publish(person, courses[name].organisation),
        }
        for name in sorted({*courses, *drafts})
    ]
    return sorted(rows, key=lambda row: not (row["waits"] or row["to_release"]))


def _title(course: Course | None, draft: Draft | None) -> str:
    if course is not None:
        return course.said("titles", get_language() or "en").text
    assert draft is not None
    titles = drafting.settings_of(draft).get("title")
    return str(next(iter(titles.values()), draft.name)) if isinstance(titles, dict) and titles else draft.name


@mine
def course(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Its parts in order, what is wrong with it, what can be done with it."""
    read, found = drafting.read(draft)
    language = drafting.language_of(draft)
    published = Course.objects.filter(name=draft.name).first()
    paths = list(draft.files)
    modules = [(one, _module_title(draft, one, language)) for one in naming.modules(paths)]
    context = {
        "draft": draft,
        "title": _title(None, draft),
        "language": language,
        "parts": _parts(draft, language, _unit_titles(read, language)),
        "others": sorted(
            path for path in paths if naming.unit_path(path) is None and not path.startswith("figures/")
        ),
        "figures": sorted(path for path in paths if path.startswith("figures/")),
        "digests": draft.files,
        "faults": found.in_order()[:100],
        "published": published,
        "changed": published is None or draft.version is None or draft.files != draft.version.files,
        "versions": published.versions.all()[:20] if published else [],
        "learners": Enrolment.objects.filter(course=published).count() if published else 0,
        "completed": Enrolment.objects.filter(course=published).exclude(completed_at=None).count()
        if published
        else 0,
        "may_publish": permissions.may_publish(request.user, draft.organisation),
        "waits": draft.state == DraftState.WAITING,
        "form": forms.NewUnit(modules=modules),
        "readable": read is not None,
    }
    return render(request, "courses/write/course.html", context)


def _module_title(draft: Draft, module: str, language: str) -> str:
    modules = drafting.settings_of(draft).get("modules")
    titles = modules.get(module, {}).get("title", {}) if isinstance(modules, dict) else {}
    return str(titles.get(language) or module) if isinstance(titles, dict) else module


def _unit_titles(read: shapes.Course | None, language: str) -> dict[str, str]:
    """By name, of those that can be read."""
    units = read.units if read is not None else ()
    return {unit.name: unit.texts[language].title for unit in units if language in unit.texts}


def _parts(draft: Draft, language: str, titles: dict[str, str]) -> list[dict[str, Any]]:
    """Modules with their units, each with its file in every language."""
    parts = []
    for module, units in groupby(naming.units(draft.files), key=lambda one: one.module):
        rows: dict[str, dict[str, Any]] = {}
        for one in units:
            row = rows.setdefault(
                one.name,
                {
                    "name": one.name,
                    "title": titles.get(one.name) or one.name,
                    "is_quiz": one.is_quiz,
                    "others": [],
                },
            )
            if one.language == language:
                row["path"] = one.path
            else:
                row["others"].append((one.language, one.path))
        parts.append({"title": _module_title(draft, module, language), "units": list(rows.values())})
    return parts


@mine
def settings(request: HttpRequest, draft: Draft) -> HttpResponse:
    """course.toml as a form, for one language."""
    language = request.GET.get("in") or drafting.language_of(draft)
    values = drafting.settings_of(draft)
    form = forms.Settings(request.POST or None, initial=forms.Settings.first(values, language))
    if request.method == "POST" and form.is_valid():
        drafting.set_up(draft, form.values(language), by=places.me(request), clock=timezone.now)
        messages.success(request, _("Saved."))
        return redirect("courses:write", draft.name)
    return render(
        request,
        "courses/write/settings.html",
        {"draft": draft, "form": form, "language": language, "title": _title(None, draft)},
    )


@mine
@require_POST
def add(request: HttpRequest, draft: Draft) -> HttpResponse:
    modules = [(one, one) for one in naming.modules(draft.files)]
    form = forms.NewUnit(request.POST, modules=modules)
    if not form.is_valid():
        messages.error(request, _("A lesson or quiz needs a title."))
        return redirect("courses:write", draft.name)
    said = form.cleaned_data
    path = drafting.add_unit(
        draft,
        said["title"],
        quiz=said["kind"] == "quiz",
        module=said["module"],
        by=places.me(request),
        clock=timezone.now,
    )
    return redirect("courses:write_file", draft.name, path)


@mine
@require_POST
def change(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Order, removal, a new language of a part; pictures; back to a version."""
    by: dict[str, Any] = {"by": places.me(request), "clock": timezone.now}
    said = request.POST
    if name := said.get("up") or said.get("down"):
        drafting.move(draft, name, down="down" in said, **by)
    elif path := said.get("remove"):
        drafting.remove(draft, path, **by)
        messages.success(request, _("Removed. What was published before stays in its versions."))
    elif path := said.get("translate"):
        return _translated(request, draft, path, by)
    elif number := said.get("version"):
        published = get_object_or_404(Course, name=draft.name)
        version = get_object_or_404(published.versions, number=int(number) if number.isdecimal() else -1)
        drafting.go_back(draft, version, **by)
        messages.success(request, _("The draft is now as that version was."))
    elif "discard" in said:
        return _discarded(request, draft)
    return redirect(f"{reverse('courses:write', args=[draft.name])}#parts")


def _translated(request: HttpRequest, draft: Draft, path: str, by: dict[str, Any]) -> HttpResponse:
    language = request.POST.get("language", "")
    if path not in draft.files or not forms.LANGUAGE.fullmatch(language):
        messages.error(request, _("This is not a language tag, such as en, sw or zh-Hans."))
        return redirect("courses:write", draft.name)
    return redirect("courses:write_file", draft.name, drafting.translate(draft, path, language, **by))


def _discarded(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Only of what is published already: an unpublished draft is all there is of a course."""
    published = Course.objects.filter(name=draft.name).exists()
    if not published and request.POST.get("sure") != draft.name:
        messages.error(request, _("Nothing was thrown away: type the course's name to confirm."))
        return redirect("courses:write", draft.name)
    drafting.discard(draft)
    messages.success(request, _("The draft was thrown away."))
    return redirect("courses:writing")


@mine
@require_POST
def decide(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Send for review, publish, give back."""
    may = permissions.may_publish(request.user, draft.organisation)
    try:
        if "submit" in request.POST:
            drafting.submit(draft, by=places.me(request), clock=timezone.now)
            messages.success(request, _("Sent for review."))
        elif "publish" in request.POST and may:
            drafting.publish(draft, clock=timezone.now)
            messages.success(request, _("Published. Learners in the middle keep their progress."))
        elif "give_back" in request.POST and may:
            drafting.give_back(
                draft, request.POST.get("remark", "").replace("\0", "")[:2000], clock=timezone.now
            )
            messages.success(request, _("Given back to its authors."))
        else:
            raise Http404
    except importing.Faulty:
        messages.error(request, _("There is still something to mend; see the list."))
    except importing.NotYours:
        messages.error(request, _("A course of this name belongs to somebody else."))
    return redirect("courses:write", draft.name)


@never_cache
@login_required
@require_POST
def release(request: HttpRequest, name: str) -> HttpResponse:
    """A package that an editor brought, seen by an owner."""
    course = get_object_or_404(Course.objects.select_related("organisation"), name=name, version=None)
    if not permissions.may_publish(request.user, course.organisation):
        raise Http404
    packaging.release(course, clock=timezone.now)
    messages.success(request, _("Published."))
    return redirect("courses:writing")
