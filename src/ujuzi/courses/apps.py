"""Wiring of the courses app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "ujuzi.courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        from ujuzi.accounts import portability
        from ujuzi.catalogue.feeds import hosted
        from ujuzi.courses import privacy
        from ujuzi.courses.operations import people, progress, shelving
        from ujuzi.records import followers

        hosted.offer(shelving.entries)
        followers.follow(progress.NAME, progress.handle, reset=progress.reset)
        portability.register("courses", people.export_person, people.erase_person)
        privacy.declare_all()
