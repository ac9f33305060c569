"""What the public pages read: published editions with what a row or a sheet of facts shows, in few queries."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count, F, Max, Prefetch, Q

from ujuzi.catalogue.models import Edition, Feed, Offering, State
from ujuzi.organisations.models import Organisation

# What a row in a list shows; descriptions are cut by the database where it can, the rest of the row stays there.
ROW = (
    "id", "work_id", "state", "language", "title", "description", "kind", "level", "duration_minutes", "cost", "certificate",
    "modality", "account_needed", "works_offline", "size_bytes", "access_features", "access_modes",
    "provider__id", "provider__slug", "provider__names",
)  # fmt: skip
SIBLING_LIMIT = 60


def rows(numbers: Sequence[int]) -> list[Edition]:
    """Published editions by number, in the order asked for; what is no longer published is left out."""
    # The state is looked at here: asked for in SQL, SQLite walks all published editions by the index on it instead.
    found = {
        edition.pk: edition
        for edition in Edition.objects.filter(pk__in=numbers).select_related("provider").only(*ROW)
        if edition.state == State.PUBLISHED
    }
    return [found[number] for number in numbers if number in found]


def newest(limit: int, language: str = "") -> list[Edition]:
    """What was published here last, in a language when one is named."""
    published = Edition.objects.filter(state=State.PUBLISHED, published_at__isnull=False)
    if language:
        published = published.filter(language__istartswith=language.split("-")[0])
    return list(published.select_related("provider").only(*ROW).order_by("-published_at", "-pk")[:limit])


def of_provider(organisation: Organisation, *, start: int, limit: int) -> list[Edition]:
    mine = Edition.objects.filter(provider=organisation, state=State.PUBLISHED).select_related("provider")
    return list(mine.only(*ROW).order_by("title", "pk")[start : start + limit])


def languages_of_works(works: Iterable[int]) -> Mapping[int, set[str]]:
    """The languages in which each work can be had."""
    triples = Edition.objects.filter(work__in=list(works)).values_list("work_id", "language", "state")
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


def of_work(work: int) -> list[Edition]:
    """The language editions of a work."""
    found = Edition.objects.filter(work=work).select_related("provider").only(*ROW).order_by("language", "pk")
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


def provider_names(slugs: Iterable[str]) -> dict[str, str]:
    """{slug: name in the active language}."""
    found = Organisation.objects.filter(slug__in=list(slugs)).only("slug", "names")
    return {organisation.slug: organisation.name for organisation in found}
