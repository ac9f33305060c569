"""Sources that mean harm: nothing outside is read, nothing runs, nothing takes long."""

import time
from pathlib import Path

import pytest

from tests.courses.converting import made
from ujuzi.courses.converting import harmless, originals, report, shapes
from ujuzi.courses.converting.originals import NotConvertible

SECRET = "the secret words"


def test_a_navigation_that_leads_out(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(SECRET)
    (tmp_path / "secret.png").write_bytes(made.PNG)
    page = '![x](../../secret.png) <img src="/../secret.png"> <img src="%2e%2e/%2e%2e/secret.png">\n\n--8<-- "../secret.md"\n\n--8<-- "/etc/passwd"'
    nav = f"nav: [a.md, ../../secret.md, '{tmp_path}/secret.md', {{Out: ../secret.md}}]"
    root = made.source(tmp_path, {"mkdocs.yml": f"site_name: S\n{nav}\n", "docs/a.md": page})
    course, found = made.converted(root)
    made.read(course, root)
    assert course.copied == {}
    assert SECRET not in str(course.texts.files)
    assert len(found.of("navigation")) == 3
    assert {"picture", "snippet"} <= made.codes(found)


@pytest.mark.parametrize("docs", ["..", "../..", "/etc", "docs/../..", "[a]"])
def test_pages_that_lie_outside(tmp_path: Path, docs: str) -> None:
    (tmp_path / "secret.md").write_text(SECRET)
    root = made.source(tmp_path, {"mkdocs.yml": f"site_name: S\ndocs_dir: '{docs}'\n"})
    with pytest.raises(NotConvertible, match="no Markdown files"):
        made.converted(root)


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(SECRET)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/more.md").write_text(SECRET)
    root = made.source(tmp_path, {"mkdocs.yml": "site_name: S\n", "docs/a.md": "words"})
    (root / "docs/b.md").symlink_to(tmp_path / "secret.md")
    (root / "docs/c").symlink_to(tmp_path / "out")
    (root / "docs/loop").symlink_to(root / "docs")
    course, found = made.converted(root)
    made.read(course, root)
    assert SECRET not in str(course.texts.files)
    assert sorted(gap.page for gap in found.of("link")) == ["docs/b.md", "docs/c", "docs/loop"]


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['touch {}']",
        "a: !!python/name:os.system\nb: !ENV [HOME, x]",
        "a: &a [x]\nb: !!binary aGFs\nc: 2020-01-01",
        "x: !!set {a, b}\ny: !!omap [a: 1]",
    ],
)
def test_tags_run_no_code(tmp_path: Path, text: str) -> None:
    there = tmp_path / "ran"
    harmless.read(text.format(there) if "{}" in text else text)
    assert not there.exists()


def test_a_tag_is_nothing() -> None:
    assert harmless.table("a: !!python/name:os.system\nb: !ENV x\nc: 2020-01-01") == {
        "a": None,
        "b": None,
        "c": "2020-01-01",
    }


@pytest.mark.parametrize(
    "text", ["a: [", "[" * 5000, "{" * 5000, "x" * 2_000_000, "? {a: b}\n: c", "- a: *gone"]
)
def test_settings_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    with pytest.raises(harmless.NotYaml):
        harmless.table(text)
    with pytest.raises(NotConvertible, match="read"):
        made.converted(made.source(tmp_path, {"mkdocs.yml": text, "docs/a.md": "words"}))


def test_one_list_said_many_times_over(tmp_path: Path) -> None:
    laughs = "a0: &a0 [a.md]\n" + "".join(
        f"a{n}: &a{n} [{{x: *a{n - 1}}},{{y: *a{n - 1}}},{{z: *a{n - 1}}}]\n" for n in range(1, 12)
    )
    root = made.source(tmp_path, {"mkdocs.yml": f"{laughs}nav: *a11\n", "docs/a.md": "words"})
    began = time.monotonic()
    course, _found = made.converted(root)
    assert len(made.read(course, root).units) == 1
    assert time.monotonic() - began < 5


def test_a_list_that_holds_itself(tmp_path: Path) -> None:
    root = made.source(tmp_path, {"mkdocs.yml": "nav: &a [a.md, {x: *a}]\n", "docs/a.md": "words"})
    course, _found = made.converted(root)
    assert len(made.read(course, root).units) == 1


NESTED = {
    "quotations": "> " * 3000 + "words",
    "lists": "\n".join("  " * depth + "- words" for depth in range(300)),
    "elements": "<div>" * 5000 + "words" + "</div>" * 5000,
    "emphasis": "*" * 5000 + "words" + "*" * 5000,
    "brackets": "[" * 5000 + "words" + "](a)" * 5000,
    "boxes": "\n".join("    " * depth + "!!! note" for depth in range(200)) + "\n" + "    " * 200 + "words",
    "spans": "<b>" * 3000 + "words",
    "elements that never end": "<div>\n" * 20_000 + "words",
    "tables in tables": "<table><tr><td>" * 300 + "words",
}


@pytest.mark.parametrize("kind", NESTED)
def test_deep_nesting_keeps_the_words(tmp_path: Path, kind: str) -> None:
    began = time.monotonic()
    lesson, _found, _root = made.mkdocs(tmp_path, f"Before.\n\n{NESTED[kind]}\n")
    assert "Before" in lesson
    assert "words" in lesson
    assert time.monotonic() - began < 20


def test_what_is_too_deep_is_named(tmp_path: Path) -> None:
    _lesson, found, _root = made.mkdocs(tmp_path, NESTED["elements"])
    assert "depth" in made.codes(found)


def test_huge_and_broken_files_are_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "huge.md": "x" * 1_100_000,
        "latin.md": b"caf\xe9",
        "long.md": "words " * 100_000,
        "empty.md": "<!-- -->",
    }
    _lesson, found, _root = made.mkdocs(tmp_path, "words", **files)
    assert sorted((gap.code, gap.page) for gap in found if gap.code != "guess") == [
        ("big", "docs/long.md"),
        ("empty", "docs/empty.md"),
        ("empty", "docs/long.md"),
        ("text", "docs/huge.md"),
        ("text", "docs/latin.md"),
    ]


def test_included_files_that_include_themselves(tmp_path: Path) -> None:
    bomb = "words\n" + '--8<-- "docs/seeds.md"\n\n' * 200
    began = time.monotonic()
    lesson, _found, _root = made.mkdocs(tmp_path, bomb)
    assert len(lesson) < 1_000_000
    assert time.monotonic() - began < 20


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "MOST_FILES", 3)
    root = made.source(tmp_path, {"mkdocs.yml": "", **{f"docs/{number}.md": "words" for number in range(5)}})
    with pytest.raises(NotConvertible, match="more than 3 files"):
        made.converted(root)


def test_a_source_of_no_known_kind(tmp_path: Path) -> None:
    with pytest.raises(NotConvertible, match="MkDocs, Hugging Face course"):
        made.converted(made.source(tmp_path, {"README.md": "x"}))


def test_a_course_without_a_licence_asks_for_it(tmp_path: Path) -> None:
    root = made.source(tmp_path, {"mkdocs.yml": "site_name: S", "docs/a.md": "words"})
    with pytest.raises(NotConvertible, match="--licence"):
        made.converted(root, shapes.Asked())


def test_nothing_links_to_a_page_of_which_nothing_came(tmp_path: Path) -> None:
    lesson, found, _root = made.mkdocs(
        tmp_path,
        "[a](empty.md) [b](only.md)",
        **{"empty.md": "<!-- -->", "only.md": "<!-- [a](empty.md) -->"},
    )
    assert made.body(lesson) == "a b"
    assert made.codes(found) == {"empty", "address"}


def test_every_gap_is_explained() -> None:
    with pytest.raises(KeyError):
        report.Report().name("unheard-of", "", "")
