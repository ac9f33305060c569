"""A film of an Open edX course: a link to where it lies, and what is said in it, when that is in the package."""

import json
import re
from html import escape, unescape
from typing import Any

from lxml import etree

from ujuzi.courses.packages.archives import Files

_TIMING = re.compile(r"^\s*(\d+|[\d:.,]+\s*-->.*|WEBVTT.*|NOTE\b.*)\s*$")


def html(video: etree._Element, title: str, archive: Files, static: str) -> str:
    """`static`: the folder of the archive in which transcripts lie."""
    address = _address(video)
    link = f'<p><a href="{escape(address)}">{escape(title or address)}</a></p>' if address else ""
    words = next(filter(None, (_words(archive, static + name) for name in _transcripts(video))), "")
    return link + (f"<details><p>{escape(words)}</p></details>" if words else "")


def _address(video: etree._Element) -> str:
    youtube = str(video.get("youtube_id_1_0") or "")
    if not youtube:
        found = re.search(r"1\.0+:([\w-]+)", str(video.get("youtube") or ""))
        youtube = found[1] if found else ""
    if youtube:
        return f"https://www.youtube.com/watch?v={youtube}"
    sources = [
        *_list(str(video.get("html5_sources") or "")),
        *(str(one.get("src") or "") for one in video.iter("source")),
    ]
    sources.append(str(video.get("source") or ""))
    return next((one for one in sources if one.startswith(("http://", "https://"))), "")


def _list(said: str) -> list[str]:
    try:
        found: Any = json.loads(said)
    except (ValueError, RecursionError):
        return []
    return [str(one) for one in found] if isinstance(found, list) else []


def _transcripts(video: etree._Element) -> list[str]:
    """Names of files, the likeliest first."""
    names = [str(one.get("src") or "") for one in video.iter("transcript")]
    try:
        said = json.loads(str(video.get("transcripts") or "{}"))
        names += [str(one) for one in said.values()] if isinstance(said, dict) else []
    except (ValueError, RecursionError):
        pass
    asset = str(video.get("edx_video_id") or "")
    names += [f"{asset}-{one.get('language_code')}.srt" for one in video.iter("transcript") if asset]
    for sub in (video.get("sub"), video.get("youtube_id_1_0")):
        names += [f"subs_{sub}.srt.sjson", f"{sub}.srt"] if sub else []
    return [one for one in names if one and "/" not in one]


def _words(archive: Files, place: str) -> str:
    if place not in archive.files:
        return ""
    text = archive.read(place, 2_000_000).decode("utf-8-sig", "replace")
    if place.endswith(".sjson"):
        try:
            said = json.loads(text).get("text", [])
        except (ValueError, RecursionError, AttributeError):
            return ""
        lines = [str(one) for one in said] if isinstance(said, list) else []
    else:
        lines = [one for one in text.splitlines() if not _TIMING.match(one)]
    return unescape(" ".join(" ".join(lines).split()))
