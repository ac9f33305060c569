"""The rows of each partner in its own format, as bytes on the wire: JSON and tables."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from ujuzi.sample import coalition

Row = dict[str, Any]
PAGE = 6
ROLES = "http://purl.org/dcx/lrmi-vocabs/educationalAudienceRole/"
# The vocabulary that MOOChub points to has no word for officials, engineers and directors: these get the partner's own.
AUDIENCES = {"public": f"{ROLES}generalPublic", "students": f"{ROLES}student", "teachers": f"{ROLES}teacher"}
CREATED = datetime(2026, 6, 1, 8, tzinfo=UTC)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _licence(identifier: str) -> list[dict[str, Any]]:
    url = None if identifier == "proprietary" else f"https://spdx.org/licenses/{identifier}.html"
    return [{"identifier": identifier, "url": url}]


def moochub3(slug: str, base: str, page: int) -> bytes:
    """MOOChub 3, six courses a page."""
    rows = coalition.rows(slug)
    pages = -(-len(rows) // PAGE)
    address = f"{base}/{slug}/courses"
    links = {"self": f"{address}?page={page}", "first": address, "last": f"{address}?page={pages}"}
    if page < pages:
        links["next"] = f"{address}?page={page + 1}"
    data = [
        {"id": coalition.uuid(row), "type": "Course", "attributes": _v3(slug, row)}
        for row in rows[(page - 1) * PAGE : page * PAGE]
    ]
    return _json({"jsonapi": {"version": "1.0"}, "links": links, "data": data})


def _v3(slug: str, row: Row) -> dict[str, Any]:
    more = row["more"]
    publisher = {"type": "Organization", "name": coalition.name(slug), "url": f"https://{slug}.example/"}
    kind = "path" if row["kind"] == "path" else "video" if row["kind"] == "video" else "course"
    made: dict[str, Any] = {
        "name": row["title"],
        "learningResourceType": {
            "identifier": f"https://w3id.org/kim/hcrt/{kind}",
            "type": "Concept",
            "inScheme": "https://w3id.org/kim/hcrt/scheme",
        },
        "publisher": publisher,
        "creator": [publisher],
        "instructor": [{"type": "Person", "name": name} for name in coalition.people(row)],
        "url": coalition.url(slug, row),
        "license": _licence(row["licence"] or "proprietary"),
        "description": f"<p>{row['description']}</p>",
        "inLanguage": [row["lang"]],
        "keywords": [word.strip() for word in more.get("keywords", "").split(",") if word.strip()],
        "courseMode": ["online", "asynchronous"],
        "duration": row["time"],
        "access": [row["cost"]],
        "accessMode": ["textual", "visual"],
        "audience": [AUDIENCES.get(row["for"], f"https://{slug}.example/audience/{row['for']}")],
        "educationalLevel": [_digcomp(row["level"])],
        "educationalCredentialsAwarded": [] if row["cert"] == "none" else ["certificate"],
        "offer": [
            {"price": 0, "priceCurrency": "USD", "paymentFrequency": "one-time", "category": "course"},
        ],
    }
    if row["cert"] != "none":
        made["offer"].append(
            made["offer"][0] | {"price": 0 if row["cert"] == "free" else 20, "category": "certificate"}
        )
    if starts := more.get("starts"):
        made |= {"startDate": [f"{starts}T08:00:00Z"], "endDate": [f"{more['ends']}T20:00:00Z"]}
    return made


def _digcomp(level: str) -> dict[str, Any]:
    """MOOChub knows levels by a framework alone."""
    name = {"beginner": "Foundation", "intermediate": "Intermediate", "advanced": "Advanced"}[level]
    return {
        "type": "EducationalLevel",
        "name": [{"inLanguage": "en", "name": name}],
        "educationalFramework": "DigComp",
        "educationalFrameworkVersion": "2.2",
    }


def moochub2(slug: str, base: str, page: int) -> bytes:
    """MOOChub 2: the older names."""
    rows = coalition.rows(slug)
    address = f"{base}/{slug}/bridges/moochub/courses"
    chosen = rows[(page - 1) * PAGE : page * PAGE]
    links = {
        "self": f"{address}?page={page}",
        "first": address,
        "last": f"{address}?page={-(-len(rows) // PAGE)}",
    }
    if page * PAGE < len(rows):
        links["next"] = f"{address}?page={page + 1}"
    data = []
    for row in chosen:
        attributes = {
            "name": row["title"],
            "url": coalition.url(slug, row),
            "abstract": row["description"],
            "description": f"<p>{row['description']}</p>",
            "languages": [] if "lang_missing" in row["more"] else [row["lang"]],
            "duration": row["time"],
            "access": [row["cost"]],
            "courseMode": "online",
            "instructors": [{"name": name} for name in coalition.people(row) or ["Equipa da Rede Lusa"]],
            "courseLicenses": [{"id": row["licence"], "url": None}],
            "moocProvider": {"name": coalition.name(slug), "url": f"https://{slug}.example/"},
        }
        data.append({"type": "courses", "id": row["id"], "attributes": attributes})
    return _json({"links": links, "data": data})


EDX_LEVELS = {"beginner": "Introductory", "intermediate": "Intermediate", "advanced": "Advanced"}


def edx(slug: str, base: str, page: int) -> bytes:
    """Open edX course discovery: courses, runs, seats."""
    rows = coalition.rows(slug)
    chosen = rows[(page - 1) * PAGE : page * PAGE]
    address = f"{base}/{slug}/api/v1/courses/"
    following = f"{address}?page={page + 1}" if page * PAGE < len(rows) else None
    results = [_edx(slug, row) for row in chosen]
    return _json({"count": len(rows), "next": following, "previous": None, "results": results})


def _edx(slug: str, row: Row) -> dict[str, Any]:
    more, key = row["more"], f"DeltaSchool+{row['id']}"
    weeks, _comma, effort = row["time"].partition(" weeks, ")
    hours = int(effort.split()[0])
    seats = [{"type": "verified", "price": f"{more.get('price', '15')}.00", "currency": "USD"}]
    if row["cost"] == "free":
        seats.append({"type": "audit", "price": "0.00", "currency": "USD"})
    run = {
        "key": f"course-v1:{key}+2027",
        "title": row["title"],
        "status": "published",
        "pacing_type": "instructor_paced" if "starts" in more else "self_paced",
        "start": more.get("starts") and f"{more['starts']}T06:00:00Z",
        "end": more.get("ends") and f"{more['ends']}T06:00:00Z",
        "content_language": more.get("wronglang", row["lang"]),
        "transcript_languages": [row["lang"]] if "captions" in row["access"] else [],
        "weeks_to_complete": int(weeks),
        "min_effort": hours,
        "max_effort": hours,
        "seats": seats,
        "staff": [
            {"given_name": name.split()[0], "family_name": name.split()[-1]} for name in coalition.people(row)
        ],
    }
    return {
        "key": key,
        "uuid": coalition.uuid(row),
        "title": row["title"],
        "short_description": row["description"],
        "full_description": f"<p>{row['description']}</p>",
        "level_type": EDX_LEVELS[row["level"]],
        "subjects": [{"name": "Artificial Intelligence"}],
        "owners": [{"key": "DeltaSchool", "name": coalition.name(slug)}],
        "marketing_url": coalition.url(slug, row),
        "location_restriction": {"restriction_type": "blocklist", "countries": more["not_in"].split(",")}
        if "not_in" in more
        else None,
        "course_runs": [run],
    }


CSV_COLUMNS = {
    "Namba ya kozi": "id", "Lugha": "lang", "Aina": "kind", "Kiwango": "level", "Walengwa": "for", "Muda": "time", "Bure": "cost",
    "Leseni": "licence", "Accessibility": "access", "Size": "mb", "Jina la kozi": "title", "Maelezo": "description",
}  # fmt: skip
XLSX_COLUMNS = {
    "Référence": "id", "Langue": "lang", "Type de ressource": "kind", "Niveau": "level", "Public cible": "for", "Durée": "time",
    "Gratuit": "cost", "Licence": "licence", "Accessibilité": "access", "Taille": "mb", "Titre": "title", "Description": "description",
}  # fmt: skip


XLSX_PROOF = {"gratuit": ("oui", "0"), "payant": ("oui", "15 EUR"), "non": ("non", "")}


def sheet_csv(slug: str, base: str, page: int) -> bytes:
    """CSV with a BOM, Kiswahili headers, one blank header and trailing commas; after the first rows an empty line and one row again."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(
        [*CSV_COLUMNS, "Kiungo", "Cheti", "Bei ya cheti", "Nje ya mtandao", "Mkufunzi", "Nchi", ""]
    )
    rows = coalition.rows(slug)
    lines = [_csv_cells(slug, row) for row in rows]
    writer.writerows([*lines[:3], [], lines[2], *lines[3:]])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _csv_cells(slug: str, row: Row) -> list[str]:
    size = f"{row['mb']} MB" if row["mb"] else ""
    cells = [row[name] if name != "mb" else size for name in CSV_COLUMNS.values()]
    proof = {"bure": "ndiyo", "free": "yes", "kulipia": "ndiyo", "hapana": "hapana"}.get(row["cert"], "")
    price = {"bure": "0", "free": "0", "kulipia": "10"}.get(row["cert"], "")
    url = coalition.url(slug, row) if row["title"] else ""
    more, people = row["more"], "; ".join(coalition.people(row))
    return [*cells, url, proof, price, more.get("offline", ""), people, more.get("countries", ""), ""]


def sheet_xlsx(slug: str, base: str, page: int) -> bytes:
    """XLSX with French headers, and a date as spreadsheets keep them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": CREATED})  # else each answer differs, and none is ever "not modified"
    sheet = book.add_worksheet("Formations")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for column, name in enumerate(
        [*XLSX_COLUMNS, "Lien", "Attestation", "Prix du certificat", "Date de début", "Pays"]
    ):
        sheet.write_string(0, column, name)
    for number, row in enumerate(coalition.rows(slug), start=1):
        cells = [
            row[name] if name != "mb" or not row["mb"] else f"{row['mb']} MB"
            for name in XLSX_COLUMNS.values()
        ]
        proof, price = XLSX_PROOF.get(row["cert"], ("", ""))
        for column, text in enumerate([*cells, coalition.url(slug, row), proof, price]):
            sheet.write_string(number, column, text)
        if starts := row["more"].get("starts"):
            sheet.write_datetime(number, len(cells) + 3, datetime.fromisoformat(starts), day)
        sheet.write_string(number, len(cells) + 4, row["more"].get("countries", ""))
    book.close()
    return buffer.getvalue()
