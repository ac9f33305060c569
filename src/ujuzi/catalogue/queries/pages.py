"""What the public pages read: published editions with what a row or a sheet of facts shows, in few queries."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Count, F, Max, Prefetch, Q
from django.utils.translation import get_language

from ujuzi.catalogue.models import Edition, Feed, Offering, State
from ujuzi.core import langtext
from ujuzi.organisations.models import Organisation

SIBLING_LIMIT = 60


class Listed(NamedTuple):
    """What a row in a list shows of an edition, by the names of its model: made three times as fast as the model itself."""

    pk: int
    work_id: int
    state: str
    language: str
    title: str
    description: str
    kind: str
    level: str
    duration_minutes: int | None
    cost: str
    certificate: str
    account_needed: bool | None
    works_offline: bool | None
    size_bytes: int | None
    access_features: list[str]
    provider_slug: str
    provider_names: dict[str, str]

    @property
    def provider_name(self) -> str:
        return langtext.pick(self.provider_names, [get_language() or "en"]).text or self.provider_slug


_FIELDS = tuple(name.replace("provider_", "provider__") for name in Listed._fields)
_LISTED = Edition.objects.values_list(*_FIELDS)
_LANGUAGES = Edition.objects.values_list("work_id", "language", "state")


def rows(numbers: Sequence[int]) -> list[Listed]:
    """Published editions by number, in the order asked for; what is no longer published is left out."""
    # The state is looked at here: asked for in SQL, SQLite walks all published editions by the index on it instead.
    listed = map(Listed._make, _LISTED.filter(pk__in=numbers))
    found = {edition.pk: edition for edition in listed if edition.state == State.PUBLISHED}
    return [found[number] for number in numbers if number in found]


def newest(limit: int, language: str = "") -> list[Listed]:
    """What was published here last, in a language when one is named."""
    published = _LISTED.filter(state=State.PUBLISHED, published_at__isnull=False)
    if language:
        published = published.filter(language__istartswith=language.split("-")[0])
    return list(map(Listed._make, published.order_by("-published_at", "-pk")[:limit]))


def languages_of_works(works: Iterable[int]) -> Mapping[int, set[str]]:
    """The languages in which each work can be had."""
    triples = _LANGUAGES.filter(work__in=list(works))
    found: dict[int, set[str]] = {}
    for work, language, state in triples:
        if language and state == State.PUBLISHED:  # in Python for the reason above
            found.setdefault(work, set()).add(language)
    return found


def edition(number: int) -> Edition | None:
    """A published edition with its provider, work and offerings."""
    offerings = Prefetch("offerings", Offering.objects.order_by(F("starts_on").asc(nulls_last=True), "pk"))
    return (
        Edition.objects.filter(pk=number, state=State.PUBLISHED)
        .select_related("provider", "work")
        .prefetch_related(offerings)
        .first()
    )


def is_gone(number: int) -> bool:
    """It was here, and its source or a reviewer has taken it back."""
    return Edition.objects.filter(pk=number, state__in=[State.WITHDRAWN, State.REJECTED]).exists()


def of_work(work: int) -> list[Listed]:
    """The language editions of a work."""
    found = map(Listed._make, _LISTED.filter(work=work).order_by("language", "pk"))
    return [edition for edition in found if edition.state == State.PUBLISHED][:SIBLING_LIMIT]


def feed_names(numbers: Iterable[int]) -> dict[int, str]:
    return dict(Feed.objects.filter(pk__in=list(numbers)).values_list("pk", "name"))


def partners() -> list[Organisation]:
    """Listed organisations with `resources`, the number of their published editions."""
    published = Count("editions", filter=Q(editions__state=State.PUBLISHED))
    return list(Organisation.objects.filter(is_listed=True).annotate(resources=published))


def partner(slug: str) -> Organisation | None:
    """A listed organisation with `resources` and `last_change`."""
    published = Q(editions__state=State.PUBLISHED)
    return (
        Organisation.objects.filter(slug=slug, is_listed=True)
        .annotate(
            resources=Count("editions", filter=published),
            last_change=Max("editions__changed_at", filter=published),
        )
        .first()
    )


def provider_names() -> dict[str, str]:
    """{slug: name in the active language} of all organisations: a coalition has some hundreds."""
    known = Organisation.objects.values_list("slug", "names")
    reader = [get_language() or "en"]
    return {slug: langtext.pick(names, reader).text or slug for slug, names in known}
