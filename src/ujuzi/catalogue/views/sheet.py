""" "Can I use this?" in full: every fact of a resource, also those that nobody stated, its dates and the one action."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ujuzi.catalogue.models import Edition, LanguageSource, LinkState, Offering
from ujuzi.catalogue.search import buckets
from ujuzi.catalogue.views import labels
from ujuzi.core import wording

MOST_OFFERINGS = 50
_CC = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/([0-9.]+)", re.IGNORECASE)
ACTIONS: dict[str, str | Promise] = {
    "course": gettext_lazy("Go to the course at %(partner)s"),
    "path": gettext_lazy("Go to the learning path at %(partner)s"),
    "module": gettext_lazy("Go to the module at %(partner)s"),
    "video": gettext_lazy("Watch the video at %(partner)s"),
    "webinar": gettext_lazy("Go to the webinar at %(partner)s"),
    "guide": gettext_lazy("Read the guide at %(partner)s"),
    "toolkit": gettext_lazy("Open the toolkit at %(partner)s"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the sheet. `tone`: "good", "mind", "quiet" (not stated) or ""."""

    name: str
    text: str
    tone: str = ""
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    address: str
    words: str
    notes: list[str]


def of(edition: Edition, reader: str) -> list[Fact]:
    return [
        _language(edition, reader),
        _plain(_("Level"), labels.value("level", edition.level, reader) if edition.level else ""),
        _time(edition, reader),
        _cost(edition, reader),
        _certificate(edition, reader),
        _plain(_("Data it takes"), wording.size(edition.size_bytes, reader) if edition.size_bytes else ""),
        _yes_no(_("Works offline"), edition.works_offline),
        _yes_no(_("Account needed"), edition.account_needed, good=False),
        *_access(edition, reader),
        *_others(edition, reader),
    ]


def _plain(name: str, text: str, tone: str = "", note: str = "") -> Fact:
    return Fact(name, text, tone, note) if text else Fact(name, _("Not stated"), "quiet", note)


def _yes_no(name: str, state: bool | None, *, good: bool = True) -> Fact:
    if state is None:
        return Fact(name, _("Not stated"), "quiet")
    return Fact(name, _("Yes") if state else _("No"), "good" if state is good else "")


def _language(edition: Edition, reader: str) -> Fact:
    name = wording.language(edition.language, reader) if edition.language else ""
    detected = edition.language_source == LanguageSource.DETECTED
    return _plain(_("Language"), name, note=_("found out from the text, not stated") if detected else "")


def _time(edition: Edition, reader: str) -> Fact:
    text = wording.minutes(edition.duration_minutes, reader) if edition.duration_minutes else ""
    note = ""
    if edition.effort_minutes_per_week:
        weekly = wording.minutes(edition.effort_minutes_per_week, reader)
        note = _("%(time)s a week") % {"time": weekly}
    return _plain(_("Time"), text, note=note)


def _cost(edition: Edition, reader: str) -> Fact:
    tone = {"free": "good", "paid": "mind"}.get(edition.cost, "")
    return _plain(_("Cost"), labels.value("cost", edition.cost, reader) if edition.cost else "", tone)


def _certificate(edition: Edition, reader: str) -> Fact:
    tone = {"free": "good", "paid": "mind"}.get(edition.certificate, "")
    text = labels.value("certificate", edition.certificate, reader) if edition.certificate else ""
    return _plain(_("Certificate"), text, tone)


def _access(edition: Edition, reader: str) -> Iterator[Fact]:
    """Captions and screen reader always; what else is stated in one line."""
    has = buckets.access(edition.access_features)
    only_text = {str(mode).lower() for mode in edition.access_modes} == {"textual"}
    captions = _("Not needed: all of it is text") if only_text else _("Yes") if "captions" in has else ""
    yield _plain(_("Captions"), captions, "good")
    yield _plain(_("Works with a screen reader"), _("Yes") if "screen-reader" in has else "", "good")
    rest = [labels.value("access", code, reader) for code in dict.fromkeys(has)]
    others = [
        name
        for code, name in zip(dict.fromkeys(has), rest, strict=True)
        if code not in {"captions", "screen-reader"}
    ]
    if others:
        yield Fact(_("Other access features"), wording.several(others, reader), "good")
    hazards = [
        str(hazard)
        for hazard in edition.access_hazards
        if str(hazard).startswith(("flashing", "motion", "sound"))
    ]
    if hazards:
        yield Fact(_("Take care"), wording.several([_hazard(one) for one in hazards], reader), "mind")
    if edition.access_summary:
        yield Fact(_("The provider says on access"), edition.access_summary)


def _hazard(code: str) -> str:
    names = {
        "flashing": _("it flashes"),
        "motion": _("it moves strongly"),
        "sound": _("it has sudden sounds"),
    }
    return next((name for start, name in names.items() if code.startswith(start)), code)


def _others(edition: Edition, reader: str) -> Iterator[Fact]:
    if edition.modality:
        yield Fact(_("How it is taught"), labels.value("modality", edition.modality, reader))
    if edition.audiences:
        names = [labels.value("audience", code, reader) for code in edition.audiences]
        yield Fact(_("Made for"), "; ".join(names))
    if edition.excluded_countries:
        names = [wording.country(code, reader) for code in edition.excluded_countries]
        yield Fact(_("Cannot be used in"), wording.several(names, reader), "mind")
    if edition.creators:
        yield Fact(_("Made by"), wording.several([str(name) for name in edition.creators[:6]], reader))
    if edition.licence:
        yield Fact(_("Licence"), licence(edition.licence), link=web(edition.licence))
    if edition.modified_on or edition.published_on:
        day = edition.modified_on or edition.published_on
        yield Fact(_("Last changed by its makers"), wording.day(day, reader) if day else "")


def licence(text: str) -> str:
    """A Creative Commons address by its usual name: "CC BY-SA 4.0"; anything else as it is."""
    found = _CC.search(text)
    if not found:
        return text
    kind = found[1].lower()
    return f"CC0 {found[2]}" if kind == "zero" else f"CC {kind.upper()} {found[2]}"


def web(address: str) -> str:
    """The address when a browser may follow it; "" for scripts, files and other schemes."""
    return address if address.lower().startswith(("https://", "http://")) else ""


def action(edition: Edition, reader: str) -> Action | None:
    """The one thing to do here. None when there is no address to go to."""
    address = web(edition.url)
    if not address:
        return None
    notes = [_("You leave this hub.")]
    if edition.size_bytes:
        notes.append(_("The course takes %(size)s.") % {"size": wording.size(edition.size_bytes, reader)})
    if edition.account_needed:
        notes.append(_("You need an account there."))
    if edition.link_state == LinkState.DEAD:
        notes.append(_("When we last looked, nothing answered at this address."))
    words = str(ACTIONS.get(edition.kind, ACTIONS["course"])) % {"partner": edition.provider.name}
    return Action(address, words, notes)


def offerings(edition: Edition, reader: str) -> list[dict[str, str]]:
    """Dates, places and prices, where there is more to say than "any time, at the address above"."""
    found = [_offering(offering, edition, reader) for offering in edition.offerings.all()[:MOST_OFFERINGS]]
    return [one for one in found if any(text for name, text in one.items() if name != "how")]


def _offering(offering: Offering, edition: Edition, reader: str) -> dict[str, str]:
    def day(value: date | None) -> str:
        return wording.day(value, reader) if value else ""

    return {
        "starts": day(offering.starts_on),
        "ends": day(offering.ends_on),
        "until": day(offering.enrol_until),
        "how": labels.value("modality", offering.modality, reader) if offering.modality else "",
        "where": offering.location,
        "price": _money(offering.price, offering.currency, reader),
        "certificate": _money(offering.certificate_price, offering.currency, reader),
        "address": web(offering.url) if offering.url != edition.url else "",
    }


def _money(amount: object, currency: str, reader: str) -> str:
    if amount is None:
        return ""
    if not amount:
        return _("Free")
    return wording.money(str(amount), currency or "USD", reader) if currency else str(amount)
