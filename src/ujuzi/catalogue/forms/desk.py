"""Forms of the partner's desk: a feed, its columns, a resource typed by hand."""

from typing import Any

from babel import Locale
from django import forms
from django.conf import settings
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.feeds import registry
from ujuzi.catalogue.models import CertificateState, Cost, Edition, Feed, Level, Modality, ResourceKind
from ujuzi.catalogue.vocabulary import codes

ACCESS_FEATURES = {
    "captions": _("Captions"),
    "transcript": _("Transcript"),
    "audioDescription": _("Audio description"),
    "signLanguage": _("Sign language"),
    "structuralNavigation": _("Works with a screen reader"),
    "alternativeText": _("Pictures are described"),
    "largePrint": _("Large print"),
}
SHEET_FIELDS = {
    "": _("leave out"),
    "title": _("Title"),
    "description": _("Description"),
    "url": _("Address"),
    "identifier": _("Identifier"),
    "languages": _("Language"),
    "kind": _("Kind"),
    "subjects": _("Subject"),
    "keywords": _("Keywords"),
    "levels": _("Level"),
    "audiences": _("Audience"),
    "duration": _("Duration"),
    "effort": _("Effort"),
    "licence": _("Licence"),
    "free": _("Free of charge"),
    "certificate": _("Certificate"),
    "publisher": _("Publisher"),
    "creators": _("People"),
    "published": _("Published on"),
    "modified": _("Changed on"),
    "access_features": _("Accessibility features"),
    "countries": _("Countries"),
    "size_bytes": _("Size"),
}


def language_choices() -> list[tuple[str, str]]:
    """The languages of courses by their name in the reader's language; the interface languages first."""
    locale = Locale.parse(to_locale(get_language() or "en").replace("_Hans", ""), sep="_")
    first = [code.replace("zh-hans", "zh") for code, _name in settings.LANGUAGES]
    more = [
        "hi",
        "bn",
        "am",
        "ha",
        "id",
        "de",
        "it",
        "ja",
        "ko",
        "my",
        "ne",
        "nl",
        "pl",
        "rw",
        "so",
        "ta",
        "th",
        "tr",
        "uk",
    ]
    more += ["ur", "vi", "yo", "zu"]
    return [("", "—")] + [(code, (locale.languages.get(code) or code)) for code in [*first, *more]]


class AddressForm(forms.Form):
    """Step one of a feed or a resource: only an address."""

    url = forms.URLField(label=_("Address"), max_length=2000, assume_scheme="https")


class FeedForm(forms.Form):
    """A feed: where, in which format, how often."""

    name = forms.CharField(label=_("Name of the feed"), max_length=120)
    url = forms.URLField(label=_("Address"), max_length=2000, assume_scheme="https")
    format = forms.ChoiceField(label=_("Format"), choices=registry.connectable)
    interval_hours = forms.IntegerField(
        label=_("Hours between two harvests"), min_value=1, max_value=24 * 30, initial=24
    )
    set = forms.CharField(
        label=_("Only this set"),
        required=False,
        max_length=200,
        help_text=_("OAI-PMH only; empty reads everything."),
    )
    locales = forms.CharField(
        label=_("Locales"),
        required=False,
        max_length=200,
        help_text=_("For catalogues that answer in one language at a time, for example: en-us fr-fr."),
    )
    is_active = forms.BooleanField(label=_("Harvest on schedule"), required=False, initial=True)

    def options(self) -> dict[str, Any]:
        """What goes into Feed.options; empty fields leave no trace."""
        made: dict[str, Any] = {}
        if text := self.cleaned_data["set"].strip():
            made["set"] = text
        if words := self.cleaned_data["locales"].replace(",", " ").split():
            made["locales"] = words
        return made

    @staticmethod
    def initial_of(feed: Feed) -> dict[str, Any]:
        own = {name: getattr(feed, name) for name in ("name", "url", "format", "interval_hours", "is_active")}
        return own | {
            "set": feed.options.get("set", ""),
            "locales": " ".join(feed.options.get("locales", [])),
        }


class ColumnsForm(forms.Form):
    """Which column of a sheet is what; one select per column of the header."""

    def __init__(self, header: list[str], mapping: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        by_column = {column: field for field, column in mapping.items()}
        for number, column in enumerate(header):
            self.fields[f"column{number}"] = forms.ChoiceField(
                label=column or _("(no name)"),
                choices=list(SHEET_FIELDS.items()),
                required=False,
                initial=by_column.get(column, ""),
            )
        self.header = header

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [value for value in cleaned.values() if value]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(_("Two columns are the same thing. Choose one of them for each."))
        if "title" not in chosen:
            raise forms.ValidationError(_("Say which column holds the title."))
        return cleaned

    def mapping(self) -> dict[str, str]:
        """{entry field: column name}."""
        return {value: self.header[int(name[6:])] for name, value in self.cleaned_data.items() if value}


class ResourceForm(forms.ModelForm):
    """A resource typed by hand, or a correction of a harvested one."""

    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    subjects = forms.MultipleChoiceField(
        label=_("Subjects"),
        choices=list(codes.SUBJECTS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    audiences = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=list(codes.AUDIENCES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    access_features = forms.MultipleChoiceField(
        label=_("Accessibility"),
        choices=list(ACCESS_FEATURES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    size_mb = forms.DecimalField(
        label=_("Size in MB"), min_value=0, max_digits=8, decimal_places=1, required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ResourceKind.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, required=False)
    cost = forms.ChoiceField(label=_("Cost"), choices=Cost.choices, required=False)
    certificate = forms.ChoiceField(label=_("Certificate"), choices=CertificateState.choices, required=False)
    modality = forms.ChoiceField(label=_("Form"), choices=Modality.choices, required=False)

    class Meta:
        model = Edition
        fields = [
            "title",
            "url",
            "language",
            "description",
            "kind",
            "subjects",
            "audiences",
            "level",
            "duration_minutes",
            "cost",
            "certificate",
            "licence",
            "modality",
            "account_needed",
            "works_offline",
            "access_features",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].required = True
        self.fields["url"].assume_scheme = "https"  # type: ignore[attr-defined]
        if self.instance.pk:
            kept = [feature for feature in self.instance.access_features if feature not in ACCESS_FEATURES]
            self.other_features = kept  # what the form does not offer is not lost
            if self.instance.size_bytes:
                self.fields["size_mb"].initial = round(self.instance.size_bytes / 1e6, 1)
            choices = language_choices()
            if self.instance.language not in dict(choices):
                choices.append((self.instance.language, self.instance.language))
            self.fields["language"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """{field of Edition: value}, only what was changed on the form."""
        made = {name: self.cleaned_data[name] for name in self.changed_data if name != "size_mb"}
        if "size_mb" in self.changed_data:
            size = self.cleaned_data["size_mb"]
            made["size_bytes"] = int(size * 1_000_000) if size is not None else None
        if "access_features" in made:
            made["access_features"] = [*made["access_features"], *getattr(self, "other_features", [])]
        return made
