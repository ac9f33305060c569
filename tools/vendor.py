"""Players of course packages, from npm: `python -m tools.vendor` fetches the versions named here and takes over the files that are served.

Each archive is compared with the hash that npm published; licences come along. Nothing of this is needed to run the hub.
"""

import base64
import hashlib
import io
import json
import tarfile
import urllib.request
from pathlib import Path

PLACE = Path(__file__).resolve().parents[1] / "src/ujuzi/courses/packages/players"
REGISTRY = "https://registry.npmjs.org"
# name: (version, files of the archive's package/ folder; a folder ends with a slash)
PLAYERS = {
    "scorm-again": ("3.4.3", ("dist/scorm12.min.js", "dist/scorm2004.min.js", "LICENSE")),
    "h5p-standalone": (
        "3.8.2",
        (
            "dist/main.bundle.js",
            "dist/frame.bundle.js",
            "dist/styles/",
            "dist/fonts/",
            "dist/images/",
            "LICENSE",
        ),
    ),
}


def main() -> None:
    for name, (version, wanted) in PLAYERS.items():
        with urllib.request.urlopen(f"{REGISTRY}/{name}/{version}", timeout=60) as answer:  # noqa: S310
            published = json.load(answer)["dist"]
        with urllib.request.urlopen(published["tarball"], timeout=60) as answer:  # noqa: S310
            content = answer.read()
        algorithm, _dash, digest = published["integrity"].partition("-")
        if base64.b64encode(hashlib.new(algorithm, content).digest()).decode() != digest:
            raise SystemExit(f"{name} {version} is not what npm published")
        _take(name, version, content, wanted)


def _take(name: str, version: str, content: bytes, wanted: tuple[str, ...]) -> None:
    taken = 0
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive:
            path = member.name.removeprefix("package/")
            file = archive.extractfile(member) if member.isfile() else None
            if file is None or not any(
                path == one or (one.endswith("/") and path.startswith(one)) for one in wanted
            ):
                continue
            target = PLACE / name / path.removeprefix("dist/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read())
            taken += 1
    (PLACE / name / "VERSION").write_text(f"{version}\n")
    print(f"{name} {version}: {taken} files")


if __name__ == "__main__":
    main()
