"""Addresses of LTI. `urlpatterns` stands under the language, `fixed` outside of it: tools are set up with those."""

from django.urls import path

from ujuzi.evidence.lti.views import desk, grading, launching, members, published, returning

app_name = "lti"
urlpatterns = [
    path("tools/<uuid:number>/", launching.link, name="link"),
    path("desk/<slug:slug>/tools/", desk.index, name="tools"),
    path("desk/<slug:slug>/tools/new/", desk.new, name="new"),
    path("desk/<slug:slug>/tools/<uuid:number>/", desk.tool, name="tool"),
    path("desk/<slug:slug>/tools/<uuid:number>/edit/", desk.edit, name="edit"),
    path("desk/<slug:slug>/tools/<uuid:number>/switch/", desk.switch, name="switch"),
    path("desk/<slug:slug>/tools/<uuid:number>/choose/", desk.choose, name="choose"),
    path("desk/<slug:slug>/tools/<uuid:number>/links/new/", desk.link_new, name="link_new"),
    path("desk/<slug:slug>/tools/<uuid:number>/links/<uuid:link>/", desk.link_edit, name="link_edit"),
]

fixed = [
    path(".well-known/jwks.json", published.jwks, name="lti_jwks"),
    path("lti/jwks", published.jwks),
    path("lti/auth", launching.authentication, name="lti_authentication"),
    path("lti/token", published.token, name="lti_token"),
    path("lti/tools/<uuid:tool>/deep-links", returning.deep_links, name="lti_deep_links"),
    path("lti/tools/<uuid:tool>/lineitems", grading.line_items, name="lti_line_items"),
    path("lti/tools/<uuid:tool>/lineitems/<uuid:item>", grading.line_item, name="lti_line_item"),
    path("lti/tools/<uuid:tool>/lineitems/<uuid:item>/scores", grading.scores, name="lti_scores"),
    path("lti/tools/<uuid:tool>/lineitems/<uuid:item>/results", grading.results, name="lti_results"),
    path("lti/tools/<uuid:tool>/memberships", members.memberships, name="lti_memberships"),
    path("tools/<uuid:number>", launching.door, name="lti_link"),
]
