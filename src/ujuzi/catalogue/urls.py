"""Addresses of the catalogue's pages. `urlpatterns` stands under the language, `fixed` outside of it."""

from django.urls import path

from ujuzi.catalogue.views import about, finding, home, interfaces, partners, resources, shelves, syndicated

app_name = "catalogue"
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", finding.find, name="find"),
    path("find/rss", syndicated.rss, name="find_rss"),
    path("find/atom", syndicated.atom, name="find_atom"),
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
    path("about/api/", interfaces.page, name="api"),
    path("about/bot/", about.page, {"name": "bot"}, name="bot"),
]

# The door: sends a first visitor to her language. The harvester's own address, short enough for a User-Agent.
# Lasting names, as the interfaces give them out: they lead to the page in the reader's language.
fixed = [
    path("", home.door, name="door"),
    path("bot", about.bot, name="bot_door"),
    path("api/", interfaces.door, name="api_door"),
    path("robots.txt", about.robots, name="robots"),
    path("id/edition/<int:number>", resources.door, {"kind": "resource"}, name="id_edition"),
    path("id/work/<int:number>", resources.door, {"kind": "work"}, name="id_work"),
]
