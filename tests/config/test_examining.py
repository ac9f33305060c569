"""`ujuzi doctor` where there is no hub yet."""

from pathlib import Path
from typing import Any

from ujuzi.config import examining


def test_a_data_folder_that_is_not_there_yet_is_told_as_such(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "new"
    found = examining.data_folder()
    assert found.state == "error"
    assert "not there yet" in found.message
    assert "--prepare" in found.mend
