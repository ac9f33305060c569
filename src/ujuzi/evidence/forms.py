"""Forms of completions elsewhere."""

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LARGEST = 10_000_000  # bytes of a document
_KINDS = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff")


class Badge(forms.Form):
    """A badge from elsewhere."""

    file = forms.FileField(
        label=_("The badge"), help_text=_("Open Badges 2.0 or 3.0: a picture (PNG, SVG), PDF, JSON or JWT.")
    )


class Document(forms.Form):
    """What a reviewer looks at: a certificate on paper, photographed, or nothing but her word."""

    title = forms.CharField(label=_("Course"), max_length=300)
    address = forms.URLField(
        label=_("Its address on the web"), max_length=500, assume_scheme="https", required=False,
        help_text=_("Helps to see that it is the same course that others completed."),
    )  # fmt: skip
    completed_on = forms.DateField(label=_("Completed on"), widget=forms.DateInput(attrs={"type": "date"}))
    document = forms.FileField(
        label=_("The certificate (PDF, PNG or JPEG)"), required=False,
        help_text=_("Only you and the reviewers see it. Without one it counts as your own word, if a reviewer agrees."),
    )  # fmt: skip

    def clean_completed_on(self) -> datetime:
        day = self.cleaned_data["completed_on"]
        if day > timezone.now().date():
            raise ValidationError(_("This day has not come yet."), code="future")
        return datetime.combine(day, time(12), UTC)

    def clean_document(self) -> Any:
        sent = self.cleaned_data.get("document")
        if not sent:
            return None
        if sent.size > LARGEST:
            raise ValidationError(_("It is larger than 10 MB."), code="too-large")
        head = sent.read(8)
        sent.seek(0)
        if not head.startswith(_KINDS):
            raise ValidationError(_("It is neither PDF nor PNG nor JPEG."), code="kind")
        return sent


class Remark(forms.Form):
    """Why."""

    remark = forms.CharField(label=_("Why?"), max_length=1000, min_length=5)


class Sheet(forms.Form):
    """A partner's sheet of completions."""

    file = forms.FileField(label=_("Sheet"), help_text=_("CSV, XLSX or ODS, up to 20 MB and 100,000 rows."))


class Secret(forms.Form):
    """A webhook's secret."""

    name = forms.CharField(label=_("What sends it?"), max_length=100)
