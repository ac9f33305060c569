"""The learner's preferences document (section 11)."""

import re
from typing import Any

import orjson

# RFC 5646 by its shape: a primary subtag, then subtags.
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class NotPreferences(Exception):
    """The text says what is wrong."""

    permanent = True


def check(content_type: str, content: bytes) -> None:
    """Raises NotPreferences for what is not a JSON object with both preferences."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise NotPreferences("the preferences are not sent as JSON")
    try:
        found: Any = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise NotPreferences("the preferences are not JSON") from None
    if not isinstance(found, dict) or not {"languagePreference", "audioPreference"} <= found.keys():
        raise NotPreferences("the preferences are an object with languagePreference and audioPreference")
    languages, audio = found["languagePreference"], found["audioPreference"]
    if not isinstance(languages, str) or not all(_TAG.fullmatch(one.strip()) for one in languages.split(",")):
        raise NotPreferences("languagePreference is a list of language tags with commas between")
    if audio not in ("on", "off"):
        raise NotPreferences("audioPreference is on or off")
