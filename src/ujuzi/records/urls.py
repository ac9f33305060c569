"""Addresses of the pages about learner records: the hub's, and each organisation's."""

from django.urls import path

from ujuzi.records import views

app_name = "records"
urlpatterns = [
    path("records/", views.index, name="hub-index"),
    path("records/search/", views.search, name="hub-search"),
    path("records/keys/", views.keys, name="hub-keys"),
    path("records/keys/<int:number>/rotate/", views.rotate, name="hub-rotate"),
    path("records/keys/<int:number>/revoke/", views.revoke, name="hub-revoke"),
    path("organisations/<slug:slug>/records/", views.index, name="index"),
    path("organisations/<slug:slug>/records/search/", views.search, name="search"),
    path("organisations/<slug:slug>/records/keys/", views.keys, name="keys"),
    path("organisations/<slug:slug>/records/keys/<int:number>/rotate/", views.rotate, name="rotate"),
    path("organisations/<slug:slug>/records/keys/<int:number>/revoke/", views.revoke, name="revoke"),
]
