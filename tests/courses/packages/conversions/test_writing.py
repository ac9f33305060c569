"""Whatever goes in, what comes out passes the strict reader."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.courses.packages.conversions import made
from ujuzi.courses.packages.archives import Unsafe
from ujuzi.courses.packages.conversions import names, prose, writing
from ujuzi.courses.packages.conversions.drafts import Chapter, Draft, Lesson, Quiz
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.text.heads import LANGUAGE
from ujuzi.courses.text.reading import NAME
from ujuzi.courses.text.shapes import Foreseen, Item, ItemType, Option, gap_mark

SIGNS = [
    "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<ul><li>", "</li></ul>", "<ol><li>", "</ol>", "<h1>", "</h1>", "<h4>", "</h4>", "<table><tr><td>",
    "</td><td>", "</td></tr></table>", "<th>", "<pre>", "</pre>", "<code>", "</code>", "<br>", "<blockquote>", "</blockquote>", '<img src="a.png">',
    '<img src="b.png" alt="]( x">', '<a href="https://e.org/(a b)|">', '<a href="page">', '<a href="javascript:x">', "</a>", "<details>", "</details>",
    "<summary>", "</summary>", "<dl><dt>", "<dd>", "</dl>", "<script>x</script>", "<sub>", "</sub>", "<sup>2</sup>", "<hr>", "<q>", "<figure>",
    "## ", "# ", "::: note", ":::note\n", ":::", "+++", "- a => b", "=> ", "( ) x", "(x) y", "= 42", "! 3", "1. ", "1) ", "> ", "[[gap]]", "$x$", "$$",
    "\\(x^2\\)", "\\[\\frac{1}{\\]", "\\", "`", "```", "~~~", "|", "&lt;", "&amp;amp;", "&", "<", "Hint: x", "Why: y", "Lesson: z", "[a](b)", "![a](b)",
    "<http://a>", "*", "_", "**", "\n", "\n\n", "    ", "\t", "\x00", "\x0c", "\u2028", "\ue000" "0\ue001", "term", "word", "é", "字", "---", "===",
]  # fmt: skip
HTML = st.lists(st.sampled_from(SIGNS) | st.text(max_size=8), max_size=25).map("".join)
PLAIN = st.lists(st.sampled_from(SIGNS) | st.text(max_size=8), max_size=4).map("".join)


@st.composite
def items(draw: Any) -> Item:
    few = st.lists(HTML, max_size=4)
    options = tuple(Option(text, draw(st.booleans()), draw(HTML)) for text in draw(few))
    gaps = tuple(tuple(draw(st.lists(PLAIN, max_size=3))) for _number in range(draw(st.integers(0, 2))))
    marks = "".join(f" {gap_mark(place)} " for place in range(len(gaps))) if draw(st.booleans()) else ""
    return Item(
        draw(PLAIN),
        draw(st.sampled_from(ItemType)),
        draw(HTML) + marks,
        options,
        truth=draw(st.booleans()),
        low=draw(st.sampled_from(["1", "-0.5", "1E+3", "x", ""])),
        high=draw(st.sampled_from(["1", "7", "1E+3"])),
        accepted=tuple(draw(st.lists(PLAIN, max_size=3))),
        foreseen=tuple(Foreseen(draw(PLAIN), draw(HTML)) for _number in range(draw(st.integers(0, 2)))),
        steps=tuple(draw(few)),
        pairs=tuple((left, draw(PLAIN)) for left in draw(few)),
        extras=tuple(draw(st.lists(PLAIN, max_size=2))),
        gaps=gaps,
        feedback=draw(HTML),
        hint=draw(HTML),
        why=draw(HTML),
        fixed=draw(st.booleans()),
    )


class Archive:
    """Two pictures and nothing else."""

    files = {"a.png": type("Info", (), {"size": len(made.PNG)}), "b.png": type("Info", (), {"size": 3})}
    size = 0

    def read(self, name: str, most: int = 0) -> bytes:
        return {"a.png": made.PNG, "b.png": b"bad"}[name]


def written(draft: Draft, **more: Any) -> made.Made:
    head = writing.Head("the-course", "en", "The course", **more)
    return made.checked(writing.files_of(draft, Archive(), head), draft)  # type: ignore[arg-type]


SETTINGS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SETTINGS
@given(st.lists(st.tuples(PLAIN, PLAIN, HTML), min_size=1, max_size=3), PLAIN)
def test_lessons_pass_the_strict_reader(lessons: list[tuple[str, str, str]], title: str) -> None:
    units: list[Lesson | Quiz] = [Lesson(key, said, html) for key, said, html in lessons]
    draft = Draft(
        "x",
        title,
        licence=title,
        authors=(title,),
        summary=title,
        chapters=[Chapter(title, title, [*units, Lesson("sure", "", "<p>x</p>")])],
    )
    draft.pages = {"page": lessons[0][0]}
    assert "sure" in " ".join(one.name for one in written(draft).course.units)


@SETTINGS
@given(st.lists(items(), min_size=1, max_size=3), PLAIN)
def test_quizzes_pass_the_strict_reader_and_name_what_stays_behind(
    given_items: list[Item], title: str
) -> None:
    chapter = Chapter(
        "c",
        "C",
        [Lesson("sure", "", "<p>x</p>"), Quiz("q", title, list(given_items), draw=2, pass_percent=150)],
    )
    course = written(Draft("x", title, chapters=[chapter]))
    asked = sum(len(unit.texts["en"].items) for unit in course.course.units)
    left_out = sum("the question “" in note for note in course.notes)
    assert asked + left_out >= 1
    assert asked <= len(given_items)


@given(st.text())
def test_names_and_languages_are_such_as_our_format_takes(said: str) -> None:
    assert NAME.fullmatch(names.plain(said, "part"))
    tag = names.language(said)
    assert not tag or (LANGUAGE.fullmatch(tag) and len(tag) <= 12)


def test_a_name_is_given_once() -> None:
    given_names = names.Names()
    assert [given_names.free(one, "part") for one in ("A b", "a-B", "", "glossary", "?")] == [
        "a-b",
        "a-b-2",
        "part",
        "glossary-2",
        "part-2",
    ]


def test_long_hexadecimal_ids_are_cut() -> None:
    assert names.plain("45343bfda368437e8aaa7c706b6f542b", "lesson") == "lesson-45343bfda3"


@pytest.mark.parametrize(
    ("said", "kept"),
    [("en_US", "en-US"), ("ZH-Hans", "zh-Hans"), ("es-419", "es"), ("und", ""), ("English", ""), ("", "")],
)
def test_languages(said: str, kept: str) -> None:
    assert names.language(said) == kept


def test_deep_nesting_is_shown_in_plain_words() -> None:
    chapter = Chapter(
        "c",
        "C",
        [
            Lesson("deep", "Deep", "<div><b>" * 50_000 + "<p>bottom"),
            Lesson("sure", "Sure", "<blockquote>" * 70 + "x"),
        ],
    )
    course = written(Draft("x", "X", chapters=[chapter]))
    assert course.text("deep").strip() == "bottom"
    assert any("plain words" in note for note in course.notes)


def test_links_to_what_did_not_come_along_are_words() -> None:
    lessons = Chapter(
        "c",
        "C",
        [
            Lesson("one", "One", '<p>see <a href="two">the other</a></p>'),
            Lesson("two", "Two", "<script>x</script>"),
        ],
    )
    course = written(Draft("x", "X", chapters=[lessons], pages={"two": "two"}))
    assert course.text("one").strip() == "see the other"


def test_nothing_to_learn_from_is_refused() -> None:
    with pytest.raises(NotTaken, match="Nothing in it can be learned"):
        written(Draft("x", "X", chapters=[Chapter("c", "C", [Lesson("one", "One", "")])]))


def test_addresses_do_not_lead_out() -> None:
    lesson = Lesson(
        "one", "One", '<p>x</p><img src="../../a.png"><img src="sub/../a.png"><img src="http://[bad">', "deep"
    )
    course = written(Draft("x", "X", chapters=[Chapter("c", "C", [lesson])]))
    assert "figures/a.png" in course.files
    assert any("../../a.png, which is not in the package" in note for note in course.notes)


AROUND = prose.Around(lambda address: "figures/a.png", lambda address: address if ":" in address else "")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>Note:</b>text</p>", "a **Note**:text"),
        ("<p>1. x</p>", r"1\. x"),
        ("<p>H<sub>2</sub>O, x<sup>2</sup>, e<sup>a/b</sup></p>", "H₂O, x², e^(a/b)"),
        (r"<p>\(x^2\) costs $5</p>", r"$x^2$ costs \$5"),
        (r"<p>[mathjaxinline]\nope{[/mathjaxinline]</p>", r"`\nope{`"),
        ("<h2>A</h2><h5>B</h5><h3>C</h3>", "## A\n\n### B\n\n### C"),
        ("<p>a<img src=x alt=y>b</p>", "a\n\n![y](figures/a.png)\n\nb"),
        ("<pre>a\n  ```b</pre>", "````\na\n  ```b\n````"),
        (
            "<table><tr><th>a</th></tr><tr><td>b|<img src=x alt=y></td></tr></table>",
            "| a |\n| --- |\n| b\\| |\n\n![y](figures/a.png)",
        ),
        ("<math alttext='x^2'><mi>x</mi></math>", "$x^2$"),
        ("<iframe src='https://e.org/v' title='Film'></iframe>", "[Film](https://e.org/v)"),
    ],
)
def test_prose(html: str, markdown: str) -> None:
    assert prose.blocks(html, AROUND) == markdown


def test_a_line_has_words_or_one_picture() -> None:
    assert prose.line("<p>a</p><p>b</p>", AROUND) == "a b"
    assert prose.line('<p><img src="x" alt="y"></p>', AROUND) == "![y](figures/a.png)"
    with pytest.raises(prose.CannotCarry):
        prose.line('<p>a <img src="x"></p>', AROUND)


def test_a_broken_archive_is_not_hidden() -> None:
    class Broken(Archive):
        def read(self, name: str, most: int = 0) -> bytes:
            raise Unsafe("broken", "cut")

    lesson = Chapter("c", "C", [Lesson("one", "One", '<p>x</p><img src="a.png">')])
    with pytest.raises(Unsafe):
        writing.files_of(Draft("x", "X", chapters=[lesson]), Broken(), writing.Head("x", "en", "X"))  # type: ignore[arg-type]
