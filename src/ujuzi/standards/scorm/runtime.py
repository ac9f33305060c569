"""What a package's run-time data (`cmi`) say: complete, passed, which score. Values as scorm-again sends them, as nested JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ujuzi.standards.scorm.manifest import V12


@dataclass(frozen=True, slots=True)
class Outcome:
    """`score` from -1 to 1; None for what was not said."""

    completed: bool = False
    passed: bool | None = None
    score: float | None = None


def outcome(cmi: Mapping[str, Any], version: str, mastery: float | None = None) -> Outcome:
    """By the rules of SCORM 1.2 RTE 3.4.4 (lesson_status) and SCORM 2004 RTE 4.2.4 and 4.2.22; broken values count as not said."""
    return _of_12(cmi, mastery) if version == V12 else _of_2004(cmi, mastery)


def _of_12(cmi: Mapping[str, Any], mastery: float | None) -> Outcome:
    core = _table(cmi.get("core"))
    status = str(core.get("lesson_status", "")).lower()
    score = _scaled(_table(core.get("score")))
    done = status in ("completed", "passed", "failed")
    passed = {"passed": True, "failed": False}.get(status)
    # With credit the mastery score decides, whatever the object says of itself, as soon as there is a score.
    if (
        mastery is not None
        and score is not None
        and done
        and str(core.get("credit", "credit")) != "no-credit"
    ):
        passed = score * 100 >= mastery
    return Outcome(done, passed, score)


def _of_2004(cmi: Mapping[str, Any], mastery: float | None) -> Outcome:
    score_table = _table(cmi.get("score"))
    scaled = _number(score_table.get("scaled"))
    score = scaled if scaled is not None and -1 <= scaled <= 1 else _scaled(score_table)
    threshold = _number(cmi.get("scaled_passing_score"))
    threshold = mastery if threshold is None else threshold
    said = str(cmi.get("success_status", "")).lower()
    passed = {"passed": True, "failed": False}.get(said)
    if threshold is not None and scaled is not None:
        passed = scaled >= threshold
    completed = str(cmi.get("completion_status", "")).lower() == "completed"
    measure, least = _number(cmi.get("progress_measure")), _number(cmi.get("completion_threshold"))
    if least is not None and measure is not None:
        completed = measure >= least
    return Outcome(completed, passed, score)


def _scaled(score: Mapping[str, Any]) -> float | None:
    """raw between min and max, which are 0 and 100 where they are not said."""
    raw, low, high = (_number(score.get(name)) for name in ("raw", "min", "max"))
    if raw is None:
        return None
    low, high = (0.0 if low is None else low), (100.0 if high is None else high)
    if high <= low:
        return None
    return round(min(1.0, max(0.0, (raw - low) / (high - low))), 4)


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if number == number and abs(number) < 1e9 else None
