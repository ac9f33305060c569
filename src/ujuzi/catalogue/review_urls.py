"""Addresses of the reviewer's desk."""

from django.urls import path

from ujuzi.catalogue.views import reviewing

app_name = "review"
urlpatterns = [
    path("review/", reviewing.queue, name="queue"),
    path("review/<int:pk>/", reviewing.edition, name="edition"),
    path("review/<int:pk>/decide/", reviewing.decide, name="decide"),
    path("review/pairs/", reviewing.pairs, name="pairs"),
    path("review/pairs/<int:pk>/", reviewing.decide_pair, name="decide-pair"),
    path("review/audit/", reviewing.audit, name="audit"),
]
