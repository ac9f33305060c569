from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "ujuzi.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
