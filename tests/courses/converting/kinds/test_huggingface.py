"""Hugging Face courses: components, frameworks, questions to quizzes, translations that lie elsewhere."""

from html import unescape
from pathlib import Path

import pytest

from tests.courses.converting import made
from ujuzi.courses.converting import report
from ujuzi.courses.text.shapes import Course, ItemType, Kind

CONSTRUCTS = {
    "anchor": ("## Working[[working]]\n\nso", "## Working\n\nso"),
    "film": ('<Youtube id="tiZFewofSLM"/>', "[▶ Seeds (youtube.com)](https://www.youtube.com/watch?v=tiZFewofSLM)"),
    "tip": ("<Tip warning={true}>\n\nTake **care**.\n\n</Tip>\nso", ":::warning\nTake **care**.\n:::\n\nso"),
    "tip with a title": ('<Tip title="A \\"B\\"">\nso\n</Tip>'.replace('\\"', ""), ":::note A B\nso\n:::"),
    "callout": ("> [!TIP]\n> So <em>be</em> it.", ":::note\nSo *be* it.\n:::"),
    "switch": ("<FrameworkSwitchCourse {fw} />\nso", "so"),
    "banner": (
        '<CourseFloatingBanner chapter={1}\n  notebooks={[\n    {label: "Colab", value: "https://a.b/c"},\n]} />\nso',
        ":::note\n- [Colab](https://a.b/c)\n:::\n\nso",
    ),
    "banner without notebooks": ("<CourseFloatingBanner chapter={1} />\nso", "so"),
    "frameworks": (
        "{#if fw === 'pt'}\n# Torch\na\n{:else}\n# Flow\nb\n{/if}\nc",
        "## Torch\n\na\n\n:::answer TensorFlow\n## Flow\n\nb\n:::\n\nc",
    ),
    "frameworks within a line": ("a {#if fw === 'pt'}b{:else}c{/if}", "a\n\nb\n\n:::answer TensorFlow\nc\n:::"),
    "headings of frameworks": ("{#if fw === 'pt'}\n## Torch\n{:else}\n## Flow\n{/if}\nc", "## Torch\n\nc"),
    "options": (
        '<hfoptions id="x">\n<hfoption value="a" label="A">\nso\n</hfoption>\n<hfoption value="b">\nor\n</hfoption>\n</hfoptions>',
        ":::answer A\nso\n:::\n\n:::answer b\nor\n:::",
    ),
    "mathematics": (r"a matrix of \\(l\\) by \\(d\\) (sic)", "a matrix of $l$ by $d$ (sic)"),
    "mathematics on its own": ("$$\na = b\n$$", "$$\na = b\n$$"),
    "table with an indented head": ("              | a | b\n:---:|:---:|:---:\n`c` | 1 | 2", "|  | a | b |\n| --- | --- | --- |\n| `c` | 1 | 2 |"),
    "output": ("```python out\n[1]\n```", "```python\n[1]\n```"),
    "tokens": ("the `<sep>` and <cls> tokens", "the `<sep>` and \\<cls> tokens"),
    "link to a chapter": ("[a](/course/chapter2) [b](/course/en/chapter2/1?fw=pt#x) [c](https://huggingface.co/course/chapter2/1)",
                          "[a](lesson:tokens) [b](lesson:tokens) [c](lesson:tokens)"),
    "link to the site": ("[a](/docs/x)", "[a](https://huggingface.co/docs/x)"),
    "picture for dark screens": ('<img class="block dark:hidden" src="https://a.b/c.png" alt="A"/>\n<img class="hidden dark:block" src="https://a.b/d.png"/>',
                                 "[A](https://a.b/c.png)"),
    "unknown component": ('<Fancy a={[1, "}"]} />\nso', "so"),
    "component in code": ("```\n<Youtube id=\"tiZFewofSLM\"/>\n```\n`<Tip>`", '```\n<Youtube id="tiZFewofSLM"/>\n```\n\n`<Tip>`'),
    "component that is not closed": ("so <Youtube id={", "so \\<Youtube id={"),
}  # fmt: skip


def hub(folder: Path, pages: dict[str, str], tree: str = "") -> tuple[Course, dict[str, str], report.Report]:
    """The course, its texts by path, and what was named. `pages`: {"en/chapter1/1": text}."""
    files: dict[str, str | bytes] = {f"chapters/{path}.mdx": text for path, text in pages.items()}
    for language in {path.partition("/")[0] for path in pages}:
        local = sorted(path.partition("/")[2] for path in pages if path.startswith(f"{language}/"))
        lines = "".join(f"  - {{local: {one}, title: {TITLES.get(one, 'More')}}}\n" for one in local)
        files[f"chapters/{language}/_toctree.yml"] = tree or f"- title: 1. Start\n  sections:\n{lines}"
    root = made.source(folder, files)
    course, found = made.converted(root)
    return made.read(course, root), course.texts.files, found


TITLES = {"chapter1/1": "Seeds", "chapter2/1": "Tokens"}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_constructs(tmp_path: Path, construct: str) -> None:
    page, wanted = CONSTRUCTS[construct]
    _course, texts, _found = hub(
        tmp_path, {"en/chapter1/1": f"# Seeds[[seeds]]\n{page}\n", "en/chapter2/1": "words"}
    )
    lesson = next(text for path, text in texts.items() if "/01-" in path)
    assert made.body(lesson) == wanted


QUESTION = """### 1. What did it learn from?

```py
>>> x = [[1, 2]]
## not a heading
= 3
```

<Question
	choices={[
		{
			text: "From <code>rules()</code>",
			explain: "No: [look](/course/chapter1/1)!"
		},
		{
			text: "From \\"examples\\"",
			explain: 'Yes, it\\'s so',
			correct: true,
		},
	]}
/>
"""
TWO = '### 2. Which?\n\n<Question choices={[{text: "a", correct: true}, {text: "b", correct: true}, {text: "c"}]}/>\n'
TROIS = '### 2. Quels ?\n\n<Question choices={[{text: "c", explain: "non"}, {text: "a", correct: true}, {text: "b", correct: true}]}/>\n'


def test_questions_become_a_practice_quiz(tmp_path: Path) -> None:
    course, _texts, found = hub(tmp_path, {"en/chapter1/1": f"# Quiz\n\nLet's see!\n\n{QUESTION}\n{TWO}"})
    (quiz,) = course.units
    assert (quiz.kind, quiz.pass_percent, quiz.texts["en"].title) == (Kind.QUIZ, 0, "Seeds")
    one, two = quiz.texts["en"].items
    assert (one.type, two.type) == (ItemType.SINGLE, ItemType.MULTIPLE)
    assert one.text.startswith("<p>What did it learn from?</p>")
    assert "&gt;&gt;&gt; x = [ [1, 2]]\n## not a heading\n= 3" in one.text
    assert [option.text for option in one.options] == [
        "From <code>rules()</code>",
        "From &quot;examples&quot;",
    ]
    assert one.options[0].feedback == 'No: <a href="../seeds/">look</a>!'
    assert [option.right for option in two.options] == [True, True, False]
    assert (one.fixed, two.options[2].feedback) == (True, "…")
    assert [gap.what for gap in found.of("lines")] == ["Let's see!"]
    assert [gap.what for gap in found.of("explain")] == ["c"]


def test_questions_at_the_end_of_a_lesson(tmp_path: Path) -> None:
    page = f"# Seeds\n\n{'many words ' * 40}\n\n## Section quiz[[quiz]]\n\nTest yourself:\n\n{QUESTION}"
    course, _texts, _found = hub(tmp_path, {"en/chapter1/1": page})
    lesson, quiz = course.units
    assert (lesson.name, quiz.name) == ("seeds", "seeds-quiz")
    assert quiz.texts["en"].title == "Seeds: Section quiz"
    assert 'Test yourself:</p><p><a href="../seeds-quiz/">Section quiz</a></p>' in lesson.texts["en"].html


def test_a_question_without_a_heading_is_the_paragraph_before(tmp_path: Path) -> None:
    course, _texts, _found = hub(
        tmp_path, {"en/chapter1/1": f"First.\n\nWhich one?\n\n{TWO.partition(chr(10))[2]}"}
    )
    assert course.units[0].texts["en"].items[0].text == "Which one?"


def test_a_translated_quiz_has_the_same_answers(tmp_path: Path) -> None:
    french = QUESTION.replace("What did it learn from", "D'où")
    course, _texts, found = hub(tmp_path, {"en/chapter1/1": QUESTION + TWO, "fr/chapter1/1": french + TROIS})
    items = course.units[0].texts["fr"].items
    assert unescape(items[0].text).startswith("<p>D'où?</p>")
    assert [option.right for option in items[1].options] == [True, True, False]
    assert items[1].options[2].feedback == "non"
    assert made.codes(found) == {"explain"}


def test_a_question_that_differs_stands_in_the_source_language(tmp_path: Path) -> None:
    other = (
        '### 2. Autre\n\n<Question choices={[{text: "a", correct: true}, {text: "b", explain: "non"}]}/>\n'
    )
    course, _texts, found = hub(
        tmp_path, {"en/chapter1/1": QUESTION + TWO, "fr/chapter1/1": QUESTION + other}
    )
    assert course.units[0].texts["fr"].items[1].text == "Which?"
    assert [gap.what for gap in found.of("question")] == ["question 2"]


def test_a_quiz_that_differs_too_much_is_left_to_the_source_language(tmp_path: Path) -> None:
    course, _texts, found = hub(tmp_path, {"en/chapter1/1": QUESTION + TWO, "fr/chapter1/1": QUESTION * 3})
    assert course.languages == ("en",)
    assert [gap.what for gap in found.of("quiz")] == ["3 questions, not 2"]


@pytest.mark.parametrize(
    "choices",
    [
        "[]",
        "[{text: 'a', correct: true}, {text: 'a', explain: 'x'}]",
        "[{text: 'a'}, {text: 'b'}]",
        "[{text: f(1)}]",
        "nothing",
        "[" * 50,
    ],
)
def test_a_question_that_is_none_is_left_out_and_named(tmp_path: Path, choices: str) -> None:
    page = f"{'many words ' * 40}\n\n### Which?\n\n<Question choices={{{choices}}} />\n\nso"
    course, _texts, found = hub(tmp_path, {"en/chapter1/1": page})
    assert [unit.kind for unit in course.units] == [Kind.LESSON]
    assert made.codes(found) & {"choice", "broken"}


def test_questions_for_another_framework_are_named(tmp_path: Path) -> None:
    page = f"{QUESTION}\n{{#if fw === 'pt'}}\n{TWO}\n{{:else}}\n{TWO}\n{{/if}}\n"
    course, _texts, found = hub(tmp_path, {"en/chapter1/1": page})
    assert len(course.units[0].texts["en"].items) == 2
    assert len(found.of("other-framework")) == 1


def test_translations_go_with_what_they_share(tmp_path: Path) -> None:
    """The source has a new second page, so that the translation's second page is the third of the source."""
    films = [
        f'# T\n\n<Youtube id="film{number}film"/>\n\n```py\nsomething_{number} = make({number})\nanother_thing_{number} = {{}}\n```\n\n{"words " * 9}'
        for number in range(3)
    ]
    pages = {f"en/chapter1/{number + 1}": text for number, text in enumerate(films)}
    pages |= {"fr/chapter1/1": films[0], "fr/chapter1/2": films[2], "fr/chapter1/9": "# Autre\n\nmots"}
    course, _texts, found = hub(tmp_path, pages)
    assert ["fr" in unit.texts for unit in course.units] == [True, False, True]
    assert [(gap.page, gap.what) for gap in found.of("moved")] == [
        ("chapters/fr/chapter1/2.mdx", "chapter1/3")
    ]
    assert [gap.page for gap in found.of("no-source")] == ["chapters/fr/chapter1/9.mdx"]


def test_a_page_for_each_framework(tmp_path: Path) -> None:
    tree = "- title: 1. Start\n  sections:\n  - {title: Train, local: c/3, local_fw: {pt: c/3, tf: c/3_tf}}\n  - {local: gone, title: Gone}\n- nonsense\n"
    course, _texts, found = hub(
        tmp_path, {"en/c/3": "# Train\n\nwords", "en/c/3_tf": "# Train\n\nmore words"}, tree
    )
    assert [unit.texts["en"].title for unit in course.units] == ["Train", "Train (TensorFlow)"]
    assert [gap.what for gap in found.of("navigation")] == ["gone"]
    assert course.modules[0].titles == {"en": "1. Start"}
