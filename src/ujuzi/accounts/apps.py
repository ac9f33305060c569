"""People: sign-in, consent, export and erasure."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ujuzi.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ujuzi.accounts import operations, portability, queries

        portability.register("accounts", queries.export, operations.erase_own)
