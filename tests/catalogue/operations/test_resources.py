"""A resource typed by hand passes the same cleaning as what a feed sends."""

from datetime import UTC, datetime

import pytest

from tests import make
from ujuzi.catalogue.operations import resources


@pytest.mark.django_db
def test_what_is_typed_is_cleaned() -> None:
    values = {
        "title": "AI <b>for</b> all",
        "description": "<p onclick='x()'>Learn</p><script>alert(1)</script>",
        "url": "https://x.example/a",
    }
    made = resources.create(
        make.organisation(), values, actor=make.person(), now=datetime(2026, 3, 1, tzinfo=UTC)
    )
    assert (made.title, made.description) == ("AI for all", "<p>Learn</p>")
    assert made.corrections["description"] == "<p>Learn</p>"
