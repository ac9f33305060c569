"""Plain builders for tests: what is not said gets a believable value."""

from itertools import count
from typing import Any

from ujuzi.accounts.models import Person
from ujuzi.catalogue.models import Edition, Feed, State, Work
from ujuzi.organisations.models import Kind, Organisation

_numbers = count(1)


def person(username: str = "", **fields: Any) -> Person:
    return Person.objects.create_user(username or f"person-{next(_numbers)}", password=None, **fields)


def organisation(slug: str = "", **fields: Any) -> Organisation:
    slug = slug or f"partner-{next(_numbers)}"
    fields = {"names": {"en": slug.replace("-", " ").title()}, "kind": Kind.NGO, "countries": ["KE"]} | fields
    return Organisation.objects.create(slug=slug, **fields)


def feed(**fields: Any) -> Feed:
    number = next(_numbers)
    fields = {"name": f"Feed {number}", "url": f"http://127.0.0.1:9/{number}", "format": "moochub"} | fields
    fields.setdefault("organisation", None)
    fields["organisation"] = fields["organisation"] or organisation()
    return Feed.objects.create(**fields)


def edition(**fields: Any) -> Edition:
    number = next(_numbers)
    defaults = {
        "title": f"Course {number}",
        "language": "en",
        "state": State.PUBLISHED,
        "url": f"https://x.example/{number}",
    }
    fields = defaults | fields
    fields.setdefault("work", None)
    fields["work"] = fields["work"] or Work.objects.create()
    fields.setdefault("provider", None)
    fields["provider"] = fields["provider"] or organisation()
    return Edition.objects.create(**fields)
