"""Which language of a language map to show: `Accept-Language` applied to each map by itself (part three, 2.1.3)."""

from collections.abc import Mapping, Sequence

LONGEST = 1000  # characters of a header that are looked at
SUBTAGS = 8  # of a range: RFC 5646, 4.4.1


def accepted(header: str) -> list[str]:
    """Language ranges from an Accept-Language header, best first, in lower case; `q=0` and nonsense are left out."""
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:LONGEST].split(",")[:50]):
        tag, _semicolon, weight = part.partition(";")
        tag = "-".join(tag.strip().lower().split("-")[:SUBTAGS])
        quality = _quality(weight.strip())
        if tag and quality > 0:
            ranked.append((-quality, place, tag))
    return [tag for _quality_, _place, tag in sorted(ranked)]


def _quality(text: str) -> float:
    if not text:
        return 1.0
    name, _equals, number = text.partition("=")
    try:
        quality = float(number)
    except ValueError:
        return 0.0
    return quality if name.strip().lower() == "q" and 0 <= quality <= 1 else 0.0


def choose(said: Mapping[str, str], wanted: Sequence[str]) -> dict[str, str]:
    """The map with one language left: the first wanted one that it has, exactly, by prefix (RFC 4647), or any English, or the first."""
    if len(said) < 2:
        return dict(said)
    lower = {tag.lower(): tag for tag in said}
    for range_ in (*wanted, "en"):
        found = _find(lower, range_)
        if found is not None:
            return {found: said[found]}
    first = next(iter(said))
    return {first: said[first]}


def _find(lower: Mapping[str, str], range_: str) -> str | None:
    if range_ == "*":
        return next(iter(lower.values()))
    while range_:
        if range_ in lower:
            return lower[range_]
        for tag, original in lower.items():
            if tag.startswith(range_ + "-"):
                return original
        range_ = range_.rpartition("-")[0]
    return None
