from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from ujuzi.config import env


def test_nothing_set_means_sqlite_in_the_data_folder() -> None:
    made = env.database("sqlite://", Path("/data"))
    assert made["NAME"] == Path("/data/ujuzi.sqlite3")
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_address_is_taken_apart() -> None:
    made = env.database("postgresql://u%40x:p%2Fw@db.example:5433/hub?sslmode=require", Path("/data"))
    assert (made["USER"], made["PASSWORD"], made["HOST"], made["PORT"], made["NAME"]) == (
        "u@x",
        "p/w",
        "db.example",
        "5433",
        "hub",
    )
    assert made["OPTIONS"] == {"sslmode": "require"}


def test_another_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        env.database("mysql://x/y", Path("/data"))


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("ON", True), ("0", False), ("", False)])
def test_flags(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setitem(env.SETTINGS, "UJUZI_X", env.Setting("UJUZI_X", "", ""))
    monkeypatch.setenv("UJUZI_X", text)
    assert env.flag("UJUZI_X", False, "x") is value


def test_a_flag_that_is_none_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(env.SETTINGS, "UJUZI_X", env.Setting("UJUZI_X", "", ""))
    monkeypatch.setenv("UJUZI_X", "maybe")
    with pytest.raises(ImproperlyConfigured, match="UJUZI_X must be yes or no"):
        env.flag("UJUZI_X", False, "x")


def test_every_setting_is_documented_with_its_default() -> None:
    page = (Path(__file__).parents[2] / "docs/settings.md").read_text(encoding="utf-8")
    documented = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert documented == set(env.SETTINGS)
