"""The rows of partners that publish pages: schema.org and AMB JSON-LD in HTML behind sitemaps, RSS and Atom."""

import html
import json
from typing import Any
from xml.sax.saxutils import escape

from ujuzi.sample import coalition

Row = dict[str, Any]
AMB = "https://w3id.org/kim/amb/context.jsonld"


def sitemap(slug: str, base: str, page: int) -> bytes:
    """An index with one nested sitemap."""
    address = f"{base}/{slug}/sitemap-courses.xml"
    return _xml(
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{address}</loc></sitemap></sitemapindex>'
    )


def sitemap_courses(slug: str, base: str, page: int) -> bytes:
    rows = "".join(
        f"<url><loc>{base}/{slug}/pages/{row['id']}.html</loc></url>" for row in coalition.rows(slug)
    )
    return _xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>')


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def page(slug: str, identifier: str) -> bytes | None:
    """One course as an HTML page with its JSON-LD, or None."""
    row = next((row for row in coalition.rows(slug) if row["id"] == identifier), None)
    if row is None:
        return None
    made = _amb(slug, row) if slug == "harmattan" else _schema(slug, row)
    block = json.dumps(made, ensure_ascii=False, indent=1).replace("</", "<\\/")
    title = html.escape(row["title"])
    return (
        f'<!doctype html><html lang="{row["lang"]}"><meta charset="utf-8"><title>{title}</title>'
        f'<script type="application/ld+json">{block}</script><h1>{title}</h1><p>{html.escape(row["description"])}</p></html>'
    ).encode()


def _schema(slug: str, row: Row) -> dict[str, Any]:
    more = row["more"]
    types = {"video": "VideoObject", "webinar": "EducationEvent", "guide": "LearningResource"}
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": types.get(row["kind"], "Course"),
        "@id": coalition.url(slug, row),
        "url": coalition.url(slug, row),
        "name": row["title"],
        "description": row["description"],
        "inLanguage": row["lang"],
        "learningResourceType": row["kind"],
        "educationalLevel": row["level"],
        "audience": {"@type": "EducationalAudience", "educationalRole": row["for"]},
        "timeRequired": row["time"],
        "isAccessibleForFree": row["cost"] == "free",
        "license": row["licence"],
        "provider": {
            "@type": "Organization",
            "name": "Academy of the Two Rivers",
            "url": f"https://{slug}.example/",
        },
        "accessMode": ["textual", "visual", "auditory"],
        "accessibilityFeature": [word for word in row["access"].split(",") if word],
        "encoding": {"@type": "MediaObject", "contentSize": str(coalition.size(row))} if row["mb"] else None,
        "keywords": more.get("keywords"),
        "author": [{"@type": "Person", "name": name} for name in coalition.people(row)],
        "workTranslation": [
            {"@id": coalition.url(slug, other)}
            for other in coalition.rows(slug)
            if other["more"].get("translation") == row["id"]
        ],
        "offers": _offers(row),
    }
    if row["cert"] in {"free", "paid"}:
        made["educationalCredentialAwarded"] = {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "Certificate",
            "isAccessibleForFree": row["cert"] == "free",
        }
    if "starts" in more:
        made["startDate"] = more["starts"]
    if "translation" in more:
        made["translationOfWork"] = {"@id": f"https://{slug}.example/courses/{more['translation']}"}
    return {name: value for name, value in made.items() if value not in (None, "", [])}


def _offers(row: Row) -> list[dict[str, Any]]:
    """The course's price when it has one, and the certificate's beside it."""
    found = []
    if price := row["more"].get("price"):
        amount, currency = price.split()
        found.append({"@type": "Offer", "category": "Paid", "price": amount, "priceCurrency": currency})
    if row["cert"] in {"free", "paid"}:
        amount = "0" if row["cert"] == "free" else "10"
        found.append({"@type": "Offer", "category": "Certificate", "price": amount, "priceCurrency": "USD"})
    return found


def _amb(slug: str, row: Row) -> dict[str, Any]:
    kind = {"video": "video", "guide": "text", "toolkit": "text"}.get(row["kind"], "course")
    made = {
        "@context": [AMB, {"@language": row["lang"]}],
        "id": coalition.url(slug, row),
        "type": ["LearningResource"] + (["Course"] if kind == "course" else []),
        "name": row["title"],
        "description": row["description"],
        "inLanguage": [row["lang"]],
        "learningResourceType": [{"id": f"https://w3id.org/kim/hcrt/{kind}", "type": "Concept"}],
        "license": {"id": row["licence"]},
        "isAccessibleForFree": row["cost"] == "free",
        "conditionsOfAccess": {"id": "http://w3id.org/kim/conditionsOfAccess/no_login", "type": "Concept"},
        "publisher": [{"type": "Organization", "name": "Harmattan Learning Centre"}],
        "keywords": [row["level"], row["for"]],
        "duration": coalition.iso(row["time"]),
        "accessibilityFeature": [word for word in row["access"].split(",") if word],
        "encoding": [
            {
                "type": "MediaObject",
                "contentUrl": f"{coalition.url(slug, row)}/all.zip",
                "encodingFormat": "application/zip",
                "contentSize": str(coalition.size(row)),
            }
        ],
    }
    return {name: value for name, value in made.items() if value}


def rss(slug: str, base: str, page_: int) -> bytes:
    items = "".join(
        f"<item><title>{escape(row['title'])}</title><link>{escape(coalition.url(slug, row))}</link>"
        f'<guid isPermaLink="false">{slug}:{row["id"]}</guid><description>{escape(row["description"])}</description>'
        f"<category>{row['kind']}</category><pubDate>Mon, 0{number % 9 + 1} Jun 2026 08:00:00 GMT</pubDate></item>"
        for number, row in enumerate(coalition.rows(slug))
    )
    head = f"<title>玉园远程学院新课程</title><link>https://{slug}.example/</link><description>新课程</description><language>zh-cn</language>"
    return _xml(f'<rss version="2.0"><channel>{head}{items}</channel></rss>')


def atom(slug: str, base: str, page_: int) -> bytes:
    entries = "".join(
        f'<entry xml:lang="{row["lang"]}"><id>tag:{slug}.example,2026:{row["id"]}</id><title>{escape(row["title"])}</title>'
        f'<link href="{escape(coalition.url(slug, row))}"/><updated>2026-06-0{number % 9 + 1}T08:00:00Z</updated>'
        f'<category term="{row["kind"]}"/>'
        + (f"<summary>{escape(row['description'])}</summary>" if row["description"] else "")
        + "</entry>"
        for number, row in enumerate(coalition.rows(slug))
    )
    return _xml(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><id>{base}/{slug}/feed.atom</id><title>Kursus baru</title>'
        f"<updated>2026-06-10T08:00:00Z</updated>{entries}</feed>"
    )
