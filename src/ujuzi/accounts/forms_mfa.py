"""Forms of passkeys and the second factor: allauth's, in plainer words."""

from typing import Any

from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as app_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from ujuzi.accounts.forms import Plain

_CODE = {"code": _("Code")}
_NAME = {"name": _("A name for it, to tell it from others")}


class SetUpAppForm(Plain, app_forms.ActivateTOTPForm):
    own_labels = {"code": _("Code that the app shows")}


class CodeForm(Plain, code_forms.AuthenticateForm):
    own_labels = _CODE


class CodeAgainForm(Plain, code_forms.ReauthenticateForm):
    own_labels = _CODE


class AddPasskeyForm(Plain, passkey_forms.AddWebAuthnForm):
    """Every key is a passkey here; the script asks the device for one that checks who holds it."""

    own_labels = _NAME

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = "on"


class FirstPasskeyForm(Plain, passkey_forms.SignupWebAuthnForm):
    own_labels = _NAME


class RenamePasskeyForm(Plain, passkey_forms.EditWebAuthnForm):
    own_labels = _NAME
