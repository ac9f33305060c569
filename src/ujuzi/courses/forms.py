"""Forms of authors."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.vocabulary import codes
from ujuzi.core import wording
from ujuzi.courses.text.heads import LANGUAGE

LEVELS = [("beginner", _("Beginner")), ("intermediate", _("Intermediate")), ("advanced", _("Advanced"))]
_ONE_A_LINE = _("One on each line.")


def _language(value: Any) -> None:
    if not LANGUAGE.fullmatch(str(value)):
        raise forms.ValidationError(_("This is not a language tag, such as en, sw or zh-Hans."))


class NewCourse(forms.Form):
    """A course from nothing."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.CharField(
        label=_("Language that you write in"),
        max_length=12,
        help_text=_("Its tag, such as en, fr, ar or sw. Other languages can follow as translations."),
        validators=[_language],
    )
    owner = forms.ChoiceField(label=_("For whom"), choices=[])

    def __init__(self, *arguments: Any, owners: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = owners


class NewUnit(forms.Form):
    """A lesson or quiz at the end of a module."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("lesson", _("Lesson")), ("quiz", _("Quiz"))])
    module = forms.ChoiceField(label=_("In which part of the course"), required=False, choices=[])

    def __init__(self, *arguments: Any, modules: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        field = self.fields["module"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*modules, ("", _("a new part, with the same title"))]


class Settings(forms.Form):
    """What course.toml says, for one language of its texts."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("Summary"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What a learner will be able to do, in two sentences."),
    )
    outcomes = forms.CharField(
        label=_("What learners will be able to do"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_ONE_A_LINE,
    )
    authors = forms.CharField(
        label=_("Authors"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_ONE_A_LINE
    )
    licence = forms.CharField(
        label=_("Licence"), max_length=200, help_text=_("Such as CC-BY-4.0, or the address of the licence.")
    )
    level = forms.ChoiceField(label=_("Level"), choices=LEVELS)
    minutes = forms.IntegerField(
        label=_("Minutes that an average learner needs for everything"), min_value=1, max_value=60_000
    )
    audiences = forms.MultipleChoiceField(
        label=_("Made for"), choices=[], widget=forms.CheckboxSelectMultiple
    )
    subjects = forms.MultipleChoiceField(label=_("Subjects"), choices=[], widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for name, known in (("audiences", codes.AUDIENCES), ("subjects", codes.SUBJECTS)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = list(known.items())

    @staticmethod
    def first(values: dict[str, Any], language: str) -> dict[str, Any]:
        """What the form shows at first, from course.toml."""

        def said(key: str) -> Any:
            table = values.get(key)
            return table.get(language, "") if isinstance(table, dict) else ""

        lists: dict[str, Any] = {
            key: values.get(key) if isinstance(values.get(key), list) else []
            for key in ("authors", "audiences", "subjects")
        }
        return {
            "title": said("title"),
            "summary": said("summary"),
            "outcomes": "\n".join(map(str, said("outcomes") or [])),
            "authors": "\n".join(map(str, lists["authors"] or [])),
            "audiences": lists["audiences"],
            "subjects": lists["subjects"],
            "licence": values.get("licence", ""),
            "level": values.get("level", "beginner"),
            "minutes": values.get("minutes", 30),
        }

    def values(self, language: str) -> dict[str, Any]:
        """For course.toml."""
        found = self.cleaned_data

        def lines(key: str) -> list[str]:
            return [line.strip() for line in found[key].splitlines() if line.strip()]

        return {
            "title": {language: found["title"]},
            "summary": {language: " ".join(found["summary"].split())},
            "outcomes": {language: lines("outcomes")},
            "authors": lines("authors"),
            "licence": found["licence"],
            "level": found["level"],
            "minutes": found["minutes"],
            "audiences": found["audiences"],
            "subjects": found["subjects"],
        }


class ByHand(forms.Form):
    """A facilitator marks something as done."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("The learner sees it, such as: taken in class on Friday."),
    )


def languages() -> list[tuple[str, str]]:
    """The hub's own languages, to choose from."""
    return [(tag, wording.own_name(tag)) for tag, _name in settings.LANGUAGES]
