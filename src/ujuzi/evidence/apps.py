"""Wiring of the evidence app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "ujuzi.evidence"
    verbose_name = _("Completions elsewhere")

    def ready(self) -> None:
        from ujuzi.accounts import portability
        from ujuzi.evidence import privacy
        from ujuzi.evidence.lti import privacy as lti_privacy
        from ujuzi.evidence.lti.operations import people as lti_people
        from ujuzi.evidence.operations import counting, partners, people
        from ujuzi.records import followers

        followers.follow(partners.NAME, partners.handle, reset=partners.reset)
        followers.follow(counting.NAME, counting.handle, reset=counting.reset)
        portability.register("evidence", people.export_person, people.erase_person)
        portability.register("lti", lti_people.export_person, lti_people.erase_person)
        privacy.declare_all()
        lti_privacy.declare_all()
