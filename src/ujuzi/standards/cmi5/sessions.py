"""What a unit may say in a session (sections 9 and 10.2.2), statement by statement. The statement itself is valid xAPI already."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ujuzi.standards.cmi5 import ids

_NAMES = {
    ids.INITIALIZED: "initialized",
    ids.COMPLETED: "completed",
    ids.PASSED: "passed",
    ids.FAILED: "failed",
    ids.TERMINATED: "terminated",
}
_JUDGING = (ids.COMPLETED, ids.PASSED, ids.FAILED)
_UTC = re.compile(r".*(?:[Zz]|[+-]00:?00|[+-]00)")


class Refused(Exception):
    """`rule` is the number of the section that is broken, the text says how."""

    permanent = True

    def __init__(self, rule: str, why: str) -> None:
        super().__init__(f"cmi5 {rule}: {why}")
        self.rule, self.why = rule, why


@dataclass(frozen=True, slots=True)
class Session:
    """What the hub told the unit at its launch. `actor` as its account: (homePage, name)."""

    id: str
    registration: str
    activity: str
    publisher: str
    account: tuple[str, str]
    mode: str = "Normal"
    mastery: float | None = None


@dataclass(slots=True)
class Said:
    """What was said: verbs of this session, and those of the registration for this unit (completed, passed).

    `ready`: the learner's preferences were read, which comes before initialized (11.0).
    """

    verbs: set[str] = field(default_factory=set)
    ever: set[str] = field(default_factory=set)
    ready: bool = True


def check(statement: Mapping[str, Any], session: Session, said: Said, *, again: bool = False) -> bool:
    """Raises Refused; else notes in `said` what it says, and returns whether it is “cmi5 defined”.

    `again`: the same statement was admitted before, so that only its order is not asked for again.
    """
    _envelope(statement, session)
    verb = str(statement["verb"]["id"])
    defined = has(statement, "category", ids.CATEGORY)
    if verb == ids.VOIDED:
        raise Refused("6.3", "a unit may not void statements")
    if defined:
        _defined(statement, verb, session)
    elif has(statement, "category", ids.MOVE_ON_CATEGORY):
        raise Refused("9.6.2.2", "only a cmi5 defined statement has the moveOn category")
    if not (again and defined):
        _order(verb if defined else "", session, said)
    if defined:
        said.verbs.add(verb)
        if verb in (ids.COMPLETED, ids.PASSED):
            said.ever.add(verb)
    return defined


def _envelope(statement: Mapping[str, Any], session: Session) -> None:
    """What holds for every statement, defined or only allowed."""
    if "id" not in statement:
        raise Refused("9.1", "the statement has no id")
    if _UTC.fullmatch(str(statement.get("timestamp", ""))) is None:
        raise Refused("9.7", "the statement has no timestamp in UTC")
    account = statement["actor"].get("account")
    if statement["actor"].get("objectType", "Agent") != "Agent" or not isinstance(account, Mapping):
        raise Refused("9.2", "the actor is not an agent with an account")
    if (account.get("homePage"), account.get("name")) != session.account:
        raise Refused("8.1.3", "the actor is not the one of the launch")
    context = statement.get("context", {})
    if str(context.get("registration", "")).lower() != session.registration:
        raise Refused("9.6.1", "the registration is not the one of the launch")
    if context.get("extensions", {}).get(ids.SESSION) != session.id:
        raise Refused("9.6.3.1", "the session id is not the one of the launch data")
    if not has(statement, "grouping", session.publisher):
        raise Refused("10.2.1", "the grouping of the context template is missing")


def has(statement: Mapping[str, Any], kind: str, wanted: str) -> bool:
    """Whether an activity is among the context activities of a kind."""
    found = statement.get("context", {}).get("contextActivities", {}).get(kind, [])
    found = [found] if isinstance(found, Mapping) else found
    return any(one.get("id") == wanted for one in found)


def _defined(statement: Mapping[str, Any], verb: str, session: Session) -> None:
    if verb not in _NAMES:
        raise Refused("9.3", "a unit has no cmi5 defined statement with this verb")
    if statement["object"].get("id") != session.activity:
        raise Refused("9.4", "the object is not the activity of the launch")
    result = statement.get("result", {})
    _flag(result, "success", {ids.PASSED: True, ids.FAILED: False}.get(verb), "9.5.2")
    _flag(result, "completion", {ids.COMPLETED: True}.get(verb), "9.5.3")
    if verb != ids.INITIALIZED and "duration" not in result:
        raise Refused("9.5.4.1", f"a {_NAMES[verb]} statement needs a duration")
    _score(statement, verb, result.get("score"), session)
    if (verb in _JUDGING) != has(statement, "category", ids.MOVE_ON_CATEGORY):
        raise Refused(
            "9.6.2.2", "the moveOn category belongs to completed, passed and failed, and to no other"
        )


def _flag(result: Mapping[str, Any], name: str, wanted: bool | None, rule: str) -> None:
    if wanted is None and name in result:
        raise Refused(rule, f"this verb says nothing about {name}")
    if wanted is not None and result.get(name) is not wanted:
        raise Refused(rule, f"this verb means that {name} is {str(wanted).lower()}")


def _score(
    statement: Mapping[str, Any], verb: str, score: Mapping[str, Any] | None, session: Session
) -> None:
    if score is None:
        return
    if verb not in (ids.PASSED, ids.FAILED):
        raise Refused("9.5.1", "only passed and failed have a score")
    if "raw" in score and not {"min", "max"} <= score.keys():
        raise Refused("9.5.1", "a raw score needs min and max")
    if session.mastery is None:
        return
    if statement["context"].get("extensions", {}).get(ids.MASTERY) != session.mastery:
        raise Refused("9.6.3.2", "the mastery score of the launch data is missing from the context")
    scaled = score.get("scaled")
    if scaled is not None and (scaled >= session.mastery) != (verb == ids.PASSED):
        raise Refused(
            "9.3.4", f"a score of {scaled} against a mastery score of {session.mastery} is not {_NAMES[verb]}"
        )


def _order(verb: str, session: Session, said: Said) -> None:
    """`verb` "" for a statement that is only allowed."""
    if ids.TERMINATED in said.verbs:
        raise Refused("9.3.8", "the session has ended")
    if ids.INITIALIZED not in said.verbs and verb != ids.INITIALIZED:
        raise Refused("9.3.2", "the first statement is initialized")
    if verb == ids.INITIALIZED and not said.ready:
        raise Refused("11", "the learner's preferences are read first")
    if verb in said.verbs:
        raise Refused("9.3", f"{_NAMES[verb]} was said already")
    if verb not in _JUDGING:
        return
    if session.mode != "Normal":
        raise Refused("10.2.2", f"in the mode {session.mode} nothing is judged")
    if verb in said.ever:
        raise Refused("9.3", f"{_NAMES[verb]} was said already in this registration")
    if verb in (ids.PASSED, ids.FAILED) and {ids.PASSED, ids.FAILED} & (said.verbs | said.ever):
        raise Refused("9.3", "it was judged already")
