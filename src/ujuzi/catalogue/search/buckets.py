"""Which facet values an edition has: pure rules over its fields. docs/search.md explains each bucket."""

from collections.abc import Iterable, Mapping
from typing import Any

LIGHT_BYTES = 10_000_000
LIGHT_KINDS = {"guide", "toolkit"}
HEAVY_MODES = {"visual", "auditory"}
# schema.org accessibilityFeature as found in feeds -> our few values
ACCESS = {
    "captions": "captions",
    "closedcaptions": "captions",
    "opencaptions": "captions",
    "subtitles": "captions",
    "transcript": "transcript",
    "signlanguage": "sign-language",
    "audiodescription": "audio-description",
    "longdescription": "long-description",
    "alternativetext": "alternative-text",
    "screenreader": "screen-reader",
    "screenreaderfriendly": "screen-reader",
    "structuralnavigation": "screen-reader",
    "readingorder": "screen-reader",
    "aria": "screen-reader",
    "highcontrastdisplay": "high-contrast",
    "highcontrast": "high-contrast",
    "keyboard": "keyboard",
    "fullkeyboardcontrol": "keyboard",
    "braille": "braille",
    "largeprint": "large-print",
    "easyread": "easy-read",
    "plainlanguage": "easy-read",
    "simplifiedlanguage": "easy-read",
}


def duration(minutes: int | None) -> str:
    """hour (to 60 minutes), day (to 8 hours), week (to 40 hours), long, unknown."""
    if not minutes:
        return "unknown"
    return "hour" if minutes <= 60 else "day" if minutes <= 480 else "week" if minutes <= 2400 else "long"


def is_light(row: Mapping[str, Any]) -> bool:
    """Works on a bad line: offline, or at most 10 MB, or a text (guide or toolkit) of unknown size without video."""
    if row["works_offline"]:
        return True
    if row["size_bytes"] is not None:
        return bool(row["size_bytes"] <= LIGHT_BYTES)
    modes = {str(mode).lower() for mode in row["access_modes"] or ()}
    return row["kind"] in LIGHT_KINDS and not modes & HEAVY_MODES


def access(features: Iterable[str]) -> list[str]:
    """Our values for the accessibility features a source states; what we do not know stays as it was written."""
    found = []
    for feature in features or ():
        plain = str(feature).strip().lower()
        value = ACCESS.get(plain.replace("-", "").replace("_", "").replace(" ", ""), plain)
        if value and value not in {"none", "unknown"}:
            found.append(value[:40])
    return found


def facets(
    row: Mapping[str, Any], provider_slug: str, provider_countries: Iterable[str], modalities: Iterable[str]
) -> dict[str, list[str]]:
    """{facet: values} of an edition, given as a row of its columns; facets without a value are left out."""
    found = {
        "language": [row["language"]],
        "subject": row["subjects"],
        "audience": row["audiences"],
        "level": [row["level"]],
        "kind": [row["kind"]],
        "cost": [row["cost"] or "unknown"],
        "certificate": [row["certificate"] or "unknown"],
        "duration": [duration(row["duration_minutes"])],
        "modality": [row["modality"], *modalities],
        "access": access(row["access_features"]),
        "line": ["light"] if is_light(row) else [],
        "sdg": [str(goal) for goal in row["sdgs"] or ()],
        "country": [*(row["countries"] or ()), *(provider_countries or ())],
        "provider": [provider_slug],
    }
    unique = {
        facet: list(dict.fromkeys(str(v) for v in values or () if v)) for facet, values in found.items()
    }
    return {facet: values for facet, values in unique.items() if values}
