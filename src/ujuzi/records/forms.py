"""Forms of the pages about learner records."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ujuzi.records.models.credentials import Scope
from ujuzi.records.operations import credentials
from ujuzi.standards.xapi import queries
from ujuzi.standards.xapi.errors import Broken
from ujuzi.standards.xapi.queries import Query

_LTR = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}


class SearchForm(forms.Form):
    """The filters of the xAPI query, with their names there."""

    asks = True  # there is nothing to save, so its errors do not speak of it
    agent = forms.CharField(
        label=_("Person"),
        help_text=_("An e-mail address, or an Agent as JSON."),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs=_LTR),
    )
    verb = forms.CharField(
        label=_("Verb"), required=False, max_length=2000, widget=forms.TextInput(attrs=_LTR)
    )
    activity = forms.CharField(
        label=_("Activity"), required=False, max_length=2000, widget=forms.TextInput(attrs=_LTR)
    )
    registration = forms.CharField(
        label=_("Registration"), required=False, max_length=36, widget=forms.TextInput(attrs=_LTR)
    )
    since = forms.DateField(
        label=_("Stored since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Stored before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    related_agents = forms.BooleanField(label=_("Wherever the person is mentioned"), required=False)
    related_activities = forms.BooleanField(label=_("Wherever the activity is mentioned"), required=False)
    ascending = forms.BooleanField(label=_("Oldest first"), required=False)

    def query(self, limit: int) -> Query | None:
        """None when a filter is wrong; the error then stands at its field."""
        if not self.is_valid():
            return None
        try:
            return queries.parse(self._parameters(limit), "2.0")
        except Broken as error:
            field = str(error.steps[-1]) if error.steps else ""
            self.add_error(field if field in self.fields else None, _wrong(field))
        return None

    def _parameters(self, limit: int) -> dict[str, str]:
        told: dict[str, Any] = self.cleaned_data
        out = {name: told[name] for name in ("verb", "activity", "registration") if told[name]}
        if told["agent"]:
            out["agent"] = _agent(told["agent"])
        for name in ("since", "until"):
            if told[name]:
                out[name] = f"{told[name].isoformat()}T00:00:00Z"
        for name in ("related_agents", "related_activities", "ascending"):
            if told[name]:
                out[name] = "true"
        return out | {"limit": str(limit)}


def _agent(text: str) -> str:
    text = text.strip()
    return text if text.startswith("{") else json.dumps({"mbox": f"mailto:{text.removeprefix('mailto:')}"})


def _wrong(field: str) -> Any:
    return {
        "agent": _("This is neither an e-mail address nor an Agent as JSON."),
        "verb": _("A verb is an address such as http://adlnet.gov/expapi/verbs/completed."),
        "activity": _("An activity is an address such as https://lms.example/course/1."),
        "registration": _("A registration looks like 3e686827-aa46-4f38-998b-3d32124b2cf4."),
    }.get(field, _("This filter cannot be used."))


class KeyForm(forms.Form):
    """A new key. The hub's own keys may have every scope, an organisation's those that concern itself."""

    name = forms.CharField(
        label=_("For which tool"), max_length=80, help_text=_("Such as the name of your learning platform.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple, initial=list(credentials.USUAL)
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = Scope if own else credentials.PARTNERS
        self.fields["scopes"].choices = [(scope.value, scope.label) for scope in allowed]  # type: ignore[attr-defined]
