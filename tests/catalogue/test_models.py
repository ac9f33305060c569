import pytest

from tests import make
from ujuzi.catalogue.models import Edition

pytestmark = pytest.mark.django_db


def test_an_edition_hangs_on_a_work_and_a_provider() -> None:
    made = make.edition(title="AI basics")
    assert Edition.objects.get(title="AI basics").work == made.work
