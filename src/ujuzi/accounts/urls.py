"""Addresses of sign-in and account. `urlpatterns` stands under the language, `fixed` outside of it."""

from allauth import urls as allauth_urls
from allauth.account import views as account_views
from allauth.mfa.webauthn import views as webauthn_views
from django.urls import include, path

from ujuzi.accounts import views, views_recover

own = [
    path("", views.account, name="account"),
    path("consent/", views.consent, name="consent"),
    path("data/", views.data, name="data"),
    path("data/download/", views.download, name="download"),
    path("data/delete/", views.erase, name="erase"),
    path("recovery-words/", views.recovery_words, name="recovery_words"),
    path("second-factor/", views.staff_mfa, name="staff_mfa"),
    path("forgot/", views_recover.forgot, name="forgot"),
    path("forgot/words/", views_recover.recover, name="recover"),
]

urlpatterns = [
    path("privacy/", views.what_we_store, name="privacy"),
    path("account/", include((own, "accounts"))),
    path("account/", include("allauth.account.urls")),
    # allauth has these two only with its switch that asks for an e-mail address, see config/sign_in.py.
    path("account/signup/passkey/", account_views.signup_by_passkey, name="account_signup_by_passkey"),
    path("account/2fa/webauthn/signup/", webauthn_views.signup_webauthn, name="mfa_signup_webauthn"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/3rdparty/", include("allauth.socialaccount.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]

# An OpenID Connect provider knows one address of return: it must not change with the language.
fixed = [path("account/", include(allauth_urls.build_provider_urlpatterns()))]
