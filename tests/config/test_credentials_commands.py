"""`ujuzi keys` and `ujuzi verify`."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.core.cache import cache
from django.utils import timezone

from tests import make
from tests.courses import samples
from tests.courses.conftest import bring_in
from ujuzi.config.cli.keys import keys
from ujuzi.config.cli.verifying import verify
from ujuzi.credentials import files
from ujuzi.credentials.models import Credential
from ujuzi.credentials.operations import achievements, awarding, issuing
from ujuzi.credentials.queries import keys as published


@pytest.fixture(autouse=True)
def _apart(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    settings.ORIGIN = "https://hub.example"
    cache.clear()


@pytest.fixture
def credential(db: None) -> Credential:
    now = timezone.now()
    achievement = achievements.of_course(bring_in(samples.course()), now=now)
    award = awarding.award(achievement, make.person("amina"), awarded_at=now)
    return issuing.issue(issuing.Wish(award, "Amina Juma", "sw"), now=now)


def run(command: Any, *arguments: object, data: bytes = b"") -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments], input=data)


@pytest.fixture
def trusted(credential: Credential, tmp_path: Path) -> Path:
    """The history of the hub's keys, as a mirror has it."""
    path = tmp_path / "history.json"
    path.write_text(run(keys, "history").stdout)
    return path


def test_verified_without_a_network_by_the_keys_of_a_mirror(credential, trusted):
    whole = files.made(credential, "zip", now=timezone.now()).content
    done = run(verify, "-", "--offline", "--keys", trusted, "--json", data=whole)
    found = json.loads(done.stdout)
    assert (done.exit_code, found["verdict"], found["keysFrom"]) == (0, "valid", "pinned")


def test_keys_in_the_same_file_prove_nothing(credential):
    whole = files.made(credential, "zip", now=timezone.now()).content
    done = run(verify, "-", "--offline", data=whole)
    assert done.exit_code == 3
    assert "Issuer not confirmed" in done.output


def test_without_the_list_the_status_is_unknown_and_said(credential, trusted):
    done = run(verify, "-", "--offline", "--keys", trusted, data=credential.document.encode())
    assert done.exit_code == 3
    assert "status unknown" in done.output
    assert "Amina Juma" in done.output


def test_a_changed_one_is_not_valid(credential, trusted):
    text = credential.document.replace("Amina", "Amine").encode()
    done = run(verify, "-", "--offline", "--keys", trusted, data=text)
    assert done.exit_code == 1
    assert "Not valid" in done.output


def test_what_is_no_credential(trusted):
    assert run(verify, "-", "--offline", data=b"hello").exit_code == 1
    assert run(verify, "-", "--keys", "/nowhere", data=b"{}").exit_code == 2


def test_a_forged_history_is_no_source_of_keys(credential, trusted):
    found = json.loads(trusted.read_text())
    trusted.write_text(json.dumps(found | {"entries": [found["entries"][0][:-5] + "AAAAA"]}))
    assert run(verify, "-", "--keys", trusted, data=credential.document.encode()).exit_code == 2
    assert run(keys, "check-history", trusted).exit_code == 1


def test_a_new_period_continues_the_history(credential, trusted, tmp_path):
    assert run(keys, "rotate").exit_code == 0
    later = tmp_path / "later.json"
    later.write_text(run(keys, "history").stdout)
    done = run(keys, "check-history", later, "--since", trusted)
    assert done.exit_code == 0
    assert json.loads(done.stdout) == published.document_of(None)
    assert run(keys, "check-history", trusted, "--since", later).exit_code == 1
    listed = json.loads(run(keys, "list", "--json").stdout)
    assert sorted(one["state"] for one in listed["keys"]) == ["retired", "retired", "signs", "signs"]


def test_a_lost_key_is_given_up_and_its_credentials_signed_anew(credential):
    old = credential.key.multikey
    done = run(keys, "compromise", old, "--yes")
    assert done.exit_code == 0
    assert "1 credentials signed anew" in done.output
    credential.refresh_from_db()
    assert credential.key.multikey != old
    assert run(keys, "compromise", "zNothing", "--yes").exit_code == 2


def test_without_the_master_key_it_is_said_and_nothing_is_changed(credential, settings):
    settings.KEYS_SECRET = "another secret"
    done = run(keys, "rotate")
    assert done.exit_code == 1
    assert "master key" in done.output
    assert len(published.history_of("did:web:hub.example")) == 1
