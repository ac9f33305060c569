"""Strings that are nearly of a format, and nearly known names: what a client's mistakes look like.

What lies in dispute between two readings of a standard is left out; the rest is wrong in some places and right in
others, and it is for the reference to say which.
"""

_IRIS = """
ab=c://example.org|example.org/path|//example.org|/path|://x|http//x|1http://x|http://exa mple.org/|http://example.org/<a>
http://example.org/"|http://example.org/{a}|http://example.org/^|http://example.org/`|é://example.org|should fail|:|#a|?a
"""
_MAILTOS = """
mailto:no.at.sign|mailto:@example.org|mailto:a@|mailto:a@b@example.org|mailto:|a@example.org|http://a@example.org/
mailto:a b@example.org|mailto:a@exa mple.org|mailto a@example.org|mail:a@example.org
"""
_UUIDS = """
12345678-1234-5678-1234-56781234567|12345678-1234-5678-1234-5678123456789|{12345678-1234-5678-1234-567812345678}
12345678123456781234567812345678|g2345678-1234-5678-1234-567812345678|urn:uuid:12345678-1234-5678-1234-567812345678
1234567-81234-5678-1234-567812345678|12345678-1234-5678-1234-56781234567８|12345678_1234_5678_1234_567812345678
"""
_TIMESTAMPS = """
2024-02-30T10:00:00Z|2023-02-29T10:00:00Z|2024-13-01T10:00:00Z|2024-00-01T10:00:00Z|2024-01-00T10:00:00Z
2024-01-01T25:00:00Z|2024-01-01T10:60:00Z|2024-01-01T10:00:61Z|2024-01-01T10:00:00-00|2024-01-01T10:00:00-0000
2024-01-01T10:00:00-00:00|2024-1-1T10:00:00Z|2024-01-01T10:00:00+24:00|2024-01-01T10:00:00.Z|01/01/2024|20240230T100000Z
2024-01-01T1:00:00Z|24-01-01T10:00:00Z|2024-01-01T10:00:00Z+01:00|2024-01-01T10:00:00+1:00|2024-01-01T10:00:00+01:60
٢٠٢٤-01-01T10:00:00Z|2024-01-01T10:00:00 Z|Mon, 01 Jan 2024 10:00:00 GMT|1704103200|now|2024-01-01T10:00:00EST
2024-01-01T10:00:00|2024-01-01T10:00Z|20240101T100000Z|2024-01-01T10:00:00+01|2024-01-01T10:00:00,5Z
"""
_DURATIONS = """
P|PT|P1DT|P1S|PT1D|P4W1D|P1Y1W|PT1.5H30M|-P1D|+P1D|P1DT1H1H|PA1H0M0S|p1d|PT1s|1D|PT.5S|PT5.S|P-1D|PT1M1H|P1D1Y|P1Y2
PT1H T1M|P 1D|PT1H1|T1H|PT１H|P1.5D1H|PT1..5S
"""
_LANGUAGES = """
a12345678|something|a|en-|-en|en--US|en_US|e1|a12345|x|en-x|12|ен|en-US-|en US|toolonglanguage|en-toolongsubtag|en-a|a-DE
en-a-b|en-US-GB|*|en-*
"""
_HASHES = [
    "z" * 40,
    "a" * 39,
    "a" * 40,
    "a" * 41,
    "a" * 63,
    "g" * 64,
    "a" * 64,
    "a" * 65,
    "0x" + "a" * 62,
    "a" * 32,
]
_MEDIA_TYPES = "text|text/|/plain|text/plain;|text/plain; a|text plain|text/pl ain|text/plain/x|téxt/plain|text/plain; a="
_VERSIONS = "0.9.9|1.1.0|2.1.0|3.0.0|v1.0.0|1|1.0.|10.0.0|1.0.a|2|2.0.|2.0.x| 1.0.0"
_TYPES = "Agent|agent|Group|group|Activity|activity|StatementRef|statementRef|SubStatement|contextAgent|contextGroup|Person"
_INTERACTIONS = (
    "choice|Choice|true_false|likert|numeric|matching|performance|sequencing|other|fill_in|true-false|cloze"
)


def _split(*lists: str) -> list[str]:
    return [text for part in lists for line in part.strip("\n").split("\n") for text in line.split("|")]


_IDENTIFIERS = _split(_IRIS)
ANY = ["", " ", "text", *_split(_IRIS, _TYPES)]

# By the name of the property; `id` is an IRI here and a UUID there.
BY_PROPERTY: dict[str, list[str]] = {
    **dict.fromkeys(["type", "moreInfo", "homePage", "usageType", "fileUrl", "openid"], _IDENTIFIERS),
    "id": [*_IDENTIFIERS, *_split(_UUIDS), "http://adlnet.gov/expapi/verbs/voided"],
    "registration": _split(_UUIDS),
    "mbox": _split(_MAILTOS),
    "mbox_sha1sum": _HASHES,
    "sha2": _HASHES,
    **dict.fromkeys(["timestamp", "stored"], _split(_TIMESTAMPS)),
    "duration": _split(_DURATIONS),
    "language": _split(_LANGUAGES),
    "contentType": _split(_MEDIA_TYPES),
    "version": _split(_VERSIONS),
    "objectType": _split(_TYPES),
    "interactionType": _split(_INTERACTIONS),
}

LANGUAGE_KEYS = _split(_LANGUAGES)
IRI_KEYS = _IDENTIFIERS

# Known somewhere, or nearly known: a property in a place that is not its own is a mistake too.
_KEYS = """
unknown|extra|objectType|id|name|member|mbox|account|openid|mbox_sha1sum|display|description|type|moreInfo|interactionType
correctResponsesPattern|choices|scale|source|target|steps|extensions|score|scaled|raw|min|max|success|duration|response
registration|instructor|team|contextActivities|contextAgents|contextGroups|relevantTypes|agent|group|revision|platform
language|statement|parent|context|result|timestamp|stored|authority|version|attachments|fileUrl|length|sha2|Actor|VERB|iD
homepage|homePage|fileURL|en|en-US|http://example.org/key
"""
KEYS = _split(_KEYS)
