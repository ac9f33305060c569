"""The property tables of the xAPI specification as data: kind of object -> property -> (required, type).

A type is written as a short text:
  `string`, `number`, `integer`, `boolean`   a JSON value of that type (a boolean is not a number)
  a name in `formats.FORMATS`                a string of that format
  `=Agent`                                   exactly this string
  a name in `TABLES`, or `Group`             an object of that kind
  a name in `CHOICES`                        an object whose kind its `objectType` tells
  `[]X`                                      an array of X;  `[+]X` one that is not empty
  `X or []X`                                 one X or an array of them
  `language map`, `extensions`               the two maps with free keys
"""

Properties = dict[str, tuple[bool, str]]

REQUIRED, OPTIONAL = True, False

# Section 2.4.2.3.
IDENTIFIERS: Properties = {
    "mbox": (OPTIONAL, "mailto"),
    "mbox_sha1sum": (OPTIONAL, "SHA-1"),
    "openid": (OPTIONAL, "URI"),
    "account": (OPTIONAL, "Account"),
}

# Sections 2.4.2.1, 2.4.2.2, 2.4.2.4.
_ACTORS: dict[str, Properties] = {
    "Agent": {"objectType": (OPTIONAL, "=Agent"), "name": (OPTIONAL, "string"), **IDENTIFIERS},
    "AnonymousGroup": {
        "objectType": (REQUIRED, "=Group"),
        "name": (OPTIONAL, "string"),
        "member": (REQUIRED, "[]Agent"),
    },
    "IdentifiedGroup": {
        "objectType": (REQUIRED, "=Group"),
        "name": (OPTIONAL, "string"),
        "member": (OPTIONAL, "[]Agent"),
        **IDENTIFIERS,
    },
    "Account": {"homePage": (REQUIRED, "IRL"), "name": (REQUIRED, "string")},
}
# Section 2.4.9: an anonymous Group, of which a cross-field rule counts the members.
_ACTORS["AuthorityGroup"] = _ACTORS["AnonymousGroup"]

COMPONENT_LISTS: Properties = {
    name: (OPTIONAL, "[]Component") for name in ("choices", "scale", "source", "target", "steps")
}

# Section 2.4.4.1, the last table: which component lists go with which interactionType.
SUPPORTED_LISTS: dict[str, tuple[str, ...]] = {
    "choice": ("choices",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "matching": ("source", "target"),
    "performance": ("steps",),
    "true-false": (),
    "fill-in": (),
    "long-fill-in": (),
    "numeric": (),
    "other": (),
}

# Sections 2.4.3 and 2.4.4.
_OBJECTS: dict[str, Properties] = {
    "Verb": {"id": (REQUIRED, "IRI"), "display": (OPTIONAL, "language map")},
    "Activity": {
        "objectType": (OPTIONAL, "=Activity"),
        "id": (REQUIRED, "IRI"),
        "definition": (OPTIONAL, "Definition"),
    },
    "Definition": {
        "name": (OPTIONAL, "language map"),
        "description": (OPTIONAL, "language map"),
        "type": (OPTIONAL, "IRI"),
        "moreInfo": (OPTIONAL, "IRL"),
        "interactionType": (OPTIONAL, "interactionType"),
        "correctResponsesPattern": (OPTIONAL, "[]string"),
        **COMPONENT_LISTS,
        "extensions": (OPTIONAL, "extensions"),
    },
    "Component": {"id": (REQUIRED, "string"), "description": (OPTIONAL, "language map")},
    "StatementRef": {"objectType": (REQUIRED, "=StatementRef"), "id": (REQUIRED, "UUID")},
}

# Sections 2.4.5 and 2.4.11.
_PARTS: dict[str, Properties] = {
    "Result": {
        "score": (OPTIONAL, "Score"),
        "success": (OPTIONAL, "boolean"),
        "completion": (OPTIONAL, "boolean"),
        "response": (OPTIONAL, "string"),
        "duration": (OPTIONAL, "duration"),
        "extensions": (OPTIONAL, "extensions"),
    },
    "Score": {name: (OPTIONAL, "number") for name in ("scaled", "raw", "min", "max")},
    "Attachment": {
        "usageType": (REQUIRED, "IRI"),
        "display": (REQUIRED, "language map"),
        "description": (OPTIONAL, "language map"),
        "contentType": (REQUIRED, "media type"),
        "length": (REQUIRED, "integer"),
        "sha2": (REQUIRED, "SHA-2"),
        "fileUrl": (OPTIONAL, "IRL"),
    },
}

# Section 2.4.6.
_CONTEXT: dict[str, Properties] = {
    "Context": {
        "registration": (OPTIONAL, "UUID"),
        "instructor": (OPTIONAL, "Actor"),
        "team": (OPTIONAL, "Group"),
        "contextActivities": (OPTIONAL, "ContextActivities"),
        "revision": (OPTIONAL, "string"),
        "platform": (OPTIONAL, "string"),
        "language": (OPTIONAL, "language"),
        "statement": (OPTIONAL, "StatementRef"),
        "extensions": (OPTIONAL, "extensions"),
    },
    "ContextActivities": {
        name: (OPTIONAL, "Activity or []Activity") for name in ("parent", "grouping", "category", "other")
    },
}

# Section 2.4, and what its part on SubStatements takes away.
_STATEMENT: Properties = {
    "id": (OPTIONAL, "UUID"),
    "actor": (REQUIRED, "Actor"),
    "verb": (REQUIRED, "Verb"),
    "object": (REQUIRED, "Object"),
    "result": (OPTIONAL, "Result"),
    "context": (OPTIONAL, "Context"),
    "timestamp": (OPTIONAL, "timestamp"),
    "stored": (OPTIONAL, "timestamp"),
    "authority": (OPTIONAL, "Authority"),
    "version": (OPTIONAL, "version"),
    "attachments": (OPTIONAL, "[]Attachment"),
}
_LEFT_OUT = ("id", "stored", "version", "authority")
_SUB_STATEMENT: Properties = {
    "objectType": (REQUIRED, "=SubStatement"),
    **{name: row for name, row in _STATEMENT.items() if name not in _LEFT_OUT},
    "object": (REQUIRED, "SubObject"),
}

_VERSION_1: dict[str, Properties] = {
    **_ACTORS,
    **_OBJECTS,
    **_PARTS,
    **_CONTEXT,
    "Statement": _STATEMENT,
    "SubStatement": _SUB_STATEMENT,
}

# What IEEE 9274.1.1 adds.
_VERSION_2: dict[str, Properties] = {
    **_VERSION_1,
    "Context": {
        **_CONTEXT["Context"],
        "contextAgents": (OPTIONAL, "[]ContextAgent"),
        "contextGroups": (OPTIONAL, "[]ContextGroup"),
    },
    "ContextAgent": {
        "objectType": (REQUIRED, "=contextAgent"),
        "agent": (REQUIRED, "Agent"),
        "relevantTypes": (OPTIONAL, "[+]IRI"),
    },
    "ContextGroup": {
        "objectType": (REQUIRED, "=contextGroup"),
        "group": (REQUIRED, "Group"),
        "relevantTypes": (OPTIONAL, "[+]IRI"),
    },
}

TABLES: dict[str, dict[str, Properties]] = {"1.0.3": _VERSION_1, "2.0.0": _VERSION_2}

# Which kind an object is, by its objectType; the empty string stands for no objectType.
CHOICES: dict[str, dict[str, str]] = {
    "Actor": {"": "Agent", "Agent": "Agent", "Group": "Group"},
    "Authority": {"": "Agent", "Agent": "Agent", "Group": "AuthorityGroup"},
    "SubObject": {
        "": "Activity",
        "Activity": "Activity",
        "Agent": "Agent",
        "Group": "Group",
        "StatementRef": "StatementRef",
    },
}
CHOICES["Object"] = {**CHOICES["SubObject"], "SubStatement": "SubStatement"}
