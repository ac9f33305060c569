"""The operator's view of people. Roles and whether an account is open can be changed; nobody's secrets can be seen."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest

from ujuzi.accounts.models import Consent, Person

# The admin has no sign-in page of its own: ours has the rate limits and the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
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


@admin.register(Consent)
class ConsentAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["person", "purpose", "version", "given_at", "withdrawn_at"]
    list_filter = ["purpose", "version", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["person"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False
