"""The operator's view of organisations, members and invitations."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from ujuzi.organisations.models import Invitation, Membership, Organisation


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ["person"]
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["slug", "name", "kind", "is_listed", "created_at"]
    list_filter = ["kind", "is_listed"]
    search_fields = ["slug", "names"]
    readonly_fields = ["created_at"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = [MembershipInline]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ["person", "organisation", "role", "since"]
    list_filter = ["role"]
    list_select_related = ["person", "organisation"]
    search_fields = ["person__username", "organisation__slug"]
    autocomplete_fields = ["person", "organisation"]


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """To see, not to make: the secret is shown only on the organisation's own page."""

    list_display = ["organisation", "role", "note", "created_at", "expires_at", "accepted_at", "revoked_at"]
    list_select_related = ["organisation"]
    exclude = ["secret_hash"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False
