"""The partner's quick start in docs/records.md: its commands run as they are written."""

import json
import os
import re
import subprocess
import uuid
from pathlib import Path

from tests.records import torture

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "records.md"


def commands() -> list[str]:
    part = PAGE.read_text().partition("## Quick start")[2].partition("\n## ")[0]
    return re.findall(r"```sh\n(.*?)```", part, re.DOTALL)


def test_the_commands_of_the_quick_start_do_what_they_say(running_hub: torture.Hub) -> None:
    sid = str(uuid.uuid4())
    told = {"HUB": f"http://127.0.0.1:{running_hub.port}", "KEY": running_hub.key, "ID": sid}
    answers = [
        subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            env=os.environ | told,
            check=True,
            stdout=subprocess.PIPE,
            timeout=60,
        ).stdout
        for command in commands()
    ]
    about, stored, found, refused, _voided, with_token = map(json.loads, answers)
    assert "2.0.0" in about["version"]
    assert stored == [sid]
    assert [one["id"] for one in found["statements"]] == stored
    assert refused["error"]["path"] == "$.actor.mbox"
    assert with_token["statements"][0]["verb"]["id"].endswith("/voided")
