"""Line items, scores and results: Assignment and Grade Services 2.0, section 3."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ujuzi.standards.lti import names, reading
from ujuzi.standards.lti.problems import LtiError

CLOCKS_DIFFER = timedelta(minutes=10)
# ISO 8601 with a zone; the specification asks for fractions of a second too, which not all tools send.
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d{1,12})?(Z|[+-]\d\d:?\d\d)")


@dataclass(frozen=True, slots=True)
class LineItem:
    """A column of the grade book. `resource_link` is the id of the link that it belongs to, "" for none."""

    label: str
    maximum: float
    resource_id: str = ""
    tag: str = ""
    resource_link: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What a tool says of somebody now. `given` None takes back what was given before (section 3.4.6)."""

    user: str
    at: datetime
    activity: str
    grading: str
    given: float | None
    maximum: float | None
    comment: str

    @property
    def is_final(self) -> bool:
        """She is through, and nothing about her grade is open."""
        return self.activity == names.COMPLETED and self.grading == names.FULLY_GRADED

    @property
    def scaled(self) -> float | None:
        """0 to 1; points beyond the maximum (extra credit) are the maximum."""
        if self.given is None or not self.maximum:
            return None
        return min(1.0, self.given / self.maximum)


def line_item(said: Mapping[str, Any], *, at: str = "", otherwise: str = "") -> LineItem:
    """`otherwise`: the label when there is none, as deep linking allows. Raises `LtiError`."""
    label = reading.text(said, "label", at=at, most=500) or otherwise[:500]
    if not label.strip():
        raise LtiError("missing", f"{at}label", "is needed")
    maximum = reading.number(said, "scoreMaximum", at=at)
    if maximum is None:
        raise LtiError("missing", f"{at}scoreMaximum", "is needed")
    if maximum <= 0:
        raise LtiError("range", f"{at}scoreMaximum", "must be above 0")
    return LineItem(
        label=label,
        maximum=maximum,
        resource_id=reading.text(said, "resourceId", at=at, most=500) or "",
        tag=reading.text(said, "tag", at=at, most=500) or "",
        resource_link=reading.text(said, "resourceLinkId", at=at, most=500) or "",
        starts_at=_time(said, "startDateTime", at),
        ends_at=_time(said, "endDateTime", at),
    )


def line_item_document(one: LineItem, address: str) -> dict[str, Any]:
    """As it is sent; `address` is its id."""
    members: dict[str, Any] = {
        "id": address,
        "label": one.label,
        "scoreMaximum": _plain(one.maximum),
        "resourceId": one.resource_id,
        "tag": one.tag,
        "resourceLinkId": one.resource_link,
        "startDateTime": written(one.starts_at) if one.starts_at else "",
        "endDateTime": written(one.ends_at) if one.ends_at else "",
    }
    return {name: value for name, value in members.items() if value != ""}


def score(said: Mapping[str, Any], *, now: datetime) -> Score:
    """Raises `LtiError`."""
    given, maximum = reading.number(said, "scoreGiven"), reading.number(said, "scoreMaximum")
    if given is not None and given < 0:
        raise LtiError("range", "scoreGiven", "must not be below 0")
    if given is not None and maximum is None:
        raise LtiError("missing", "scoreMaximum", "is needed beside scoreGiven")
    if maximum is not None and maximum <= 0:
        raise LtiError("range", "scoreMaximum", "must be above 0")
    reading.needed(said, "timestamp")
    at = _time(said, "timestamp", "")
    assert at is not None  # it is needed
    if at > now + CLOCKS_DIFFER:
        raise LtiError("future", "timestamp", "lies in the future; look at the tool's clock")
    return Score(
        user=reading.needed(said, "userId"),
        at=at,
        activity=reading.one_of(said, "activityProgress", names.ACTIVITY_PROGRESS),
        grading=reading.one_of(said, "gradingProgress", names.GRADING_PROGRESS),
        given=given,
        maximum=maximum,
        comment=reading.text(said, "comment", most=10_000) or "",
    )


def check_newer(at: datetime, before: datetime | None) -> None:
    """A result is not changed by a score that is older than the last one (section 3.4.4). Raises `LtiError`."""
    if before is not None and at <= before:
        raise LtiError("stale", "timestamp", f"is not newer than {written(before)}, the last one here")


def result_document(
    *,
    address: str,
    of: str,
    user: str,
    given: float | None,
    maximum: float | None,
    item_maximum: float,
    comment: str,
) -> dict[str, Any]:
    """As it is sent, on the scale of the line item (section 3.3)."""
    members: dict[str, Any] = {"id": address, "scoreOf": of, "userId": user}
    if given is not None and maximum:
        members["resultScore"] = _plain(round(given * item_maximum / maximum, 6))
        members["resultMaximum"] = _plain(item_maximum)
    return members | ({"comment": comment} if comment else {})


def written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _time(said: Mapping[str, Any], name: str, at: str) -> datetime | None:
    value = reading.text(said, name, at=at)
    if not value:
        return None
    if not _STAMP.fullmatch(value):
        raise LtiError("time", at + name, "is no ISO 8601 time with a zone")
    try:
        return datetime.fromisoformat(re.sub(r"[.,](\d{1,6})\d*", r".\1", value)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise LtiError("time", at + name, "is no ISO 8601 time with a zone") from error


def _plain(value: float) -> float | int:
    """100 rather than 100.0: some tools read whole numbers only."""
    return int(value) if value == int(value) else value
