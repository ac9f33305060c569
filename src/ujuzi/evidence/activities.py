"""Which completion a proof is about: the same course under any of its addresses is one activity."""

from django.conf import settings

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.normalise import urls

HOSTED = "/learn/"


class Hosted(Exception):
    """A course of this hub: its completions are in the hub's own records, nobody else can report them."""

    permanent = True


def canonical(said: str) -> str:
    """Of a work in the catalogue the hub's own address of it, else the address without tracking, else what was said.

    Raises `Hosted`.
    """
    said = said.strip()[:500]
    if said.startswith(f"{settings.ORIGIN}{HOSTED}"):
        raise Hosted(said)
    address = urls.canonical(said)
    work = _work(said, address) if address else None
    return of_work(work) if work is not None else address or said


def of_work(work: int) -> str:
    return f"{settings.ORIGIN}/works/{work}"


def _work(said: str, address: str) -> int | None:
    found = Edition.objects.filter(url__in={said, address, f"{address}/"}).order_by("pk")
    return found.values_list("work_id", flat=True).first()
