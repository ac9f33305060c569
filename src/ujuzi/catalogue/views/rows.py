"""Results and other lists of resources, made ready for the template: it only prints.

What a row says of an edition (its card) is the same on every page of results until the catalogue changes, so the cards of
the latest results are remembered: most searches show what others have shown.
"""

import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ujuzi.catalogue.publish import source
from ujuzi.catalogue.queries import pages
from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import addresses, facts, reasons
from ujuzi.core import caching, wording

SUMMARY = 170  # characters
READ = 1200  # of a description, to find them
KEPT = 4096  # cards, of about a kilobyte

_cards: dict[object, SafeString] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """`why` says for what a result stands in its place; other lists have none."""

    card: SafeString
    why: str = ""


def of_results(results: terms.Results, *, explained: bool = False) -> list[Row]:
    """`explained` adds to each why it stands where it stands."""
    reader = wording.active()
    # A partner's name may change without the catalogue: hence the minute, the life of a public page.
    time_and_state = (results.version, int(time.monotonic()) // caching.SECONDS)
    keys = {
        hit.edition_id: (hit.edition_id, reader, hit.other_language, time_and_state) for hit in results.hits
    }
    found = {number: card for number, key in keys.items() if (card := _cards.get(key))}
    if missing := [hit for hit in results.hits if hit.edition_id not in found]:
        hits = {hit.edition_id: hit for hit in missing}
        languages = {number: hit.languages for number, hit in hits.items()}
        elsewhere = {number for number, hit in hits.items() if hit.other_language}
        made = _made(pages.rows(list(hits)), languages, elsewhere)
        found |= made
        _keep({keys[number]: card for number, card in made.items()})
    return [
        Row(found[hit.edition_id], reasons.sentences(hit.because, reader) if explained else "")
        for hit in results.hits
        if hit.edition_id in found
    ]


def of_editions(editions: Iterable[pages.Listed]) -> list[Row]:
    editions = list(editions)
    of_works = pages.languages_of_works({edition.work_id for edition in editions}) if editions else {}
    languages = {edition.pk: of_works.get(edition.work_id, ()) for edition in editions}
    return [Row(card) for card in _made(editions, languages).values()]


def _keep(made: Mapping[object, SafeString]) -> None:
    _cards.update(made)
    for old in list(_cards)[: max(0, len(_cards) - KEPT)]:
        _cards.pop(old, None)


def _made(
    editions: Iterable[pages.Listed],
    languages: Mapping[int, Collection[str]],
    elsewhere: Collection[int] = (),
) -> dict[int, SafeString]:
    """{number: card}; `languages` of their works. Those in a language that was not asked for (`elsewhere`) say so."""
    under, reader = addresses.home(), wording.active()
    template = get_template("catalogue/card.html")
    return {
        edition.pk: mark_safe(
            template.render(_said(edition, languages[edition.pk], edition.pk in elsewhere, under, reader))
        )
        for edition in editions
    }


def _said(
    edition: pages.Listed, languages: Collection[str], is_elsewhere: bool, under: str, reader: str
) -> dict[str, str]:
    """`tongue` is a ready attribute pair for text in another language than the page: ` lang="sw" dir="ltr"`."""
    marker = ""
    if is_elsewhere and edition.language:
        marker = _("Only in %(language)s") % {"language": wording.language(edition.language, reader)}
    return {
        "address": addresses.resource(edition, under),
        "title": edition.title,
        "tongue": tongue(edition.language, reader),
        "summary": summary(edition.description),
        "provider": edition.provider_name,
        "provider_address": f"{under}partner/{edition.provider_slug}/",
        "facts": facts.line(edition, languages),
        "marker": marker,
    }


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
