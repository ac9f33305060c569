from datetime import date

import pytest

from tests import make
from ujuzi.catalogue.models import Edition, Offering


@pytest.fixture
def rich(db: None) -> Edition:
    """An edition with every field said, in a script and with signs that formats must carry."""
    edition = make.edition(
        provider=make.organisation("chuo", names={"en": "Savanna & Sons"}, homepage="https://chuo.example/"),
        title="Misingi ya akili bandia <1> & zaidi",
        description="<p>Kozi ya <strong>bure</strong> &amp; fupi.</p>",
        language="sw",
        url="https://chuo.example/kozi/1?a=1&b=é",
        kind="course",
        subjects=["ai-basics", "generative-ai"],
        sdgs=[4, 13],
        audiences=["public", "teachers"],
        keywords=["akili bandia", "=1+1"],
        creators=["Amina Juma", "Otieno, Baraka"],
        level="beginner",
        duration_minutes=150,
        effort_minutes_per_week=60,
        cost="free",
        certificate="paid",
        licence="https://creativecommons.org/licenses/by-sa/4.0/",
        modality="self-paced",
        account_needed=False,
        works_offline=True,
        size_bytes=2_000_000,
        access_modes=["textual", "visual"],
        access_features=["captions", "transcript"],
        access_hazards=["none"],
        access_summary="Captions in Kiswahili.",
        countries=["KE", "TZ"],
        excluded_countries=["XX"],
        published_on=date(2026, 1, 5),
        modified_on=date(2026, 3, 1),
    )
    Offering.objects.create(
        edition=edition, url=edition.url, starts_on=date(2026, 12, 1), ends_on=date(2027, 1, 31)
    )
    make.edition(work=edition.work, language="en", title="AI basics", provider=edition.provider)
    return edition
