"""The operator's view of people. Roles and whether an account is open can be changed; nobody's secrets can be seen."""

from typing import Any

import allauth.mfa.admin
import allauth.socialaccount.admin
import allauth.usersessions.admin  # noqa: F401  (imported so that what it registers can be taken off again)
from allauth.account.decorators import secure_admin_login
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ujuzi.accounts import queries
from ujuzi.accounts.models import Consent, Person, StaffRole

# The admin has no sign-in page of its own: ours has the rate limits and the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Session keys, tokens and keys are nobody's business; providers come from the environment.
admin.site.unregister([UserSession, SocialApp, SocialToken, Authenticator])


class PersonForm(forms.ModelForm):
    """Keeps the hub from losing its last operator."""

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        stays = told.get("staff_role") == StaffRole.OPERATOR and told.get("is_active")
        # A fresh look: `self.instance` already holds the new values.
        before = Person.objects.get(pk=self.instance.pk)
        if not stays and queries.is_last_operator(before):
            raise forms.ValidationError(_("This is the only operator. Give somebody else that role first."))
        return told


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    form = PersonForm
    list_display = ["username", "display_name", "staff_role", "is_active", "date_joined", "last_login"]
    list_filter = ["staff_role", "is_active"]
    search_fields = ["username", "display_name", "email"]
    fields = [
        "username",
        "display_name",
        "email",
        "staff_role",
        "is_active",
        "language",
        "date_joined",
        "last_login",
    ]
    readonly_fields = ["username", "display_name", "email", "language", "date_joined", "last_login"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # people open their accounts themselves; the role is given here afterwards

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return False  # erasing is `operations.erase`, which also ends sessions; closing is `is_active`


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """To take a lost second factor off: deleting is all that can be done."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__username"]
    fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        return False


@admin.register(Consent)
class ConsentAdmin(admin.ModelAdmin):
    list_display = ["person", "purpose", "version", "given_at", "withdrawn_at"]
    list_filter = ["purpose", "version", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["person"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False
