"""What the values of JSON-LD properties say: texts with languages, labels, addresses, truth, numbers."""

from collections.abc import Iterator
from typing import Any

from ujuzi.standards import tagged

_LABELS = (
    "name",
    "prefLabel",
    "title",
    "headline",
    "termCode",
    "alternateName",
    "targetName",
    "@value",
    "value",
)


def each(value: Any) -> list[Any]:
    """One or many, as a list; None is nothing. `{"@list": [...]}` and `{"@set": [...]}` are their content."""
    if isinstance(value, dict) and len(value) == 1 and ("@list" in value or "@set" in value):
        value = value.get("@list", value.get("@set"))
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def texts(value: Any, language: str = "") -> list[tagged.Tagged]:
    """Strings, `{"@value", "@language"}`, language maps `{"de": ..., "en": ...}`; `language` is the context's."""
    found = []
    for part in each(value):
        if isinstance(part, str):
            found.append(tagged.Tagged(part.strip(), language))
        elif isinstance(part, bool):
            continue
        elif isinstance(part, int | float):
            found.append(tagged.Tagged(str(part)))
        elif isinstance(part, dict):
            found.extend(_from_object(part, language))
    return [said for said in found if said.text]


def _from_object(part: dict[str, Any], language: str) -> Iterator[tagged.Tagged]:
    if isinstance(part.get("@value"), str | int | float):
        tag = part.get("@language", language)
        yield tagged.Tagged(str(part["@value"]).strip(), tag if isinstance(tag, str) else "")
    elif is_language_map(part):
        for tag, said in part.items():
            for text in each(said):
                if isinstance(text, str):
                    yield tagged.Tagged(text.strip(), "" if tag in ("@none", "none") else tag)


def is_language_map(part: dict[str, Any]) -> bool:
    return bool(part) and all(
        (tag in ("@none", "none") or (2 <= len(tag.split("-")[0]) <= 3 and tag.replace("-", "").isalnum()))
        and isinstance(said, str | list)
        and tag not in ("id", "url")
        for tag, said in part.items()
    )


def labels(value: Any, languages: tuple[str, ...] = ()) -> list[str]:
    """One label per thing, chosen by language; a thing without a label gives its address."""
    found = []
    for part in each(value):
        if isinstance(part, dict) and "@value" not in part and not is_language_map(part):
            said = next(
                (text for key in _LABELS if (text := tagged.first(texts(part.get(key)), languages))), ""
            )
            found.append(said or address(part))
        else:
            found.append(tagged.first(texts(part), languages))
    return [said for said in found if said]


def addresses(value: Any) -> list[str]:
    return [found for part in each(value) if (found := address(part))]


def address(value: Any) -> str:
    """The address of a thing: a string, or an object's @id, id, url or contentUrl."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        for key in ("@id", "id", "url", "contentUrl", "sameAs"):
            said = value.get(key)
            if isinstance(said, list) and said:
                said = said[0]
            if isinstance(said, str) and said.strip() and not said.startswith("_:"):
                return said.strip()
    return ""


def truth(value: Any) -> bool | None:
    """True, "true", "https://schema.org/True" and their opposites; None for anything else."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "false": False, "yes": True, "no": False}.get(
            value.strip().lower().rpartition("/")[2]
        )
    return None


def number(value: Any) -> str:
    """A number as text, however it is written; "" for none."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return format(value, "f").rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return value.strip() if isinstance(value, str) else ""
