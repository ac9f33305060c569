"""Wiring of the records app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "ujuzi.records"
    verbose_name = _("Learner records")

    def ready(self) -> None:
        from ujuzi.accounts import portability
        from ujuzi.records import followers, privacy
        from ujuzi.records.operations import counting, people

        followers.follow(counting.NAME, counting.handle, reset=counting.reset)
        portability.register("records", people.export_person, people.erase_person)
        privacy.declare_all()
