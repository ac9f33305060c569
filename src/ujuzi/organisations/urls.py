"""Addresses of organisations, their members and invitations."""

from django.urls import path

from ujuzi.organisations import views, views_members

app_name = "organisations"
urlpatterns = [
    path("organisations/manage/", views.manage, name="manage"),
    path("organisations/new/", views.new, name="new"),
    path("organisations/<slug:slug>/", views.public, name="public"),
    path("organisations/<slug:slug>/edit/", views.edit, name="edit"),
    path("organisations/<slug:slug>/members/", views_members.members, name="members"),
    path("organisations/<slug:slug>/members/invite/", views_members.invite, name="invite"),
    path(
        "organisations/<slug:slug>/members/<int:number>/role/", views_members.change_role, name="change_role"
    ),
    path("organisations/<slug:slug>/members/<int:number>/remove/", views_members.remove, name="remove"),
    path("organisations/<slug:slug>/invitations/<int:number>/revoke/", views_members.revoke, name="revoke"),
    path("invitations/<str:secret>/", views_members.invitation, name="invitation"),
]
