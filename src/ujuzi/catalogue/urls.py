"""Addresses of the catalogue's pages. `urlpatterns` stands under the language, `fixed` outside of it."""

from django.urls import path

from ujuzi.catalogue.views import about, finding, home, partners, resources, shelves

app_name = "catalogue"
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", finding.find, name="find"),
    path("resource/<int:number>/", resources.resource, name="resource_short"),
    path("resource/<int:number>/<str:slug>/", resources.resource, name="resource"),
    path("work/<int:number>/", resources.work, name="work"),
    path("partner/", partners.partners, name="partners"),
    path("partner/<slug:slug>/", partners.partner, name="partner"),
    path("subject/", shelves.subjects, name="subjects"),
    path("subject/<slug:code>/", shelves.subject, name="subject"),
    path("language/", shelves.languages, name="languages"),
    path("language/<slug:tag>/", shelves.language, name="language"),
    path("about/", about.page, {"name": "about"}, name="about"),
    path("about/ranking/", about.page, {"name": "ranking"}, name="ranking"),
    path("about/accessibility/", about.page, {"name": "accessibility"}, name="accessibility"),
    path("about/bot/", about.page, {"name": "bot"}, name="bot"),
]

# The door: sends a first visitor to her language. The harvester's own address, short enough for a User-Agent.
fixed = [path("", home.door, name="door"), path("bot", about.bot, name="bot_door")]
