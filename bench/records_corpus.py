"""Made-up statements of about 1 kB, as partners' platforms send them: many learners, courses and questions."""

import random
import uuid
from collections.abc import Iterator
from typing import Any

import orjson

LEARNERS, COURSES, QUESTIONS = 50_000, 300, 40
VERBS = ["answered", "completed", "experienced", "passed", "failed", "progressed", "launched", "initialized"]
_HOME = "https://learn.partner.example"


def statements(seed: int) -> Iterator[dict[str, Any]]:
    """Endless; the same seed gives the same learners and courses, but for the ids."""
    dice = random.Random(seed)  # noqa: S311 -- made-up data
    while True:
        yield _statement(dice)


def _statement(dice: random.Random) -> dict[str, Any]:
    learner = dice.randrange(LEARNERS)
    course = int(dice.paretovariate(1.1)) % COURSES
    question = dice.randrange(QUESTIONS)
    verb = dice.choice(VERBS)
    place = f"{_HOME}/courses/{course}"
    registration = uuid.UUID(int=(learner * 1000 + course) * 0x9E3779B97F4A7C15 % (1 << 128), version=4)
    return {
        "id": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
        "actor": {
            "objectType": "Agent",
            "name": f"Learner {learner}",
            "account": {"homePage": _HOME, "name": f"learner-{learner:06}"},
        },
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}", "display": {"en": verb}},
        "object": {
            "objectType": "Activity",
            "id": f"{place}/questions/{question}",
            "definition": {
                "name": {"en": f"Question {question} of course {course}"},
                "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                "interactionType": "choice",
                "correctResponsesPattern": ["a"],
            },
        },
        "result": {
            "score": {"scaled": dice.randrange(101) / 100, "raw": dice.randrange(10), "min": 0, "max": 10},
            "success": True,
            "completion": True,
            "duration": f"PT{dice.randrange(1, 3600)}S",
        },
        "context": {
            "registration": str(registration),
            "platform": "Partner platform",
            "language": "en",
            "contextActivities": {
                "parent": [{"id": place, "definition": {"name": {"en": f"Course {course}"}}}],
                "grouping": [{"id": f"{_HOME}/programmes/{course % 12}"}],
            },
        },
        "timestamp": f"2026-03-{dice.randrange(1, 29):02}T{dice.randrange(24):02}:{dice.randrange(60):02}:00.000Z",
    }


def bodies(seed: int, count: int, batch: int) -> list[bytes]:
    """`count` request bodies of `batch` statements each; a batch of 1 is a bare statement."""
    made = statements(seed)
    if batch == 1:
        return [orjson.dumps(next(made)) for _ in range(count)]
    return [orjson.dumps([next(made) for _ in range(batch)]) for _ in range(count)]
