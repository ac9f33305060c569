"""A large package comes in: `python -m bench.packages [megabytes]`.

A SCORM package with films of random bytes is taken by `ujuzi course package`, and sent in pieces to a hub as the browser's script does.
Prints times and the most memory that the command, and each process of the server, had.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import urllib3

from bench.serving import PORT, _wait

PIECE = 1_000_000
MANIFEST = """<manifest identifier="large" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Large</title><item identifier="i" identifierref="r"><title>Film</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"/></resources></manifest>"""


def main(megabytes: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        origin = f"http://127.0.0.1:{PORT}"
        environment = os.environ | {
            "UJUZI_DATA": folder,
            "UJUZI_ORIGIN": origin,
            "UJUZI_LOG_LEVEL": "warning",
        }
        tool = [sys.executable, "-m", "ujuzi"]
        subprocess.run([*tool, "manage", "migrate", "-v", "0"], env=environment, check=True)  # noqa: S603
        path = _package(Path(folder), megabytes)
        command = subprocess.Popen(  # noqa: S603
            [*tool, "course", "package", str(path)], env=environment, stdout=subprocess.DEVNULL
        )
        began = time.perf_counter()
        most = _watched([command.pid], lambda: command.poll() is None)
        print(
            f"{megabytes} MB by the command: {time.perf_counter() - began:.1f} s, at most {most:.0f} MB of memory"
        )
        _over_http(tool, environment, path, origin)


def _package(folder: Path, megabytes: int) -> Path:
    path = folder / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("index.html", "<video src=film-0.mp4>")
        for number in range(megabytes // 20):
            with archive.open(f"film-{number}.mp4", "w") as out:
                for _ in range(20):
                    out.write(os.urandom(1_000_000))
    return path


def _memory(pid: int) -> float:
    """The most that a process had so far, in MB; 0 once it is gone."""
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1000 if found else 0.0


def _family(pid: int) -> list[int]:
    """A process and those that it started."""
    found = [pid]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        words = stat.read_text().rpartition(")")[2].split()
        if int(words[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def _watched(pids: list[int], going: Any) -> float:
    most = 0.0
    while going():
        most = max(most, *(_memory(pid) for pid in pids))
        time.sleep(0.05)
    return most


def _over_http(tool: list[str], environment: dict[str, str], path: Path, origin: str) -> None:
    cookie = (
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", _SIGN_IN],
            env=environment | {"DJANGO_SETTINGS_MODULE": "ujuzi.config.settings"},
            check=True,
            stdout=subprocess.PIPE,
        )
        .stdout.decode()
        .split()[-1]
    )
    server = subprocess.Popen(  # noqa: S603
        [*tool, "serve", "--prepare", "--bind", f"127.0.0.1:{PORT}"],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(f"{origin}/readyz")
        began = time.perf_counter()
        _send(path, origin, cookie)
        taken = time.perf_counter() - began
        most = max(_memory(pid) for pid in _family(server.pid))
        print(
            f"{path.stat().st_size / 1e6:.0f} MB in pieces over HTTP: {taken:.1f} s, at most {most:.0f} MB in a process of the server"
        )
    finally:
        server.terminate()
        server.wait()


_SIGN_IN = """
import django; django.setup()
from django.test import Client
from ujuzi.accounts.models import Person
from ujuzi.organisations.models import Membership, Organisation
person = Person.objects.create_user("author")
Membership.objects.create(person=person, organisation=Organisation.objects.create(slug="films", names={"en": "Films"}), role="owner")
client = Client(); client.force_login(person); print(client.cookies["sessionid"].value)
"""


def _send(path: Path, origin: str, session: str) -> None:
    pool = urllib3.PoolManager(timeout=120)
    cookies = {"Cookie": f"sessionid={session}"}
    page = pool.request("GET", f"{origin}/en/teach/upload/", headers=cookies)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.data.decode())
    secret = re.search(r"csrftoken=([^;]+)", page.headers["Set-Cookie"])
    assert token is not None
    assert secret is not None
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={secret[1]}",
        "X-CSRFToken": token[1],
        "Referer": f"{origin}/",
    }
    fields = {"owner": "films", "name": "again.zip", "size": str(path.stat().st_size)}
    told = pool.request("POST", f"{origin}/en/teach/upload/begin/", fields=fields, headers=headers).json()
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            answer = pool.request(
                "PUT", f"{origin}{told['to']}?at={told['have']}", body=piece, headers=headers
            ).json()
            told["have"] = answer["have"]
    done = pool.request("POST", f"{origin}{told['to']}", fields={"language": "en"}, headers=headers)
    assert done.status == 200, done.status


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
