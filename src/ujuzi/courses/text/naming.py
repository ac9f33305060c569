"""The paths of a course's files: what each is, how a new one is called, how the order changes. Only names, no contents."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_UNIT = re.compile(
    r"(?P<module>(?P<at>\d+)-(?P<home>[^/]+))/(?P<number>\d+)-(?P<name>[^/.]+)\.(?P<language>[A-Za-z0-9-]+)(?P<quiz>\.quiz)?\.md"
)


@dataclass(frozen=True, slots=True)
class UnitPath:
    """Where one language of a lesson or quiz lies. `module` with its number, such as 1-start."""

    module: str
    number: int
    name: str
    language: str
    is_quiz: bool

    @property
    def path(self) -> str:
        return (
            f"{self.module}/{self.number:02d}-{self.name}.{self.language}{'.quiz' if self.is_quiz else ''}.md"
        )

    def moved(self, module: str, number: int) -> "UnitPath":
        return UnitPath(module, number, self.name, self.language, self.is_quiz)


def unit_path(path: str) -> UnitPath | None:
    """None for a file that is neither lesson nor quiz."""
    match = _UNIT.fullmatch(path)
    if match is None:
        return None
    return UnitPath(
        match["module"], int(match["number"]), match["name"], match["language"], bool(match["quiz"])
    )


def units(paths: Iterable[str]) -> list[UnitPath]:
    """Of all files, in the order of the course."""
    found = [one for path in paths if (one := unit_path(path)) is not None]
    return sorted(
        found, key=lambda one: (_number(one.module), one.module, one.number, one.name, one.language)
    )


def _number(module: str) -> int:
    return int(module.partition("-")[0])


def modules(paths: Iterable[str]) -> list[str]:
    """In order."""
    return list(dict.fromkeys(one.module for one in units(paths)))


def slug(title: str, taken: Iterable[str] = ()) -> str:
    """A name made from a title in Latin letters; else a plain one with a number."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].strip("-")
    known, base = set(taken), plain or "part"
    name, number = base if plain else f"{base}-1", 1
    while name in known:
        number += 1
        name = f"{base}-{number}"
    return name


def next_module(paths: Iterable[str], name: str) -> str:
    """The folder of a new module at the end."""
    numbers = [_number(module) for module in modules(paths)]
    return f"{max(numbers, default=0) + 1}-{name}"


def next_unit(paths: Iterable[str], module: str) -> int:
    """The number of a new unit at the end of a module."""
    return max((one.number for one in units(paths) if one.module == module), default=0) + 1


def swapped(paths: Mapping[str, str], name: str, *, down: bool) -> dict[str, str]:
    """The same files after a unit has changed places with its neighbour; across modules it goes to the next one's near end."""
    order = list(dict.fromkeys((one.module, one.number, one.name) for one in units(paths)))
    at = next((place for place, one in enumerate(order) if one[2] == name), None)
    to = at + (1 if down else -1) if at is not None else -1
    if at is None or not 0 <= to < len(order):
        return dict(paths)
    mine, other = order[at], order[to]
    if mine[0] == other[0]:
        order[at], order[to] = other, mine
        return _numbered(paths, order)
    order[at] = (other[0], 0, name)
    return _numbered(paths, order)


def _numbered(paths: Mapping[str, str], order: list[tuple[str, int, str]]) -> dict[str, str]:
    """Files renamed so that units have the numbers 1, 2, 3 in each module in this order."""
    places: dict[str, tuple[str, int]] = {}
    counted: dict[str, int] = {}
    for module, _number_before, name in order:
        counted[module] = counted.get(module, 0) + 1
        places[name] = (module, counted[module])
    renamed = {}
    for path, digest in paths.items():
        found = unit_path(path)
        renamed[found.moved(*places[found.name]).path if found else path] = digest
    return renamed
