"""How people sign in: settings for django-allauth, from the environment. `config/settings.py` takes all of it.

docs/accounts.md says what each choice is for.
"""

import urllib.parse
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from ujuzi.config import env

STAFF_MFA = env.flag(
    "UJUZI_STAFF_MFA",
    True,
    "Reviewers, secretariat and operators must use a passkey or an authenticator app.",
)


def openid_providers() -> list[dict[str, Any]]:
    """allauth's APPS for each UJUZI_OIDC*_ISSUER that is set."""
    found = []
    for number in ("", "_2", "_3"):
        which = {"": "An", "_2": "A second", "_3": "A third"}[number]
        issuer = env.text(
            f"UJUZI_OIDC{number}_ISSUER", "", f"{which} OpenID Connect provider: its issuer (https)."
        )
        client = env.text(f"UJUZI_OIDC{number}_CLIENT_ID", "", "The hub's client id there.")
        secret = env.text(f"UJUZI_OIDC{number}_SECRET", "", "The hub's client secret there.")
        name = env.text(f"UJUZI_OIDC{number}_NAME", "", "Its name on the sign-in button.")
        if not issuer:
            continue
        if not client:
            raise ImproperlyConfigured(f"UJUZI_OIDC{number}_ISSUER needs UJUZI_OIDC{number}_CLIENT_ID")
        found.append(
            {
                "provider_id": f"sso{number.replace('_', '-')}",  # part of the redirect address
                "name": name or urllib.parse.urlsplit(issuer).hostname,
                "client_id": client,
                "secret": secret,
                "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
            }
        )
    return found


# allauth's backend derives from Django's; a second one would only hash each wrong passphrase twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "display_name", "email")}),
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:account"

ACCOUNT_ADAPTER = "ujuzi.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_USERNAME_VALIDATORS = "ujuzi.accounts.names.VALIDATORS"
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
# "strict": an address somebody else has not proved to own says nothing, not even on sign-up.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None  # asked on the page, and off unless ticked: many devices are shared
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "ujuzi.accounts.forms.LoginForm",
    "signup": "ujuzi.accounts.forms.SignupForm",
    "change_password": "ujuzi.accounts.forms.ChangePassphraseForm",
    "set_password": "ujuzi.accounts.forms.SetPassphraseForm",
    "reset_password_from_key": "ujuzi.accounts.forms.ResetPassphraseKeyForm",
    "reset_password": "ujuzi.accounts.forms.RequestResetForm",
    "request_login_code": "ujuzi.accounts.forms.RequestCodeForm",
    "reauthenticate": "ujuzi.accounts.forms.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {
    "signup": "20/h/ip",
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "10/m/ip,3/10m/key",
    "reset_password": "10/m/ip,3/10m/key",
    "recover": "10/m/ip,5/15m/key",  # our own page: recovery words
    "verify": "120/m/ip",  # verifying credentials: a classroom behind one address
    "evidence": "30/m/user",  # handing in proofs
    "invitation": "20/m/ip",  # our own page: guessing an invitation's secret
}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "ujuzi.accounts.adapters.MfaAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
# allauth's own switch for signing up with a passkey insists on an e-mail address; ours
# (accounts.views_sign_up) does not, so that switch stays off.
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "activate_totp": "ujuzi.accounts.forms_mfa.SetUpAppForm",
    "authenticate": "ujuzi.accounts.forms_mfa.CodeForm",
    "reauthenticate": "ujuzi.accounts.forms_mfa.CodeAgainForm",
    "add_webauthn": "ujuzi.accounts.forms_mfa.AddPasskeyForm",
    "signup_webauthn": "ujuzi.accounts.forms_mfa.FirstPasskeyForm",
    "edit_webauthn": "ujuzi.accounts.forms_mfa.RenamePasskeyForm",
}
MFA_TOTP_TOLERANCE = 1  # clocks of old phones

SOCIALACCOUNT_ADAPTER = "ujuzi.accounts.adapters.SocialAdapter"
_providers = openid_providers()
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": _providers}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "oidc"
# Where the sign-in buttons lead: a Content-Security-Policy must allow them in form-action.
OPENID_ORIGINS = sorted(
    {
        "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(app["settings"]["server_url"]))
        for app in _providers
    }
)
