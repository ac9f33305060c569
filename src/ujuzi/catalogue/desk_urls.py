"""Addresses of the desks: partners' and reviewers'."""

from django.urls import path

from ujuzi.catalogue.views import desk, desk_feeds

app_name = "desk"
urlpatterns = [
    path("desk/", desk.index, name="index"),
    path("desk/<slug:slug>/", desk.overview, name="overview"),
    path("desk/<slug:slug>/feeds/new/", desk_feeds.new, name="feed-new"),
    path("desk/<slug:slug>/feeds/<int:pk>/", desk_feeds.feed, name="feed"),
    path("desk/<slug:slug>/feeds/<int:pk>/try/", desk_feeds.try_out, name="feed-try"),
    path("desk/<slug:slug>/feeds/<int:pk>/columns/", desk_feeds.columns, name="feed-columns"),
    path("desk/<slug:slug>/feeds/<int:pk>/harvest/", desk_feeds.harvest_now, name="feed-harvest"),
    path("desk/<slug:slug>/harvests/<int:pk>/", desk.harvest, name="harvest"),
    path("desk/<slug:slug>/harvests/<int:pk>/stop/", desk.stop_harvest, name="harvest-stop"),
    path("desk/<slug:slug>/quarantine/", desk.quarantine, name="quarantine"),
    path("desk/<slug:slug>/quarantine/<int:pk>/", desk.decide_quarantine, name="quarantine-decide"),
    path("desk/<slug:slug>/resources/", desk.resource_list, name="resources"),
    path("desk/<slug:slug>/resources/new/", desk.new_resource, name="resource-new"),
    path("desk/<slug:slug>/resources/<int:pk>/", desk.resource, name="resource"),
    path("desk/<slug:slug>/resources/<int:pk>/uncorrect/", desk.uncorrect, name="uncorrect"),
]
