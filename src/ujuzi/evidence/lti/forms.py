"""Forms about tools: what a partner registers, its links, and what a learner lets a tool know."""

import json
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ujuzi.evidence import activities
from ujuzi.evidence.lti.operations import tool_keys
from ujuzi.evidence.models import ResourceLink, Tool
from ujuzi.standards.lti import reading
from ujuzi.standards.lti.problems import LtiError

_CODE = {"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}
MOST_ADDRESSES = 20


def checked(value: str) -> str:
    """An address of a tool: https on a real hub, unless the operator allows the host (UJUZI_FETCH_ALLOW)."""
    parts = urlsplit(value)
    if not reading.is_address(value) or "@" in parts.netloc or ";" in parts.netloc or "," in parts.netloc:
        raise ValidationError(_("This is not a whole web address."), code="address")
    allowed = {parts.hostname, parts.netloc} & set(settings.FETCH_ALLOW)
    if settings.PRODUCTION and parts.scheme != "https" and not allowed:
        raise ValidationError(_("The address must begin with https://."), code="https")
    return value


class Address(forms.CharField):
    """An absolute address, kept letter by letter: tools compare it so."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.URLInput(attrs=_CODE))
        super().__init__(max_length=2000, **kwargs)

    def clean(self, value: Any) -> str:
        said = str(super().clean(value) or "")
        return checked(said) if said else ""


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs=_CODE | {"rows": rows})


class ToolForm(forms.Form):
    """What the makers of a tool say about it."""

    name = forms.CharField(label=_("Name of the tool"), max_length=120)
    login_url = Address(
        label=_("Login address"),
        help_text=_("The tool's makers call it login initiation URL or OIDC login URL."),
    )
    launch_url = Address(
        label=_("Launch address"),
        help_text=_("Also called target link URI. It is opened when a link has no address of its own."),
    )
    redirect_uris = forms.CharField(
        label=_("Redirect addresses"),
        required=False,
        help_text=_(
            "One a line, letter by letter as the tool sends them. Empty: the launch address only. Also put here the addresses to which the tool leads on at once."
        ),
        widget=_lines(3),
    )
    deep_link_url = Address(
        label=_("Address for choosing content"),
        required=False,
        help_text=_("Also called deep linking URL. Empty: the launch address."),
    )
    jwks_url = Address(
        label=_("Address of the tool's public keys"),
        required=False,
        help_text=_("Also called JWKS URL. With it the tool can change its keys without you."),
    )
    jwks = forms.CharField(
        label=_("Or the public keys themselves"),
        required=False,
        max_length=tool_keys.MOST_BYTES,
        help_text=_("A key set (JWKS) as JSON."),
        widget=_lines(4),
    )

    def clean_redirect_uris(self) -> list[str]:
        found = list(dict.fromkeys(self.cleaned_data["redirect_uris"].split()))
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(_("More than 20 addresses."), code="too-many")
        return [checked(one) for one in found]

    def clean_jwks(self) -> dict[str, Any]:
        said = self.cleaned_data["jwks"].strip()
        try:
            return tool_keys.parse(said) if said else {}
        except LtiError as error:
            raise ValidationError(
                _("These keys cannot be used: the hub needs a key set with a public RSA or EC key."),
                code="keys",
            ) from error

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "jwks" in found and "jwks_url" in found and bool(found["jwks"]) == bool(found["jwks_url"]):
            raise ValidationError(
                _("Give either the address of the public keys or the keys themselves."), code="keys"
            )
        if not found.get("redirect_uris") and found.get("launch_url"):
            found["redirect_uris"] = [found["launch_url"]]
        return found


def shown(tool: Tool) -> dict[str, Any]:
    """A tool as its form shows it."""
    plain = {
        name: getattr(tool, name) for name in ("name", "login_url", "launch_url", "deep_link_url", "jwks_url")
    }
    pasted = json.dumps(tool.jwks) if tool.jwks and not tool.jwks_url else ""
    return plain | {"redirect_uris": "\n".join(tool.redirect_uris), "jwks": pasted}


class LinkForm(forms.ModelForm):
    """A link as learners see it, and what is completed by it."""

    url = Address(
        label=_("Address in the tool"), required=False, help_text=_("Empty: the tool's launch address.")
    )
    activity = Address(
        label=_("Address of the course"),
        required=False,
        help_text=_(
            "As it is in the catalogue, so that a completion counts for that course. Empty: for this link."
        ),
    )
    custom = forms.CharField(
        label=_("Custom parameters"),
        required=False,
        max_length=10_000,
        help_text=_("One a line, as name=value, if the tool asks for them."),
        widget=_lines(3),
    )

    class Meta:
        model = ResourceLink
        fields = ("title", "text", "url", "activity", "custom", "is_published")
        labels = {"text": _("What it is, in a sentence"), "is_published": _("Learners may open it")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        custom = self.initial.get("custom") or {}
        self.initial["custom"] = "\n".join(f"{name}={value}" for name, value in custom.items())

    def clean_activity(self) -> str:
        said = str(self.cleaned_data["activity"])
        try:
            return activities.canonical(said) if said else ""
        except activities.Hosted as error:
            raise ValidationError(
                _("This course is on the hub itself, which knows by itself who completes it."), code="hosted"
            ) from error

    def clean_custom(self) -> dict[str, str]:
        lines = [line.strip() for line in self.cleaned_data["custom"].splitlines() if line.strip()]
        pairs = [line.partition("=") for line in lines]
        if any(not sign or not name.strip() for name, sign, _value in pairs) or len(pairs) > 100:
            raise ValidationError(
                _("Write each parameter as name=value, in a line of its own."), code="pairs"
            )
        return {name.strip(): value.strip() for name, _sign, value in pairs}


class Sharing(forms.Form):
    """Nothing is ticked beforehand. The page writes the boxes itself, with her name and address beside them."""

    name = forms.BooleanField(required=False)
    email = forms.BooleanField(required=False)
