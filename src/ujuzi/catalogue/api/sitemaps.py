"""Sitemaps with hreflang: an index, and files of at most 1,000 editions in every interface language."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override
from lxml import etree

from ujuzi.catalogue.api import addresses, responses
from ujuzi.catalogue.models import Edition, State
from ujuzi.catalogue.publish import source

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
EACH = 1_000
PAGES = ["", "find/", "partners/", "subjects/", "languages/", "about/"]


@responses.public
def index(request: HttpRequest) -> HttpResponse:
    """One sitemap of the hub's own pages, then one per thousand edition numbers."""
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})  # type: ignore[dict-item]
    numbers = {
        pk // EACH
        for pk in Edition.objects.filter(state=State.PUBLISHED).values_list("pk", flat=True).iterator()
    }
    for name in ["pages", *map(str, sorted(numbers))]:
        entry = etree.SubElement(root, f"{{{SITEMAP}}}sitemap")
        etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = f"{source.origin()}/sitemap-{name}.xml"
    return _xml(root)


@responses.public
def pages(request: HttpRequest) -> HttpResponse:
    root = _urlset()
    for page in PAGES:
        addresses_ = {code: f"{source.origin()}/{code}/{page}" for code, _name in settings.LANGUAGES}
        _add(root, addresses_, None)
    return _xml(root)


@responses.public
def editions(request: HttpRequest, number: int) -> HttpResponse:
    chosen = Edition.objects.filter(state=State.PUBLISHED, pk__gte=number * EACH, pk__lt=(number + 1) * EACH)
    rows = list(chosen.only("pk", "changed_at", "title").order_by("pk"))
    if not rows:
        raise Http404
    root = _urlset()
    made: dict[int, dict[str, str]] = {row.pk: {} for row in rows}
    for code, _name in settings.LANGUAGES:
        with override(code):
            for row in rows:
                made[row.pk][code] = addresses.page(row, code)
    for row in rows:
        _add(root, made[row.pk], row.changed_at.date().isoformat())
    return _xml(root)


def _urlset() -> etree._Element:
    return etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "xhtml": XHTML})  # type: ignore[dict-item]


def _add(root: etree._Element, by_language: dict[str, str], changed: str | None) -> None:
    """One <url>: the English page, with every language as an alternate (Google reads them from any one)."""
    entry = etree.SubElement(root, f"{{{SITEMAP}}}url")
    etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = by_language["en"]
    if changed:
        etree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = changed
    for code, address in [*by_language.items(), ("x-default", by_language["en"])]:
        etree.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=code, href=address)


def _xml(root: etree._Element) -> HttpResponse:
    return HttpResponse(
        etree.tostring(root, xml_declaration=True, encoding="UTF-8"), content_type="application/xml"
    )
