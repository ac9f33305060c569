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
        {"id": row["id"], "type": "Course", "attributes": _v3(slug, row)}
        for row in rows[(page - 1) * PAGE : page * PAGE]
    ]
    return _json({"jsonapi": {"version": "1.0"}, "links": links, "data": data})


def _v3(slug: str, row: Row) -> dict[str, Any]:
    more = row["more"]
    publisher = {"type": "Organization", "name": _name(slug), "url": f"https://{slug}.example/"}
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
        "audience": [row["for"]],
        "educationalLevel": [
            {"name": [{"inLanguage": "en", "name": row["level"]}], "educationalFramework": "own"}
        ],
        "educationalCredentialsAwarded": [] if row["cert"] == "none" else ["certificate"],
        "offer": [
            {"price": 0 if row["cert"] == "free" else 20, "priceCurrency": "USD", "category": "certificate"}
        ],
    }
    if starts := more.get("starts"):
        made |= {"startDate": [f"{starts}T08:00:00Z"], "endDate": [f"{more['ends']}T20:00:00Z"]}
    return made


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
            "moocProvider": {"name": _name(slug), "url": f"https://{slug}.example/"},
        }
        data.append({"type": "courses", "id": row["id"], "attributes": attributes})
    return _json({"links": links, "data": data})


def _name(slug: str) -> str:
    return str(next(partner["names"]["en"] for partner in coalition.partners() if partner["slug"] == slug))


LEARN_LISTS = (
    "modules", "units", "learningPaths", "appliedSkills", "certifications", "mergedCertifications", "exams", "courses",
)  # fmt: skip


def mslearn(slug: str, base: str, locale: str) -> bytes:
    """All lists for one locale; what is not translated, and every unknown locale, comes in en-us without a word."""
    lists: dict[str, list[dict[str, Any]]] = {name: [] for name in LEARN_LISTS}
    for row in coalition.rows(slug):
        used = locale if row.get(locale) else "en-us"
        record = {
            "uid": row["id"],
            "type": row["kind"],
            "title": row[used],
            "summary": f"<p>{row[f'{used}-text']}</p>",
            "levels": [row["level"]],
            "roles": [row["for"]],
            "products": [],
            "subjects": ["artificial-intelligence"],
            "duration_in_minutes": int(row["minutes"]),
            "locale": used,
            "last_modified": "2026-10-01T00:00:00+00:00",
            "url": f"https://{slug}.example/{used}/training/{row['path']}/?WT.mc_id=api_CatalogApi",
        }
        lists[f"{row['kind']}s"].append(record)
    taxonomies = {
        "levels": [
            {"id": level, "name": level.title()} for level in ("beginner", "intermediate", "advanced")
        ],
        "roles": [
            {"id": "developer", "name": "Developer"},
            {"id": "data-scientist", "name": "Data Scientist"},
            {"id": "administrator", "name": "Administrator"},
            {"id": "student", "name": "Student"},
        ],
        "products": [],
        "subjects": [{"id": "artificial-intelligence", "name": "Artificial intelligence"}],
    }
    return _json(lists | taxonomies)


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
        "uuid": f"00000000-0000-4000-8000-{row['id'][2:].zfill(12)}",
        "title": row["title"],
        "short_description": row["description"],
        "full_description": f"<p>{row['description']}</p>",
        "level_type": {"beginner": "Introductory", "intermediate": "Intermediate", "advanced": "Advanced"}[
            row["level"]
        ],
        "subjects": [{"name": "Artificial Intelligence"}],
        "owners": [{"key": "DeltaSchool", "name": _name(slug)}],
        "marketing_url": coalition.url(slug, row),
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
    """CSV with a BOM, Kiswahili headers, one blank header and trailing commas."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*CSV_COLUMNS, "Kiungo", "Cheti", "Bei ya cheti", "Nje ya mtandao", "Mkufunzi", ""])
    for row in coalition.rows(slug):
        size = f"{row['mb']} MB" if row["mb"] else ""
        cells = [row[name] if name != "mb" else size for name in CSV_COLUMNS.values()]
        proof = {"bure": "ndiyo", "free": "yes", "kulipia": "ndiyo", "hapana": "hapana"}.get(row["cert"], "")
        price = {"bure": "0", "free": "0", "kulipia": "10"}.get(row["cert"], "")
        offline = row["more"].get("offline", "")
        url = coalition.url(slug, row) if row["title"] else ""
        writer.writerow([*cells, url, proof, price, offline, "; ".join(coalition.people(row)), ""])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def sheet_xlsx(slug: str, base: str, page: int) -> bytes:
    """XLSX with French headers, and a date as spreadsheets keep them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": CREATED})  # else each answer differs, and none is ever "not modified"
    sheet = book.add_worksheet("Formations")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for column, name in enumerate(
        [*XLSX_COLUMNS, "Lien", "Attestation", "Prix du certificat", "Date de début"]
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
    book.close()
    return buffer.getvalue()
