"""From a record of the discovery service, or of a catalogue like it, to an `Offering`."""

from collections.abc import Mapping
from typing import Any

from ujuzi.standards import jsonvalues
from ujuzi.standards.edxdiscovery.courses import DiscoveryError, Offering, Run, Seat

text, texts, child, first = jsonvalues.text, jsonvalues.texts, jsonvalues.child, jsonvalues.first


def is_program(record: Mapping[str, Any]) -> bool:
    """Programs hold courses; a course of MITx Online has neither but may have no runs either."""
    if "course_runs" in record or "courseruns" in record:
        return False
    return "courses" in record or "req_tree" in record or "program_type" in record


def parse(record: Any) -> Offering:
    """Raises DiscoveryError when there is no identifier or no title; everything else may be missing."""
    if not isinstance(record, Mapping):
        raise DiscoveryError("not-an-object", "/", f"a {type(record).__name__} where a course belongs")
    identifier = first(*(record.get(name) for name in ("key", "readable_id", "course_id", "uuid", "id")))
    if not identifier:
        raise DiscoveryError("no-identifier", "/key", "the record has no key, readable_id, uuid or id")
    title = first(record.get("title"), record.get("name"))
    if not title:
        raise DiscoveryError("no-title", "/title", "the record has no title", identifier)
    runs = tuple(
        _run(run) for name in ("course_runs", "courseruns") for run in jsonvalues.mappings(record.get(name))
    )
    page = record.get("page")
    return Offering(
        identifier=identifier,
        title=title,
        uuid=text(record.get("uuid")),
        url=first(
            record.get("marketing_url"),
            record.get("url"),
            record.get("external_marketing_url"),
            child(page, "page_url"),
        ),
        description=_description(record),
        level=text(record.get("level_type")),
        owners=_owners(record),
        modified=first(record.get("modified"), record.get("data_modified_timestamp")),
        runs=runs,
        **_schedule(record),
        **_about(record, page),
        **_places(record.get("location_restriction")),
    )


def _description(record: Mapping[str, Any]) -> str:
    return first(
        record.get("full_description"),
        record.get("overview"),
        child(record.get("page"), "description"),
        record.get("description"),
        record.get("short_description"),
        record.get("subtitle"),
        record.get("marketing_hook"),
    )


def _about(record: Mapping[str, Any], page: Any) -> dict[str, Any]:
    staff = record.get("staff") or record.get("instructors") or child(page, "instructors")
    program = is_program(record)
    return {
        "program": program,
        "kind": first(
            record.get("program_type"), record.get("type") if program else "", record.get("course_type")
        ),
        "languages": texts(record.get("languages") or record.get("content_language")),
        "transcripts": texts(record.get("transcript_languages")),
        "subjects": texts(record.get("subjects")) + texts(record.get("topics")),
        "keywords": texts(record.get("topics_raw") or record.get("skill_names") or record.get("tags")),
        "instructors": _people(staff),
        "certificate": text(record.get("certificate_type")),
        "seats": _seats(record),
        "courses": _courses(record.get("courses")),
    }


def _schedule(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "duration": first(record.get("duration"), _weeks(record), child(record.get("page"), "length")),
        "effort": first(record.get("time_commitment"), _effort(record), child(record.get("page"), "effort")),
        "starts": first(record.get("start_date"), record.get("start")),
        "ends": first(record.get("end_date"), record.get("end")),
        "enrol_until": text(record.get("enrollment_end")),
    }


def _run(run: Mapping[str, Any]) -> Run:
    status = text(run.get("status"))
    return Run(
        key=first(run.get("key"), run.get("courseware_id"), run.get("id")),
        title=text(run.get("title")),
        url=first(run.get("marketing_url"), run.get("courseware_url")),
        description=first(run.get("full_description"), run.get("short_description")),
        starts=first(run.get("start"), run.get("start_date")),
        ends=first(run.get("end"), run.get("end_date")),
        enrol_until=text(run.get("enrollment_end")),
        pacing=_pacing(run),
        languages=texts(run.get("content_language")),
        transcripts=texts(run.get("transcript_languages")),
        duration=_weeks(run),
        effort=_effort(run),
        level=text(run.get("level_type")),
        licence=text(run.get("license")),
        modified=text(run.get("modified")),
        instructors=_people(run.get("staff") or run.get("instructors")),
        seats=_seats(run),
        published=status in {"", "published"} and run.get("live") is not False,
    )


def _pacing(run: Mapping[str, Any]) -> str:
    said = first(run.get("pacing_type"), run.get("pacing"))
    if not said and isinstance(run.get("is_self_paced"), bool):
        return "self_paced" if run["is_self_paced"] else "instructor_paced"
    return said


def _weeks(record: Mapping[str, Any]) -> str:
    weeks = text(record.get("weeks_to_complete"))
    return f"{weeks} weeks" if weeks and weeks != "0" else ""


def _effort(record: Mapping[str, Any]) -> str:
    """Hours a week, "10-15 hours a week"; the LMS has it as text ("5-7 hours per week" or "05:00")."""
    least, most = text(record.get("min_effort")), text(record.get("max_effort"))
    bounds = [bound for bound in dict.fromkeys((least, most)) if bound and bound != "0"]
    return f"{'-'.join(bounds)} hours a week" if bounds else text(record.get("effort"))


def _people(value: Any) -> tuple[str, ...]:
    found = []
    for person in value if isinstance(value, list) else ():
        parts = (text(child(person, "given_name")), text(child(person, "family_name")))
        found.append(" ".join(part for part in parts if part) or text(person))
    return tuple(dict.fromkeys(name for name in found if name))


def _owners(record: Mapping[str, Any]) -> tuple[str, ...]:
    for name in ("owners", "authoring_organizations"):
        found = [
            first(owner.get("name"), owner.get("key")) for owner in jsonvalues.mappings(record.get(name))
        ]
        if any(found):
            return tuple(dict.fromkeys(owner for owner in found if owner))
    return texts(record.get("org") or record.get("platform"))


def _seats(record: Mapping[str, Any]) -> tuple[Seat, ...]:
    """Seats; where the source has enrolment modes and prices instead, seats made of these.

    MITx Online: `enrollment_modes` with `products`; its audit mode is free, the product's price is the certificate's.
    xPRO: `current_price` for the whole, certificate included.
    """
    seats = [
        Seat(text(seat.get("type")), text(seat.get("price")), text(seat.get("currency")))
        for seat in jsonvalues.mappings(record.get("seats"))
    ]
    modes = [text(mode.get("mode_slug")) for mode in jsonvalues.mappings(record.get("enrollment_modes"))]
    price = _asked(record)
    if modes and not seats:
        return tuple(Seat(mode, "0" if mode == "audit" else price) for mode in modes if mode)
    if price and not seats:
        return (Seat("professional", price),)
    return tuple(seats)


def _asked(record: Mapping[str, Any]) -> str:
    """The price; neither catalogue names its currency."""
    products = [text(product.get("price")) for product in jsonvalues.mappings(record.get("products"))]
    return first(*products, record.get("current_price"), record.get("min_price"))


def _courses(value: Any) -> tuple[str, ...]:
    keys = [
        first(*(child(course, name) for name in ("key", "readable_id", "uuid"))) or text(course)
        for course in (value if isinstance(value, list) else ())
    ]
    return tuple(key for key in keys if key)


def _places(restriction: Any) -> dict[str, Any]:
    countries = texts(child(restriction, "countries"))
    kind = text(child(restriction, "restriction_type"))
    return {
        "countries": countries if kind == "allowlist" else (),
        "excluded_countries": countries if kind == "blocklist" else (),
    }
