"""The rows of one partner as the Microsoft Learn Catalog API answers: one JSON object for a locale, no pages."""

import json
from typing import Any

from ujuzi.sample import coalition

Row = dict[str, Any]
ENGLISH = "en-us"
CHANGED = "2026-10-01T00:00:00+00:00"
CONTENT = (
    "modules", "units", "learningPaths", "appliedSkills", "certifications", "mergedCertifications", "exams", "courses",
)  # fmt: skip
TAXONOMIES: dict[str, list[dict[str, Any]]] = {
    "levels": [{"id": level, "name": level.title()} for level in ("beginner", "intermediate", "advanced")],
    "roles": [
        {"id": "developer", "name": "Developer"},
        {"id": "data-scientist", "name": "Data Scientist"},
        {"id": "administrator", "name": "Administrator"},
        {"id": "student", "name": "Student"},
    ],
    "products": [
        {
            "id": "nile-open-tools",
            "name": "Nile Open Tools",
            "children": [
                {"id": "nile-speech", "name": "Nile Speech"},
                {"id": "nile-lens", "name": "Nile Lens"},
            ],
        },
    ],
    "subjects": [{"id": "artificial-intelligence", "name": "Artificial intelligence"}],
}


def catalogue(slug: str, asked: dict[str, str]) -> bytes:
    """The lists that `type` asks for (all without it); what is not translated, and every unknown locale, in en-us without a word."""
    locale = asked.get("locale", ENGLISH)
    lists: dict[str, list[dict[str, Any]]] = {name: [] for name in CONTENT}
    for row in coalition.rows(slug):
        lists["units"] += _units(row)
        lists[f"{row['kind']}s"].append(_record(slug, row, locale))
    if since := asked.get("last_modified", "").removeprefix("gte "):
        lists = {
            name: [each for each in found if each["last_modified"][:10] >= since]
            for name, found in lists.items()
        }
    everything = lists | TAXONOMIES
    wanted = asked["type"].split(",") if asked.get("type") else list(everything)
    chosen = {name: found for name, found in everything.items() if name in wanted}
    return json.dumps(chosen, ensure_ascii=False, indent=1).encode()


def _parts(row: Row) -> list[str]:
    return [part.strip() for part in row["parts"].split(";") if part.strip()]


def _units(row: Row) -> list[dict[str, Any]]:
    """A module's parts are the titles of its units; they come in English alone."""
    if row["kind"] != "module":
        return []
    titles = _parts(row)
    return [
        {
            "uid": f"{row['id']}.{number}",
            "type": "unit",
            "title": title,
            "duration_in_minutes": int(row["minutes"]) // len(titles),
            "locale": ENGLISH,
            "last_modified": CHANGED,
        }
        for number, title in enumerate(titles, 1)
    ]


def _record(slug: str, row: Row, locale: str) -> dict[str, Any]:
    used = locale if row.get(locale) else ENGLISH
    made: dict[str, Any] = {
        "uid": row["id"],
        "type": row["kind"],
        "title": row[used],
        "summary": f"<p>{row[f'{used}-text']}</p>",
        "levels": [row["level"]],
        "roles": [row["for"]],
        "products": [word for word in row["products"].split(",") if word],
        "subjects": ["artificial-intelligence"],
        "locale": used,
        "last_modified": CHANGED,
        "url": f"https://{slug}.example/{used}/training/{row['path']}/?WT.mc_id=api_CatalogApi",
    }
    return made | _own(row)


def _own(row: Row) -> dict[str, Any]:
    """What only one kind of record has."""
    minutes = int(row["minutes"])
    if row["kind"] == "module":
        return {
            "duration_in_minutes": minutes,
            "units": [f"{row['id']}.{n}" for n, _ in enumerate(_parts(row), 1)],
        }
    if row["kind"] == "learningPath":
        return {"duration_in_minutes": minutes, "modules": _parts(row)}
    if row["kind"] == "course":
        return {"duration_in_hours": minutes // 60, "locales": ["en"], "course_number": row["path"].upper()}
    if row["kind"] == "exam":
        return {"exam_duration_in_minutes": minutes, "display_name": row["path"].upper(), "locales": ["en"]}
    return {"duration_in_minutes": minutes}
