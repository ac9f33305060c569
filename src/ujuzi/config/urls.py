"""Every address of the hub."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from ujuzi.accounts import urls as accounts_urls
from ujuzi.catalogue import urls as catalogue_urls
from ujuzi.config import health
from ujuzi.courses import urls as courses_urls
from ujuzi.credentials import urls as credentials_urls
from ujuzi.evidence import urls as evidence_urls
from ujuzi.evidence.lti import urls as lti_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("operator/", admin.site.urls),
    path("", include("ujuzi.catalogue.api.urls")),
    path("", include("ujuzi.records.api.urls")),
    *catalogue_urls.fixed,
    *accounts_urls.fixed,
    *courses_urls.fixed,
    *credentials_urls.fixed,
    *evidence_urls.fixed,
    *lti_urls.fixed,
    *i18n_patterns(
        path("", include("ujuzi.catalogue.urls")),
        path("", include("ujuzi.catalogue.desk_urls")),
        path("", include("ujuzi.catalogue.review_urls")),
        path("", include("ujuzi.courses.urls")),
        path("", include("ujuzi.credentials.urls")),
        path("", include("ujuzi.evidence.urls")),
        path("", include("ujuzi.evidence.lti.urls")),
        path("", include("ujuzi.accounts.urls")),
        path("", include("ujuzi.records.urls")),
        path("", include("ujuzi.organisations.urls")),
    ),
]
