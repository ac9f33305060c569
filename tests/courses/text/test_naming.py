"""Paths of a course's files, and how they change with its order."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ujuzi.courses.text import heading, naming

PATHS = {
    "course.toml": "c",
    "1-start/01-first.en.md": "a",
    "1-start/01-first.fr.md": "b",
    "1-start/02-check.en.quiz.md": "d",
    "2-more/01-second.en.md": "e",
    "figures/one.svg": "f",
}


def names(paths: Any) -> list[str]:
    return list(dict.fromkeys(one.name for one in naming.units(paths)))


def test_what_a_path_says() -> None:
    found = naming.unit_path("1-start/02-check.zh-Hans.quiz.md")
    assert found == naming.UnitPath("1-start", 2, "check", "zh-Hans", True)
    assert found is not None
    assert found.path == "1-start/02-check.zh-Hans.quiz.md"
    assert naming.unit_path("figures/one.svg") is None
    assert naming.unit_path("1-start/deep/02-check.en.md") is None


def test_a_unit_moves_with_all_its_languages() -> None:
    moved = naming.swapped(PATHS, "first", down=True)
    assert names(moved) == ["check", "first", "second"]
    assert moved["1-start/02-first.fr.md"] == "b"
    assert moved["figures/one.svg"] == "f"


def test_across_modules_it_goes_into_the_next() -> None:
    moved = naming.swapped(PATHS, "check", down=True)
    assert moved["2-more/01-check.en.quiz.md"] == "d"
    assert moved["2-more/02-second.en.md"] == "e"
    assert names(naming.swapped(moved, "check", down=False)) == ["first", "check", "second"]


def test_nothing_moves_beyond_the_ends() -> None:
    assert naming.swapped(PATHS, "first", down=False) == PATHS
    assert naming.swapped(PATHS, "second", down=True) == PATHS
    assert naming.swapped(PATHS, "unknown", down=True) == PATHS


@given(st.lists(st.tuples(st.sampled_from(["first", "check", "second"]), st.booleans()), max_size=8))
def test_however_it_is_moved_no_file_is_lost(moves: list[tuple[str, bool]]) -> None:
    paths = dict(PATHS)
    for name, down in moves:
        paths = naming.swapped(paths, name, down=down)
    assert sorted(paths.values()) == sorted(PATHS.values())
    assert sorted(names(paths)) == sorted(names(PATHS))


@given(st.text(), st.sets(st.text("ab-", max_size=3)))
def test_a_title_becomes_a_name_that_nobody_has(title: str, taken: set[str]) -> None:
    found = naming.slug(title, taken)
    assert found not in taken
    assert naming.unit_path(f"1-x/01-{found}.en.md") is not None


def test_new_places() -> None:
    assert naming.next_module(PATHS, "last") == "3-last"
    assert naming.next_unit(PATHS, "1-start") == 3
    assert naming.slug("What is AI?", {"what-is-ai"}) == "what-is-ai-2"
    assert naming.slug("ما هو", ()) == "part-1"


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.recursive(
    st.dictionaries(TEXT, TEXT | st.integers(-(2**60), 2**60) | st.lists(TEXT, max_size=3), max_size=3),
    lambda inner: st.dictionaries(TEXT, inner | TEXT, max_size=3),
    max_leaves=8,
)


def _without_empty(values: Any) -> Any:
    """A table with nothing in it is not written."""
    if not isinstance(values, dict):
        return values
    made = {key: _without_empty(value) for key, value in values.items()}
    return {key: value for key, value in made.items() if value != {}}


@given(VALUES)
def test_what_is_written_reads_the_same(values: dict[str, Any]) -> None:
    assert tomllib.loads(heading.course_toml(values)) == _without_empty(values)
