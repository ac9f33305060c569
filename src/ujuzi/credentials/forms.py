"""Forms of credentials."""

import uuid

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ujuzi.core import wording

_LETTERS = 150


def plain(name: str) -> str:
    """Without signs that nobody sees: a name that reads otherwise than it is written proves nothing."""
    kept = "".join(sign for sign in name if sign.isprintable() or sign.isspace() or sign in "\u200c\u200d")
    return " ".join(kept.split())


class Claim(forms.Form):
    """The name as its holder wants it on the certificate, and the certificate's language."""

    name = forms.CharField(
        label=_("Your name on the certificate"),
        max_length=_LETTERS,
        help_text=_("As it stands in your papers, in any script. You can correct it later."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the certificate"))

    def __init__(self, data: object, *, languages: list[str], initial: dict[str, str]) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        self.fields["language"].choices = [(tag, wording.own_name(tag)) for tag in languages]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name = plain(self.cleaned_data["name"])
        if not any(sign.isalpha() for sign in name):
            raise ValidationError(_("A name has letters."), code="no-letters")
        return name


def languages(titles: dict[str, str]) -> list[str]:
    """Of an achievement's languages those in which the hub can write a certificate, as tags of the achievement."""
    spoken = {code.lower() for code, _name in settings.LANGUAGES}
    return [tag for tag, text in titles.items() if text and tag.lower() in spoken]


class Verify(forms.Form):
    """What somebody hands over to be verified."""

    file = forms.FileField(label=_("A file or a photograph"), required=False)
    text = forms.CharField(
        label=_("Or text"),
        required=False,
        max_length=1_000_000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, object]:
        found = super().clean() or {}
        if not found.get("file") and not found.get("text"):
            raise ValidationError(_("Choose a file or paste the certificate's text."), code="nothing")
        return found


class Revoke(forms.Form):
    """Why a credential or award is taken back: its holder reads it."""

    reason = forms.CharField(label=_("Reason"), max_length=500, min_length=10)


def uuid_or_nothing(text: str) -> str:
    """A UUID as it is usually written, or ""."""
    try:
        return str(uuid.UUID(text)) if len(text) == 36 else ""
    except ValueError:
        return ""


class Award(forms.Form):
    """User names, one a line or with commas between them."""

    people = forms.CharField(
        label=_("User names"),
        help_text=_("One a line, up to 500."),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr", "spellcheck": "false"}),
    )

    def clean_people(self) -> list[str]:
        text = self.cleaned_data["people"].replace(",", "\n")
        names = list(dict.fromkeys(line.strip().lower() for line in text.splitlines() if line.strip()))
        if len(names) > 500:
            raise ValidationError(_("More than 500 at once."), code="too-many")
        return names
