"""A few published courses, findable, and a browser without cookies."""

import pytest
from django.test import Client

from tests import make
from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.search import indexing


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def shelf(db: None) -> list[Edition]:
    """English for everybody, the same in Arabic, and an advanced paid one in Kiswahili."""
    savanna = make.organisation("savanna", names={"en": "Savanna Open University"}, countries=["KE", "TZ"])
    common = {"subjects": ["ai-basics"], "level": "beginner", "cost": "free", "access_features": ["captions"]}
    first = make.edition(
        title="What AI is",
        provider=savanna,
        description="<p>For whoever wonders.</p>",
        duration_minutes=90,
        **common,
    )
    arabic = make.edition(
        title="ما هو الذكاء الاصطناعي",
        language="ar",
        work=first.work,
        provider=savanna,
        size_bytes=2_300_000,
        **common,
    )
    paid = make.edition(
        title="Kujifunza kwa mashine",
        language="sw",
        subjects=["machine-learning"],
        level="advanced",
        cost="paid",
    )
    found = [first, arabic, paid]
    indexing.index([edition.pk for edition in found])
    return found
