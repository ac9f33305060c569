"""The rows of partners that publish pages: schema.org and AMB JSON-LD in HTML behind sitemaps, RSS and Atom."""

import html
import json
from datetime import UTC, datetime
from email.utils import formatdate
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
        "provider": _organisation(slug),
        "accessMode": ["textual", "visual", "auditory"],
        "accessibilityFeature": [word for word in row["access"].split(",") if word],
        "encoding": {"@type": "MediaObject", "contentSize": str(coalition.size(row))} if row["mb"] else None,
        "keywords": row["more"].get("keywords"),
        "author": [{"@type": "Person", "name": name} for name in coalition.people(row)],
        "workTranslation": _translations(slug, row),
        "offers": _offers(row),
        "eligibleRegion": row["more"].get("countries", "").split(","),
    }
    if row["cert"] in {"free", "paid"}:
        made["educationalCredentialAwarded"] = {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "Certificate",
            "isAccessibleForFree": row["cert"] == "free",
        }
    if "starts" in row["more"]:
        made["startDate"] = row["more"]["starts"]
    if "translation" in row["more"]:
        made["translationOfWork"] = {"@id": f"https://{slug}.example/courses/{row['more']['translation']}"}
    return {name: value for name, value in made.items() if value not in (None, "", [], [""])}


def _organisation(slug: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": coalition.name(slug), "url": f"https://{slug}.example/"}


def _translations(slug: str, row: Row) -> list[dict[str, Any]]:
    others = coalition.rows(slug)
    return [
        {"@id": coalition.url(slug, each)} for each in others if each["more"].get("translation") == row["id"]
    ]


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


def _clock(duration: str) -> str:
    """ISO 8601 as podcasts write it: hours, minutes, seconds."""
    number = int("".join(sign for sign in duration if sign.isdigit()) or 0)
    minutes = number * 60 if duration.endswith("H") else number
    return f"{minutes // 60}:{minutes % 60:02}:00"


def _enclosure(slug: str, row: Row) -> tuple[str, str, int] | None:
    """(address, media type, bytes) of the file that goes with an item."""
    if not row["mb"]:
        return None
    name, kind = (
        ("video.mp4", "video/mp4") if row["kind"] in {"video", "webinar"} else ("all.zip", "application/zip")
    )
    return f"{coalition.url(slug, row)}/{name}", kind, coalition.size(row) or 0


def _item(slug: str, row: Row, day: int) -> str:
    parts = [
        f"<title>{escape(row['title'])}</title><link>{escape(coalition.url(slug, row))}</link>",
        f'<guid isPermaLink="false">{slug}:{row["id"]}</guid><description>{escape(row["description"])}</description>',
        "".join(f"<category>{escape(row[name])}</category>" for name in ("kind", "level", "for")),
        "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in coalition.people(row)),
        f"<pubDate>{formatdate(datetime(2026, 6, day, 8, tzinfo=UTC).timestamp(), usegmt=True)}</pubDate>",
        f"<itunes:duration>{_clock(row['time'])}</itunes:duration>",
        f"<creativeCommons:license>{row['licence']}</creativeCommons:license>",
    ]
    if file := _enclosure(slug, row):
        parts.append(f'<enclosure url="{escape(file[0])}" type="{file[1]}" length="{file[2]}"/>')
    return f"<item>{''.join(parts)}</item>"


def rss(slug: str, base: str, page_: int) -> bytes:
    items = "".join(_item(slug, row, day) for day, row in enumerate(coalition.rows(slug), 1))
    head = f"<title>玉园远程学院新课程</title><link>https://{slug}.example/</link><description>新课程</description><language>zh-cn</language>"
    names = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
        ' xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule"'
    )
    return _xml(f'<rss version="2.0" {names}><channel>{head}{items}</channel></rss>')


def _atom_entry(slug: str, row: Row, day: int) -> str:
    parts = [
        f"<id>tag:{slug}.example,2026:{row['id']}</id><title>{escape(row['title'])}</title>",
        f'<link href="{escape(coalition.url(slug, row))}"/><link rel="license" href="{row["licence"]}"/>',
        f"<published>2026-06-{day:02}T08:00:00Z</published><updated>2026-06-{day:02}T08:00:00Z</updated>",
        "".join(f'<category term="{escape(row[name])}"/>' for name in ("kind", "level", "for")),
        "".join(f"<author><name>{escape(name)}</name></author>" for name in coalition.people(row)),
        f"<itunes:duration>{_clock(row['time'])}</itunes:duration>" if row["time"] else "",
        f"<summary>{escape(row['description'])}</summary>" if row["description"] else "",
    ]
    if file := _enclosure(slug, row):
        parts.append(f'<link rel="enclosure" href="{escape(file[0])}" type="{file[1]}" length="{file[2]}"/>')
    return f'<entry xml:lang="{row["lang"]}">{"".join(parts)}</entry>'


def atom(slug: str, base: str, page_: int) -> bytes:
    entries = "".join(_atom_entry(slug, row, day) for day, row in enumerate(coalition.rows(slug), 1))
    return _xml(
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'
        f"<id>tag:{slug}.example,2026:feed</id><title>Kursus baru</title><author><name>Islands Civil Service Academy</name></author>"
        f"<updated>2026-06-15T08:00:00Z</updated>{entries}</feed>"
    )
