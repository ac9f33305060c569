"""A small shelf for the journeys: two courses in each language of the hub, one of them for everybody, and odd ones."""

import datetime as dt
import os
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tests import make
from tests.courses import packages_made
from ujuzi.catalogue.models import Edition, Offering
from ujuzi.catalogue.search import indexing
from ujuzi.courses.operations import packaging, shelving, starter

TITLES = {
    "en": ("What AI is, and what it is not", "Machine learning from the first line"),
    "fr": ("Ce qu’est l’IA, et ce qu’elle n’est pas", "L’apprentissage automatique pas à pas"),
    "es": ("Qué es la IA y qué no es", "Aprendizaje automático desde cero"),
    "ar": ("ما هو الذكاء الاصطناعي وما ليس هو", "تعلم الآلة خطوة بخطوة"),
    "zh-Hans": ("什么是人工智能", "机器学习入门"),
    "ru": ("Что такое искусственный интеллект", "Машинное обучение с первой строки"),
    "sw": ("Akili bandia ni nini, na si nini", "Kujifunza kwa mashine hatua kwa hatua"),
    "pt": ("O que é a IA e o que não é", "Aprendizado de máquina passo a passo"),
}
EVERYBODYS = {
    "subjects": ["ai-basics"],
    "audiences": ["public"],
    "level": "beginner",
    "duration_minutes": 45,
    "cost": "free",
    "certificate": "free",
    "size_bytes": 1_900_000,
    "works_offline": True,
    "account_needed": False,
    "access_features": ["captions", "transcript", "structuralNavigation"],
}
SPECIALISTS = {
    "subjects": ["machine-learning", "data"],
    "audiences": ["it-professionals"],
    "level": "advanced",
    "duration_minutes": 2400,
    "cost": "paid",
    "certificate": "paid",
    "size_bytes": 900_000_000,
    "account_needed": True,
    "sdgs": [3, 9],
    "licence": "https://creativecommons.org/licenses/by-sa/4.0/",
    "access_hazards": ["flashing"],
}


def host_courses() -> None:
    """The starter curriculum, in the player and in the catalogue."""
    for folder in starter.folders():
        starter.bring_in(folder, now=timezone.now())
    shelving.shelve(None, clock=timezone.now)


def host_packages(folder: Path, address: str) -> None:
    """Packages of ours, and, where they are at hand, real ones."""
    evil = packages_made.EVIL.replace("HUB", f'"{address}"')
    made = {
        "seeds-12.zip": packages_made.scorm12(),
        "seeds-2004.zip": packages_made.scorm2004(),
        "seeds-cmi5.zip": packages_made.cmi5(),
        "evil.zip": packages_made.scorm12(
            evil, packages_made.MANIFEST_12.replace("Seeds in SCORM 1.2", "Evil").replace("seed-12", "evil")
        ),
    }
    for name, content in made.items():
        path = packages_made.written(folder, content, name)
        packaging.take(path, name, organisation=None, now=timezone.now())
    field = Path(os.environ.get("UJUZI_FIELD_DATA", "/nowhere")) / "packages"
    real = field / "h5p/ai4t-3-1-4-Digital-AI.h5p"
    if real.exists():
        packaging.take(real, real.name, organisation=None, now=timezone.now())


def stock() -> Edition:
    """Fills the catalogue; returns the English course for everybody, which has every part a page can show."""
    partners = [
        make.organisation(
            "savanna", names={"en": "Savanna Open University"}, descriptions={"en": "Far and wide."}
        ),
        make.organisation("two-rivers", names={"en": "Academy of the Two Rivers", "ar": "أكاديمية الرافدين"}),
    ]
    feed = make.feed(organisation=partners[0], name="Savanna's catalogue")
    now, day = timezone.now(), dt.date(2026, 9, 1)
    first = make.edition(
        language="en", title=TITLES["en"][0], provider=partners[0], published_at=now, modified_on=day,
        description="<p>For whoever has heard of it and wonders.</p><ul><li>No mathematics.</li></ul>",
        provenance={"level": {"feed": feed.pk, "record": 1, "at": now.isoformat(), "raw": ["Anfänger"]}},
        decisions={"subjects": [{"value": "ai-basics", "because": "title", "text": "What AI is"}]}, **EVERYBODYS,
    )  # fmt: skip
    editions = [first]
    for tag, (everybodys, specialists) in TITLES.items():
        if tag != "en":
            editions.append(make.edition(language=tag, title=everybodys, work=first.work, provider=partners[1],
                                         description=f"<p>{everybodys}.</p>", published_at=now, **EVERYBODYS))  # fmt: skip
        editions.append(make.edition(language=tag, title=specialists, provider=partners[0],
                                     description=f"<p>{specialists}.</p>", published_at=now, **SPECIALISTS))  # fmt: skip
    for number in range(30):
        editions.append(make.edition(language="en", title=f"Reading group, meeting {number}", kind="webinar",
                                     provider=partners[number % 2], published_at=now))  # fmt: skip
    Offering.objects.create(
        edition=first,
        url="https://x.example/next",
        starts_on=day,
        modality="in-person",
        location="Lilongwe",
        price=0,
    )
    with transaction.atomic():
        indexing.index([edition.pk for edition in editions])
    return first
