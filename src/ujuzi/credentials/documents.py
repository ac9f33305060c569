"""A credential as JSON-LD, before it is signed: Open Badges 3.0 with exactly what the award says."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from ujuzi.core import langtext
from ujuzi.credentials import issuers
from ujuzi.credentials.models import Achievement, Award, Kind
from ujuzi.credentials.operations import lists
from ujuzi.standards.openbadges import contexts, moments, statuslists

Json = dict[str, Any]
# AchievementType of Open Badges 3.0, Appendix B.
_TYPES = {
    Kind.COURSE: "Course",
    Kind.PATH: "LearningProgram",
    Kind.PROGRAMME: "LearningProgram",
    Kind.OTHER: "Achievement",
}


def made(
    award: Award,
    *,
    urn: UUID,
    name: str,
    language: str,
    index: tuple[int, int],
    issued_at: datetime,
    valid_until: datetime | None,
) -> Json:
    """Unsigned. `name`: as she chose it, "" for none; `index`: (list, number)."""
    achievement = award.achievement
    title = achievement.said("titles", language)
    document: Json = {
        "@context": list(contexts.CREDENTIAL),
        "id": f"urn:uuid:{urn}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": title.text,
        "issuer": issuers.profile(achievement.organisation),
        "validFrom": moments.write(issued_at),
        "awardedDate": moments.write(award.awarded_at),
        "credentialSubject": _subject(award, name, language),
        "credentialStatus": statuslists.entry(lists.address(index[0]), index[1]),
        "credentialSchema": [
            {
                "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
                "type": "1EdTechJsonSchemaValidator2019",
            }
        ],
    }
    if valid_until is not None:
        document["validUntil"] = moments.write(valid_until)
    evidence = [_evidence(one) for one in award.evidence]
    return document | ({"evidence": evidence} if evidence else {})


def _subject(award: Award, name: str, language: str) -> Json:
    subject: Json = {
        "id": f"urn:uuid:{award.subject}",
        "type": ["AchievementSubject"],
        "achievement": _achievement(award.achievement, language),
    }
    if name:
        subject["identifier"] = [
            {"type": "IdentityObject", "identityHash": name, "identityType": "name", "hashed": False}
        ]
    return subject


def _achievement(achievement: Achievement, language: str) -> Json:
    title = achievement.said("titles", language)
    described = achievement.said("descriptions", language)
    made: Json = {
        "id": address(achievement),
        "type": ["Achievement"],
        "achievementType": _TYPES[Kind(achievement.kind)],
        "name": title.text,
        "description": described.text or title.text,
        "inLanguage": title.language or achievement.source_language,
        "criteria": {"narrative": _narrative(achievement, language)},
    }
    if achievement.assessed_by is not None:
        made["creator"] = issuers.profile(achievement.assessed_by) | {
            "id": f"{settings.ORIGIN}/{issuers.FOLDER}/{achievement.assessed_by.slug}"
        }
    if achievement.tags:
        made["tag"] = list(achievement.tags)
    alignment = [_alignment(one) for one in achievement.competencies]
    return made | ({"alignment": alignment} if alignment else {})


def _narrative(achievement: Achievement, language: str) -> str:
    """How it was earned, and what that says of her."""
    outcomes = langtext_list(achievement.outcomes, language, achievement.source_language)
    parts = [achievement.said("criteria", language).text, *(f"- {one}" for one in outcomes)]
    return "\n".join(filter(None, parts)) or achievement.said("titles", language).text


def langtext_list(texts: dict[str, list[str]], wanted: str, source: str) -> list[str]:
    """The list in a language, or else in the achievement's own."""
    found = langtext.pick({tag: tag for tag, items in texts.items() if items}, [wanted, source])
    return texts.get(found.text, [])


def _alignment(competency: dict[str, str]) -> Json:
    return {
        "type": ["Alignment"],
        "targetName": competency["name"],
        "targetUrl": competency["url"],
        "targetFramework": competency.get("framework", ""),
        "targetCode": competency.get("code", ""),
        "targetType": "ceasn:Competency",
    }


def _evidence(one: dict[str, str]) -> Json:
    return {"type": ["Evidence"]} | {name: text for name, text in one.items() if text}


def address(achievement: Achievement) -> str:
    """Of the achievement's public page."""
    return f"{settings.ORIGIN}/achievements/{achievement.name}"
