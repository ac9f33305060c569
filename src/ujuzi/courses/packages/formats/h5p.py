"""H5P: interactive content with the libraries that run it."""

import json
from typing import Any

from django.utils.translation import gettext as _

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.shapes import Found, NotTaken, Part

LABEL = "H5P"
PLAYER = "h5p"
HEAD, CONTENT = "h5p.json", "content/content.json"


def looks_like(archive: Files) -> bool:
    return HEAD in archive.files


def read(archive: Files) -> Found:
    head = _json(archive, HEAD)
    _json(archive, CONTENT)
    main = str(head.get("mainLibrary", ""))
    if missing := _missing(archive, head):
        raise NotTaken(
            "no-library",
            _("It needs {names}, which is not in the package. Export it with its libraries.").format(
                names=", ".join(missing)
            ),
        )
    language = str(head.get("language") or "")
    if language in ("", "und"):
        language = str(head.get("defaultLanguage") or "")
    title = str(head.get("extraTitle") or head.get("title") or main)
    authors = tuple(
        str(one["name"]) for one in _list(head.get("authors")) if isinstance(one, dict) and one.get("name")
    )
    part = Part("content", title, HEAD, {"library": main})
    licence = str(head.get("license") or "")
    return Found(
        f"h5p:{main}:{title}", title, language, (part,), (), "" if licence == "U" else licence, authors
    )


def _json(archive: Files, name: str) -> dict[str, Any]:
    if name not in archive.files:
        raise NotTaken("no-content", _("There is no {name} in it.").format(name=name))
    try:
        found = json.loads(archive.read(name))
    except (ValueError, RecursionError) as error:
        raise NotTaken(
            "bad-json", _("{name} is not JSON: {reason}.").format(name=name, reason=error)
        ) from None
    if not isinstance(found, dict):
        raise NotTaken("bad-json", _("{name} is not a JSON object.").format(name=name))
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _missing(archive: Files, head: dict[str, Any]) -> list[str]:
    """The libraries that it depends on, and those on which they do in turn, as far as they are not in the package."""
    wanted = [one for one in _list(head.get("preloadedDependencies")) if isinstance(one, dict)]
    seen: set[str] = set()
    missing = []
    while wanted:
        one = wanted.pop()
        name = f"{one.get('machineName')}-{one.get('majorVersion')}.{one.get('minorVersion')}"
        if name in seen:
            continue
        seen.add(name)
        if f"{name}/library.json" not in archive.files:
            missing.append(name)
        else:
            library = _json(archive, f"{name}/library.json")
            wanted += [
                other for other in _list(library.get("preloadedDependencies")) if isinstance(other, dict)
            ]
    return sorted(missing)
