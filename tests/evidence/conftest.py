"""A partner with a course in the catalogue, and a learner with a confirmed address."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from tests import make
from ujuzi.accounts.models import Person
from ujuzi.catalogue.models import Edition
from ujuzi.evidence.arrivals import Arrival, Assurance, Source
from ujuzi.organisations.models import Organisation
from ujuzi.records.operations import teaching
from ujuzi.records.queries import statements

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA_DIR = tmp_path
    settings.ORIGIN = "https://hub.example"
    teaching.forget()
    statements.forget()
    cache.clear()


@pytest.fixture
def takwa(db: None) -> Organisation:
    return make.organisation("takwa")


@pytest.fixture
def edition(takwa: Organisation) -> Edition:
    return make.edition(
        provider=takwa, title="Machine learning for farmers", url="https://takwa.example/courses/ml"
    )


@pytest.fixture
def amina(db: None) -> Person:
    return with_address(make.person("amina", display_name="Amina Juma"), "amina@mail.example")


def with_address(person: Person, address: str) -> Person:
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    return person


def arrival(**fields: Any) -> Arrival:
    given: dict[str, Any] = {
        "source": Source.WEBHOOK,
        "key": "1",
        "assurance": Assurance.PARTNER_ATTESTED,
        "activity": "https://takwa.example/courses/ml",
        "title": "Machine learning for farmers",
        "completed_at": datetime(2026, 5, 4, tzinfo=UTC),
    }
    return Arrival(**given | fields)
