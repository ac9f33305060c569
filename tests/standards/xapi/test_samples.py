"""Statements as real players send them, and the specification's own long example, rewritten: all of them are taken."""

from typing import Any

import pytest

from ujuzi.standards.xapi import references, rules

AMINA = {"objectType": "Agent", "name": "Amina", "mbox": "mailto:amina@mail.example"}

# As the appendix of 1.0.3 shows: every part of a statement in one.
LONG: dict[str, Any] = {
    "id": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee",
    "actor": {
        "name": "Team Savanna",
        "mbox": "mailto:team@savanna.example",
        "member": [
            {"name": "Amina", "account": {"homePage": "https://savanna.example", "name": "13936749"}},
            {"name": "Noor", "openid": "https://noor.openid.example/"},
            {
                "name": "Wei",
                "mbox_sha1sum": "ebd31e95054c018b10727ccffd2ef2ec3a016ee9",
                "objectType": "Agent",
            },
        ],
        "objectType": "Group",
    },
    "verb": {
        "id": "http://adlnet.gov/expapi/verbs/attended",
        "display": {"en-GB": "attended", "en-US": "attended", "ar": "حضر"},
    },
    "result": {
        "extensions": {
            "https://savanna.example/profiles/meetings/resultextensions/minuteslocation": "X:\\minutes.one"
        },
        "success": True,
        "completion": True,
        "response": "We agreed on some example actions.",
        "duration": "PT1H0M0S",
    },
    "context": {
        "registration": "ec531277-b57b-4c15-8d91-d292c5b2b8f7",
        "contextActivities": {
            "parent": [{"id": "https://savanna.example/meetings/series/267", "objectType": "Activity"}],
            "category": [
                {
                    "id": "https://savanna.example/meetings/categories/teammeeting",
                    "objectType": "Activity",
                    "definition": {
                        "name": {"en": "team meeting"},
                        "description": {"en": "A category of meeting used for regular team meetings."},
                        "type": "https://savanna.example/expapi/activities/meetingcategory",
                    },
                }
            ],
            "other": [{"id": "https://savanna.example/meetings/occurances/34257", "objectType": "Activity"}],
        },
        "instructor": {"name": "Chen", "account": {"homePage": "https://savanna.example", "name": "13936"}},
        "team": {"name": "Team Savanna", "mbox": "mailto:team@savanna.example", "objectType": "Group"},
        "platform": "Example virtual meeting software",
        "language": "tlh",
        "statement": {"objectType": "StatementRef", "id": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"},
    },
    "timestamp": "2013-05-18T05:32:34.804+00:00",
    "stored": "2013-05-18T05:32:34.804+00:00",
    "authority": {
        "account": {"homePage": "https://savanna.example", "name": "anonymous"},
        "objectType": "Agent",
    },
    "version": "1.0.0",
    "object": {
        "id": "https://savanna.example/meetings/occurances/34534",
        "definition": {
            "extensions": {
                "https://savanna.example/profiles/meetings/activitydefinitionextensions/room": {
                    "name": "Kilby",
                    "id": 342,
                }
            },
            "name": {"en-GB": "example meeting"},
            "description": {"en-GB": "An example meeting on a specific occasion with certain people."},
            "type": "http://adlnet.gov/expapi/activities/meeting",
            "moreInfo": "https://savanna.example/345256",
        },
        "objectType": "Activity",
    },
}

# H5P: the content's number as an extension, parts of a content as sub-contents, answers as interactions.
H5P: dict[str, Any] = {
    "actor": AMINA,
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en-US": "answered"}},
    "object": {
        "id": "https://savanna.example/h5p/7?subContentId=9a1ecf83-4c0c-4a1f-9f57-2c8b3b1a8a55",
        "objectType": "Activity",
        "definition": {
            "extensions": {
                "http://h5p.org/x-api/h5p-local-content-id": 7,
                "http://h5p.org/x-api/h5p-subContentId": "9a1ecf83-4c0c-4a1f-9f57-2c8b3b1a8a55",
            },
            "name": {"en-US": "Five big ideas in AI"},
            "description": {"en-US": "Drag the words into the correct boxes"},
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "interactionType": "fill-in",
            "correctResponsesPattern": ["{case_matters=true}perception[,]learning[,]reasoning"],
        },
    },
    "context": {
        "contextActivities": {
            "parent": [{"id": "https://savanna.example/h5p/7", "objectType": "Activity"}],
            "category": [{"id": "http://h5p.org/libraries/H5P.DragText-1.10", "objectType": "Activity"}],
        }
    },
    "result": {
        "score": {"min": 0, "max": 5, "raw": 4, "scaled": 0.8},
        "completion": True,
        "success": False,
        "duration": "PT43.27S",
        "response": "perception[,]learning",
    },
}

# The SCORM profile: attempts as registrations' activities, cmi data as interactions.
SCORM: dict[str, Any] = {
    "actor": {"objectType": "Agent", "account": {"homePage": "https://lms.savanna.example", "name": "17"}},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/responded", "display": {"en-US": "responded"}},
    "object": {
        "objectType": "Activity",
        "id": "https://savanna.example/scorm/ai-types/interaction-3",
        "definition": {
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "interactionType": "matching",
            "correctResponsesPattern": ["1[.]a[,]2[.]b"],
            "source": [{"id": "1", "description": {"en": "Symbolic AI"}}, {"id": "2"}],
            "target": [
                {"id": "a", "description": {"en": "Rules"}},
                {"id": "b", "description": {"en": "Data"}},
            ],
        },
    },
    "context": {
        "registration": "f4b6ae80-d2ee-4a8c-bf5a-0bb0a3a3c1d2",
        "contextActivities": {
            "parent": [{"id": "https://savanna.example/scorm/ai-types"}],
            "grouping": [
                {
                    "id": "https://savanna.example/scorm/ai-types?attemptId=f4b6ae80",
                    "definition": {"type": "http://adlnet.gov/expapi/activities/attempt"},
                }
            ],
            "category": [{"id": "https://w3id.org/xapi/scorm"}],
        },
    },
    "result": {"response": "1[.]a[,]2[.]b", "success": True, "score": {"raw": 100, "scaled": 1}},
    "timestamp": "2026-03-01T10:00:00.000Z",
}

# cmi5: a passed session.
CMI5: dict[str, Any] = {
    "id": "2d1c8f3a-6a0a-4d47-8f21-0f3b5f3d5e10",
    "actor": {"objectType": "Agent", "account": {"homePage": "https://hub.example", "name": "amina"}},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/passed", "display": {"en": "passed"}},
    "object": {"objectType": "Activity", "id": "https://savanna.example/au/1"},
    "result": {
        "success": True,
        "duration": "PT30M",
        "score": {"scaled": 0.95, "raw": 95, "min": 0, "max": 100},
    },
    "context": {
        "registration": "6c1c5c5e-8c1b-4b5a-8f0f-1c8c7f6a2d11",
        "contextActivities": {
            "grouping": [{"id": "https://savanna.example/course/1/au/1"}],
            "category": [
                {"id": "https://w3id.org/xapi/cmi5/context/categories/moveon"},
                {"id": "https://w3id.org/xapi/cmi5/context/categories/cmi5"},
            ],
        },
        "extensions": {
            "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "458240298378231",
            "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": 0.8,
        },
    },
    "timestamp": "2026-03-01T10:00:00.000Z",
}


@pytest.mark.parametrize("statement", [LONG, H5P, SCORM, CMI5], ids=["long", "h5p", "scorm", "cmi5"])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_real_statements_are_taken(statement: dict[str, Any], version: str) -> None:
    rules.check(version, statement)


def test_what_the_long_example_speaks_of() -> None:
    found = references.collect(LONG)
    assert found.verb == "http://adlnet.gov/expapi/verbs/attended"
    assert found.agents == {
        "mbox mailto:team@savanna.example",
        "account https://savanna.example 13936749",
        "openid https://noor.openid.example/",
        "mbox_sha1sum ebd31e95054c018b10727ccffd2ef2ec3a016ee9",
    }
    assert found.related_agents == {
        "account https://savanna.example 13936",
        "account https://savanna.example anonymous",
    }
    assert found.activities == {"https://savanna.example/meetings/occurances/34534"}
    assert len(found.related_activities) == 3
    assert found.target is None  # a statement in the context is not what it is about
