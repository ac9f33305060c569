"""Results and other lists of resources, made ready for the template: it only prints."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.publish import source
from ujuzi.catalogue.queries import pages
from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import addresses, facts, reasons
from ujuzi.core import wording

SUMMARY = 170  # characters
READ = 1200  # of a description, to find them


@dataclass(frozen=True, slots=True)
class Row:
    """`tongue` is a ready attribute pair for text in another language than the page: ` lang="sw" dir="ltr"`."""

    address: str
    title: str
    tongue: SafeString
    summary: str
    provider: str
    provider_address: str
    facts: SafeString
    marker: str
    why: Sequence[str]


def of_results(results: terms.Results, *, explained: bool = False) -> list[Row]:
    """`explained` adds to each why it stands where it stands."""
    hits = {hit.edition_id: hit for hit in results.hits}
    return of_editions(pages.rows(list(hits)), hits if explained else {})


def of_editions(editions: Iterable[Edition], hits: Mapping[int, terms.Hit] | None = None) -> list[Row]:
    editions = list(editions)
    languages = pages.languages_of_works({edition.work_id for edition in editions}) if editions else {}
    under, reader = addresses.home(), wording.active()
    return [
        _row(edition, languages.get(edition.work_id, ()), (hits or {}).get(edition.pk), under, reader)
        for edition in editions
    ]


def _row(edition: Edition, languages: Collection[str], hit: terms.Hit | None, under: str, reader: str) -> Row:
    marker = ""
    if hit and hit.other_language and edition.language:
        marker = _("Only in %(language)s") % {"language": wording.language(edition.language, reader)}
    return Row(
        address=addresses.resource(edition, under),
        title=edition.title,
        tongue=tongue(edition.language, reader),
        summary=summary(edition.description),
        provider=edition.provider.name,
        provider_address=f"{under}partner/{edition.provider.slug}/",
        facts=facts.line(edition, languages),
        marker=marker,
        why=reasons.sentences(hit.because, reader) if hit else (),
    )


def tongue(tag: str, reader: str) -> SafeString:
    """Attributes for text in a language that the page is not in; empty when it is, or when nobody knows."""
    if not tag or tag.lower() == reader.lower():
        return mark_safe("")
    return format_html(' lang="{}" dir="{}"', tag, wording.direction(tag))


def summary(description: str) -> str:
    """The beginning of a description as plain text."""
    text = source.plain(description[:READ].rpartition("<")[0] or description[:READ])
    if len(text) <= SUMMARY:
        return text
    cut = text[:SUMMARY]
    head, space, _rest = cut.rpartition(" ")
    # Scripts without spaces are cut where they are.
    return (head if space and len(head) > SUMMARY // 2 else cut).rstrip(" ,;:.،؛。，、") + "…"
