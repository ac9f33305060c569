"""`ujuzi records`: what an operator types and reads."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests import make
from tests.records import store, torture
from tests.records.conftest import fresh, hub, running_hub  # noqa: F401 -- fixtures
from tests.records.store import Tool, statement
from ujuzi.config.cli.records import records
from ujuzi.records.followers import FOLLOWERS
from ujuzi.records.models import Daily, Key

pytestmark = pytest.mark.django_db


def run(*arguments: str, **more: Any) -> Result:
    return CliRunner().invoke(records, list(arguments), **more)


def test_a_key_is_made_listed_changed_and_ended(db: None) -> None:
    make.organisation("open-lab")
    made = run("key", "add", "Moodle", "--organisation", "open-lab")
    public, _colon, secret = made.output.strip().partition(":")
    key = Key.objects.get(public=public)
    assert key.scopes == ["statements/read/mine", "statements/write"]
    listed = run("key", "list", env={"COLUMNS": "40"}).output
    assert public in listed
    assert secret not in listed
    [row] = json.loads(run("key", "list", "--json").output)
    assert (row["name"], row["organisation"]) == ("Moodle", "open-lab")
    assert run("key", "rotate", public).output.startswith(f"{public}:")
    assert run("key", "revoke", public).exit_code == 0
    assert run("key", "revoke", public).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["key", "add", "x", "--organisation", "nobody"], "no organisation 'nobody'; there are: none yet"),
        (
            ["key", "add", "x", "--scope", "everything"],
            "not for this key: everything; there are: statements/write",
        ),
        (["rebuild"], "records.daily"),
        (["rebuild", "nonsense"], "Not known: nonsense"),
        (["export", "nobody-here"], "no user name here"),
        (["export", "mailto:nobody"], "mailto"),
        (["push", "ftp://x.example", "--key", "a:b"], "no address of a record store"),
    ],
)
def test_wrong_usage_is_told(db: None, arguments: list[str], told: str) -> None:
    answer = run(*arguments)
    assert answer.exit_code in (1, 2)
    assert told in answer.output


def test_status_and_rebuild(hub: Tool) -> None:  # noqa: F811
    hub.store(statement(), statement())
    rows = {row["follower"]: row["behind"] for row in json.loads(run("status", "--json").output)}
    assert rows == {name: 2 for name in FOLLOWERS}
    assert run("rebuild", "--all").exit_code == 0
    assert Daily.objects.get().statements == 2


def test_export_and_erase(hub: Tool) -> None:  # noqa: F811
    [sid] = hub.store(statement())
    exported = CliRunner().invoke(records, ["export", "mailto:amina@mail.example"])
    lines = [json.loads(line) for line in exported.stdout.splitlines() if line.startswith("{")]
    assert [line["statement"]["id"] for line in lines] == [sid]
    told = run("erase", json.dumps(store.AMINA)).output
    assert "1 statements, 0 documents" in told
    assert hub.found(agent=store.AMINA) == [sid]
    assert "1 statements rewritten" in run("erase", json.dumps(store.AMINA), "--yes").output
    assert hub.found(agent=store.AMINA) == []
    assert "Nothing is known" in run("erase", json.dumps(store.AMINA), "--yes").output


def test_push_and_pull(hub: Tool, running_hub: torture.Hub, settings: Any) -> None:  # noqa: F811
    settings.ORIGIN = "https://ours.example"  # the other hub has the address that both would have unset
    hub.store(statement(id=store.new_id()))
    address = f"http://127.0.0.1:{running_hub.port}/xapi"
    environment = {"UJUZI_REMOTE_KEY": running_hub.key}
    pushed = json.loads(run("push", address, "--json", env=environment).output)
    assert (pushed["done"], pushed["refused"]) == (1, [])
    assert json.loads(run("pull", address, "--json", env=environment).output)["refused"] == []
    wrong = run("pull", address, env={"UJUZI_REMOTE_KEY": "wrong:key"})
    assert wrong.exit_code == 1
    assert "401" in wrong.output
