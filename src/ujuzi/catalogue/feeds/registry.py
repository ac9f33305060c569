"""The feed formats that the hub reads: one line each. docs/feeds.md tells how to add one."""

from types import ModuleType

from ujuzi.catalogue.feeds import (
    dublincore,
    edx,
    hosted,
    jsonld,
    moochub,
    mslearn,
    oaipmh,
    sheet,
    syndication,
)

FORMATS: dict[str, ModuleType] = {
    "oaipmh": oaipmh,
    "moochub": moochub,
    "mslearn": mslearn,
    "edx": edx,
    "jsonld": jsonld,
    "syndication": syndication,
    "sheet": sheet,
    "dublincore": dublincore,
    "hosted": hosted,
}
OWN = frozenset({"hosted"})  # made by the hub itself; nobody connects one


def choices() -> list[tuple[str, str]]:
    """(name, label) pairs for forms and models; a callable, so that a new format needs no migration."""
    return [(name, str(module.LABEL)) for name, module in FORMATS.items()]


def connectable() -> list[tuple[str, str]]:
    """Those that a partner may choose."""
    return [pair for pair in choices() if pair[0] not in OWN]
