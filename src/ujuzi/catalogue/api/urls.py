"""Addresses of the interfaces; they carry no language."""

from django.urls import path

from ujuzi.catalogue.api import exports, harvesting, rest, sitemaps

urlpatterns = [
    path("oai", harvesting.oai, name="oai"),
    path("moochub/v3/courses", harvesting.moochub_courses, name="moochub"),
    path("amb.ndjson", harvesting.amb_lines, name="amb"),
    path("api/v1/editions", rest.editions, name="api-editions"),
    path("api/v1/editions/<int:pk>", rest.edition, name="api-edition"),
    path("api/v1/search", rest.search, name="api-search"),
    path("api/v1/partners", rest.partners, name="api-partners"),
    path("api/v1/openapi.json", rest.contract, name="api-contract"),
    path("export/catalogue.csv", exports.csv, name="export-csv"),
    path("export/catalogue.xlsx", exports.xlsx, name="export-xlsx"),
    path("export/catalogue.ndjson", exports.json_lines, name="export-ndjson"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap-pages"),
    path("sitemap-<int:number>.xml", sitemaps.editions, name="sitemap-editions"),
]
