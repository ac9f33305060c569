"""Forms for organisations, their members and invitations."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ujuzi.accounts import names
from ujuzi.organisations.models import MemberRole, Organisation


class TextsForm(forms.ModelForm):
    """The public page: a name and a description in each language of the pages, countries, languages, web site."""

    homepage = forms.URLField(label=_("Web site"), required=False, max_length=200, assume_scheme="https")
    countries = forms.MultipleChoiceField(
        label=_("Countries"), required=False, widget=forms.SelectMultiple(attrs={"size": 8})
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you work in"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Organisation
        fields = ["homepage", "countries", "languages"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["countries"].choices = names.country_choices()  # type: ignore[attr-defined]
        self.fields["languages"].choices = names.language_choices()  # type: ignore[attr-defined]
        for code, name in settings.LANGUAGES:
            says = {"lang": code, "dir": "auto"}
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": name},
                required=False,
                max_length=200,
                initial=self.instance.names.get(code, ""),
                widget=forms.TextInput(attrs=says),
            )
            self.fields[f"description_{code}"] = forms.CharField(
                label=_("Description in %(language)s") % {"language": name},
                required=False,
                max_length=4000,
                initial=self.instance.descriptions.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 4, **says}),
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not any(told.get(f"name_{code}") for code, _name in settings.LANGUAGES):
            self.add_error(f"name_{settings.LANGUAGE_CODE}", _("Give the name in at least one language."))
        return told

    def save(self, commit: bool = True) -> Organisation:
        self.instance.names = self._gathered("name", self.instance.names)
        self.instance.descriptions = self._gathered("description", self.instance.descriptions)
        return super().save(commit)

    def _gathered(self, what: str, before: dict[str, str]) -> dict[str, str]:
        """What was typed; texts in languages that have no field here stay as they were."""
        codes = {code for code, _name in settings.LANGUAGES}
        kept = {code: text for code, text in before.items() if code not in codes}
        typed = {code: self.cleaned_data[f"{what}_{code}"] for code in codes}
        return kept | {code: text for code, text in typed.items() if text}


class OrganisationForm(TextsForm):
    """All of it, for the secretariat."""

    class Meta(TextsForm.Meta):
        fields = ["slug", "kind", "is_listed", *TextsForm.Meta.fields]
        labels = {"slug": _("Short name for the address (letters, digits, hyphens)")}

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower()
        if slug in {"manage", "new"}:  # addresses of our own
            raise forms.ValidationError(_("This short name is reserved. Please choose another."))
        return slug


class InvitationForm(forms.Form):
    note = forms.CharField(
        label=_("For whom (only members of your organisation see this)"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, initial=MemberRole.EDITOR)


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=MemberRole.choices)
