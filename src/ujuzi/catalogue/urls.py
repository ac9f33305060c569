"""Addresses of the catalogue's pages. `urlpatterns` stands under the language, `fixed` outside of it."""

from django.urls import path

from ujuzi.catalogue.views import about, home

app_name = "catalogue"
urlpatterns = [
    path("", home.home, name="home"),
    path("about/", about.page, {"name": "about"}, name="about"),
    path("about/ranking/", about.page, {"name": "ranking"}, name="ranking"),
    path("about/accessibility/", about.page, {"name": "accessibility"}, name="accessibility"),
    path("about/bot/", about.page, {"name": "bot"}, name="bot"),
]

# The door: sends a first visitor to her language. The harvester's own address, short enough for a User-Agent.
fixed = [path("", home.door, name="door"), path("bot", about.bot, name="bot_door")]
