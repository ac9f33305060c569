"""A hub whose feeds read from a script."""

import pytest

from tests.catalogue.harvest.scripted import Hub, Script
from ujuzi.catalogue.feeds import registry


@pytest.fixture
def hub(db: None, monkeypatch: pytest.MonkeyPatch) -> Hub:
    script = Script()
    monkeypatch.setitem(registry.FORMATS, "scripted", script)
    return Hub(script)
