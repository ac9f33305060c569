"""Forms of sign-in and account. allauth's own, in plainer words, and a few of ours."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from ujuzi.accounts import consents, names
from ujuzi.accounts.models import Person

_PASSPHRASE_HELP = _("At least 10 characters. Several words that only you would put together are best.")
LABELS = {
    "login": _("User name"),
    "username": _("User name"),
    "password": _("Passphrase"),
    "password1": _("Passphrase"),
    "password2": _("Passphrase once more"),
    "oldpassword": _("Present passphrase"),
    "email": _("E-mail address"),
    "remember": _("Stay signed in on this device for two weeks"),
}
HELP = {
    "password1": _PASSPHRASE_HELP,
    "password": "",
    "remember": _("Leave this off on a device that others use too."),
}


class Plain:
    """Puts our labels and help on allauth's fields; a placeholder is no label, so there are none."""

    own_labels: dict[str, Any] = {}
    own_help: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if label := self.own_labels.get(name) or LABELS.get(name):
                field.label = label
            field.help_text = self.own_help.get(name, HELP.get(name, field.help_text))


class LoginForm(Plain, allauth_forms.LoginForm):
    pass


class SignupForm(Plain, allauth_forms.SignupForm):
    """A name and a passphrase; an e-mail address only if she likes. With a passkey, a name alone."""

    field_order = ["username", "password1", "email"]
    own_help = {
        "username": _("Any name: it need not be your real one. You sign in with it."),
        "email": _("Helps you back in if you forget your passphrase. We send nothing else unless you ask."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by_passkey:
            # An unfinished passkey sign-up must leave nothing behind but a name that becomes free again.
            del self.fields["email"]


class ChangePassphraseForm(Plain, allauth_forms.ChangePasswordForm):
    own_labels = {"password1": _("New passphrase"), "password2": _("New passphrase once more")}


class SetPassphraseForm(Plain, allauth_forms.SetPasswordForm):
    pass


class ResetPassphraseKeyForm(Plain, allauth_forms.ResetPasswordKeyForm):
    own_labels = {"password1": _("New passphrase"), "password2": _("New passphrase once more")}


class ReauthenticateForm(Plain, allauth_forms.ReauthenticateForm):
    pass


class RequestResetForm(Plain, allauth_forms.ResetPasswordForm):
    pass


class RequestCodeForm(Plain, allauth_forms.RequestLoginCodeForm):
    """Codes go to confirmed addresses only.

    Otherwise somebody could open an account with another's address and wait for her to sign in to it by code.
    """

    _user: Any

    def clean_email(self) -> str:
        email = super().clean_email()
        confirmed = EmailAddress.objects.filter(email=email, verified=True)
        if self._user and not confirmed.filter(user=self._user).exists():
            self._user = None
        return email


class RecoverForm(forms.Form):
    """A name, the words on paper, and a new passphrase."""

    username = forms.CharField(
        label=_("User name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    recovery_words = forms.CharField(
        label=_("Your five recovery words"),
        help_text=_("Capitals, spaces and hyphens do not matter."),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    passphrase = forms.CharField(
        label=_("New passphrase"),
        help_text=_PASSPHRASE_HELP,
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    drop_keys = forms.BooleanField(
        label=_("I have also lost the device with my passkey or authenticator app: remove them"),
        required=False,
    )

    def clean_passphrase(self) -> str:
        # Checked against what was typed, not against the account, so that it says nothing about whether there is one.
        typed = Person(username=self.cleaned_data.get("username", ""))
        password_validation.validate_password(self.cleaned_data["passphrase"], typed)
        return self.cleaned_data["passphrase"]


class AccountForm(forms.ModelForm):
    """What she tells about herself."""

    language = forms.ChoiceField(label=_("Language of the pages"), required=False)
    learning_languages = forms.MultipleChoiceField(
        label=_("Languages you learn in"),
        help_text=_("Courses in these languages come first."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Person
        fields = ["display_name", "language", "learning_languages"]
        labels = {"display_name": _("Name shown to others")}
        help_texts = {
            "display_name": _("For example on a certificate, or to the members of your organisation.")
        }
        widgets = {"display_name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("As the browser asks")), *settings.LANGUAGES]  # type: ignore[attr-defined]
        self.fields["learning_languages"].choices = names.language_choices()  # type: ignore[attr-defined]


class ConsentForm(forms.Form):
    """One box per purpose; ticked is what stands now."""

    def __init__(self, *args: Any, given: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose in consents.PURPOSES.values():
            self.fields[purpose.key] = forms.BooleanField(
                label=str(purpose.question),
                help_text=str(purpose.text),
                required=False,
                initial=purpose.key in given,
            )


class EraseForm(forms.Form):
    """Typing one's own name is slow on purpose."""

    username = forms.CharField(
        label=_("Type your user name to confirm"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_username(self) -> str:
        typed = self.cleaned_data["username"].strip().lower()
        if typed != self.person.username:
            raise forms.ValidationError(_("This is not your user name. Nothing was deleted."))
        return typed
