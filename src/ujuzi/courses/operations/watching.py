"""How films of lessons are watched, as statements of the xAPI profile for video (https://w3id.org/xapi/video)."""

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ujuzi.courses import statements
from ujuzi.courses.models import Enrolment, Unit, UnitText
from ujuzi.courses.operations import recording

Clock = Callable[[], datetime]
MOST_SEGMENTS = 200
_PROFILE = "https://w3id.org/xapi/video"
_EXTENSION = f"{_PROFILE}/extensions/"
VERBS = {
    "played": f"{_PROFILE}/verbs/played",
    "paused": f"{_PROFILE}/verbs/paused",
    "seeked": f"{_PROFILE}/verbs/seeked",
    "completed": statements.COMPLETED,
}


class NotWatched(Exception):
    """What was sent cannot be of a film of this lesson."""

    permanent = True


def watched(enrolment: Enrolment, unit: Unit, said: Mapping[str, Any], *, clock: Clock) -> None:
    """`said`: {"verb", "session", "film": its address, "length", "time", "progress", "segments", "from"}; times in seconds.

    Raises NotWatched.
    """
    verb, film = str(said.get("verb")), str(said.get("film")).rpartition("/")[2]
    if verb not in VERBS or not _is_here(unit, film):
        raise NotWatched
    length, time = _seconds(said.get("length"), 24 * 3600), _seconds(said.get("time"), 24 * 3600)
    try:
        session = str(uuid.UUID(str(said.get("session"))))
    except ValueError:
        raise NotWatched from None
    result: dict[str, Any] = {"extensions": _result(verb, said, length, time)}
    if verb == "completed":
        result |= {"completion": True, "duration": f"PT{length:.2f}S"}
    now = clock()
    made = statements.about_part(
        enrolment, unit, f"film-{film[:16]}", f"{_PROFILE}/activity-type/video", VERBS[verb], now
    )
    made["context"]["contextActivities"]["category"] = [{"objectType": "Activity", "id": _PROFILE}]
    made["context"]["extensions"] = {f"{_EXTENSION}session-id": session, f"{_EXTENSION}length": length}
    recording.record([made | {"result": result}], clock=clock)


def _is_here(unit: Unit, film: str) -> bool:
    hexadecimal = len(film) == 64 and all(letter in "0123456789abcdef" for letter in film)
    return hexadecimal and UnitText.objects.filter(unit=unit, html__contains=f'{film}"').exists()


def _seconds(value: Any, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise NotWatched
    return round(float(value), 3)


def _result(verb: str, said: Mapping[str, Any], length: float, time: float) -> dict[str, Any]:
    """By the profile: `time-from` and `time-to` of a jump, `time` of everything else, what was seen of all when it stops."""
    if verb == "seeked":
        return {f"{_EXTENSION}time-from": _seconds(said.get("from"), 24 * 3600), f"{_EXTENSION}time-to": time}
    found: dict[str, Any] = {f"{_EXTENSION}time": time}
    if verb != "played":
        found[f"{_EXTENSION}progress"] = _seconds(said.get("progress"), 1)
        found[f"{_EXTENSION}played-segments"] = _segments(said.get("segments"), length)
    return found


def _segments(said: Any, length: float) -> str:
    """`0[.]12.5[,]20[.]31`."""
    if not isinstance(said, list) or len(said) > MOST_SEGMENTS:
        raise NotWatched
    parts = []
    for one in said:
        if not isinstance(one, list) or len(one) != 2:
            raise NotWatched
        parts.append("[.]".join(f"{_seconds(end, length + 1):g}" for end in one))
    return "[,]".join(parts)
