"""Partners and courses of the sample, as data."""

import csv
import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

FOLDER = resources.files(__package__)


@cache
def partners() -> list[dict[str, Any]]:
    """Each with slug, kind, countries, languages, homepage, names, descriptions, feed {name, format, path, options}."""
    found: list[dict[str, Any]] = tomllib.loads(
        FOLDER.joinpath("coalition.toml").read_text(encoding="utf-8")
    )["partner"]
    return found


@cache
def rows(slug: str) -> list[dict[str, Any]]:
    """The courses of a partner; the column `more` is taken apart into its own dict."""
    text = FOLDER.joinpath("rows", f"{slug}.psv").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = []
    for row in csv.DictReader(text.splitlines(), delimiter="|", quoting=csv.QUOTE_NONE):
        more = (row.get("more") or "").strip()
        extra = dict(part.split("=", 1) for part in more.split(";") if "=" in part)
        found.append({name: (value or "").strip() for name, value in row.items() if name} | {"more": extra})
    return found


def name(slug: str) -> str:
    """A partner's name in English."""
    return str(next(partner["names"]["en"] for partner in partners() if partner["slug"] == slug))


def uuid(row: dict[str, Any]) -> str:
    """For formats that take nothing else; made of the row's number, so that it is the same in each run."""
    digits = "".join(sign for sign in row["id"] if sign.isdigit())
    return f"00000000-0000-4000-8000-{digits.zfill(12)}"


def url(slug: str, row: dict[str, Any]) -> str:
    """Where a learner takes the course: on the partner's invented site."""
    return str(row["more"].get("url") or f"https://{slug}.example/courses/{row['id'].lower()}")


_MINUTES = ("min", "dakika", "minti")
_HOURS = ("h", "saa", "awa", "ሰዓት")


def iso(time: str) -> str:
    """ "saa 3" or "35 minutos" as ISO 8601, for formats that know nothing else; a bare number is minutes; "" when unclear."""
    if re.fullmatch(r"P\S+", time):
        return time
    number = re.search(r"\d+", time)
    words = [word.lower() for word in re.findall(r"[^\W\d]+", time)]
    if not number or any(mark in time for mark in ",;"):
        return ""
    if not words or any(word.startswith(_MINUTES) for word in words):
        return f"PT{number[0]}M"
    return f"PT{number[0]}H" if any(word.startswith(_HOURS) for word in words) else ""


def size(row: dict[str, Any]) -> int | None:
    """Bytes; the rows hold megabytes."""
    return int(row["mb"]) * 1_000_000 if row.get("mb") else None


def people(row: dict[str, Any]) -> list[str]:
    return [name.strip() for name in row["more"].get("people", "").split(",") if name.strip()]
