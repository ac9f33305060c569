"""Partner organisations, their members and roles."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "ujuzi.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ujuzi.accounts import portability
        from ujuzi.organisations import operations, privacy, queries

        portability.register("organisations", queries.export, operations.erase)
        privacy.declare_all()
