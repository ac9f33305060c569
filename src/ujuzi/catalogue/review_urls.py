"""Addresses of the reviewer's desk."""

from django.urls import path

from ujuzi.catalogue.views import reviewing

app_name = "review"
urlpatterns = [
    path("review/", reviewing.queue, name="queue"),
    path("review/pairs/", reviewing.pairs, name="pairs"),
    path("review/pairs/<int:pk>/", reviewing.decide_pair, name="pair"),
    path("review/decisions/", reviewing.decisions, name="decisions"),
    path("review/audit/", reviewing.log, name="audit"),
    path("review/<int:pk>/", reviewing.edition, name="edition"),
    path("review/<int:pk>/decide/", reviewing.decide, name="decide"),
    path("review/<int:pk>/together/", reviewing.together, name="together"),
]
