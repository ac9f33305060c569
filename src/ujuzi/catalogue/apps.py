from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "ujuzi.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ujuzi.catalogue import privacy

        privacy.declare_all()
