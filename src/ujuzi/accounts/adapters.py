"""Where we differ from django-allauth: what it asks of an adapter, and nothing else."""

import base64
import unicodedata
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ujuzi.accounts import operations, pages
from ujuzi.accounts.models import Person, StaffRole

WAYS = {
    "reauthenticate": _("Use my passphrase"),
    "mfa_reauthenticate": _("Use a code from my app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use my passkey"),
}


# Where the people of each role begin; addresses are known by name, so that this layer needs none above it.
DESKS = {
    StaffRole.REVIEWER: "review:queue",
    StaffRole.SECRETARIAT: "review:queue",
    StaffRole.OPERATOR: "admin:index",
}


def _first_page(person: Any) -> str:
    """Straight to where her work is; learners come to their own page."""
    if page := DESKS.get(person.staff_role):
        return page
    # Memberships belong to ujuzi.organisations, a layer above: known here by the name of the relation only.
    return "desk:index" if person.memberships.exists() else settings.LOGIN_REDIRECT_URL


class AccountAdapter(DefaultAccountAdapter):
    """Passkey sign-up without e-mail, recovery words at the end of a sign-up, plain wording."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "This name and passphrase do not belong together. Please check both."
        ),
        "email_password_mismatch": _("This name and passphrase do not belong together. Please check both."),
        "username_taken": _("Somebody already uses this name. Please choose another."),
        "username_blacklisted": _("This name is reserved. Please choose another."),
        "too_many_login_attempts": _(
            "Too many tries. Nothing is lost: please wait a few minutes, then try again."
        ),
        "incorrect_password": _("This is not your passphrase. Please try again."),
        "enter_current_password": _("This is not your present passphrase. Please try again."),
        "incorrect_code": _("This code is not right, or it is too old. Please try again."),
    }

    def get_login_stages(self) -> list[str]:
        return [*super().get_login_stages(), "allauth.mfa.webauthn.stages.PasskeySignupStage"]

    def clean_username(self, username: str, shallow: bool = False) -> str:
        username = unicodedata.normalize("NFKC", username).lower()
        if not shallow:
            operations.free_name(username, now=timezone.now())
        return super().clean_username(username, shallow=shallow)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        return [way | {"description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """In the language the person chose, which may differ from that of the page she signed in on."""
        with translation.override(getattr(request.user, "language", "") or translation.get_language()):
            return (
                reverse(_first_page(request.user))
                if request.user.is_authenticated
                else reverse("accounts:account")
            )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:account")

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if kwargs["signup"] and not SocialAccount.objects.filter(user=user).exists():
            fresh = operations.make_recovery_words(user, now=timezone.now())
            return pages.recovery_words(request, fresh, next_url=response["Location"], new_account=True)
        return response


class MfaAdapter(DefaultMFAAdapter):
    """Names the hub rather than its host; keeps the secrets of authenticator apps encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it is too old. Please try again."),
    }

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def get_totp_issuer(self) -> str:
        return settings.HUB_NAME

    def get_totp_label(self, user: Person) -> str:
        return user.username

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.HUB_NAME}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        return super().get_public_key_credential_user_entity(user) | {"name": user.username}

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text).decode()


class SocialAdapter(DefaultSocialAccountAdapter):
    """Keeps of another organisation's answer only who it is."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        person = super().populate_user(request, sociallogin, data)
        person.display_name = (data.get("name") or "")[:120]
        return person


def _cipher() -> MultiFernet:
    """Keys drawn from SECRET_KEY and, for reading only, its predecessors."""
    keys = []
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"ujuzi mfa secrets")
        keys.append(Fernet(base64.urlsafe_b64encode(derive.derive(str(secret).encode()))))
    return MultiFernet(keys)
