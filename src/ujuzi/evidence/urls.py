"""Addresses of completions elsewhere. `urlpatterns` stands under the language, `fixed` outside of it."""

from django.urls import path

from ujuzi.evidence.views import mine, partners, reviewing

app_name = "evidence"
urlpatterns = [
    path("elsewhere/", mine.index, name="mine"),
    path("elsewhere/badge/", mine.badge, name="badge"),
    path("elsewhere/document/", mine.document, name="document"),
    path("elsewhere/<uuid:number>/document/", mine.one_document, name="one_document"),
    path("elsewhere/<uuid:number>/dispute/", mine.dispute, name="dispute"),
    path("elsewhere/<uuid:number>/withdraw/", mine.withdraw, name="withdraw"),
    path("review/proofs/", reviewing.queue, name="queue"),
    path("desk/<slug:slug>/completions/", partners.index, name="partner"),
    path("desk/<slug:slug>/completions/<int:number>/", partners.sheet, name="sheet"),
    path("desk/<slug:slug>/completions/secret/", partners.make_secret, name="make_secret"),
    path(
        "desk/<slug:slug>/completions/secret/<int:number>/revoke/",
        partners.revoke_secret,
        name="revoke_secret",
    ),
]

fixed = [
    path("api/v1/partners/<slug:slug>/completions", partners.hook, name="hook"),
]
