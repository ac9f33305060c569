"""Wiring of the credentials app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CredentialsConfig(AppConfig):
    name = "ujuzi.credentials"
    verbose_name = _("Credentials")

    def ready(self) -> None:
        from ujuzi.accounts import portability
        from ujuzi.credentials import privacy
        from ujuzi.credentials.operations import awarding, people
        from ujuzi.records import followers

        followers.follow(awarding.NAME, awarding.handle, reset=awarding.reset)
        portability.register("credentials", people.export_person, people.erase_person)
        privacy.declare_all()
