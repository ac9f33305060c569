"""A small course in two languages, as its files; tests change a line and see what is said."""

from ujuzi.courses import hosting
from ujuzi.courses.text import faults, files, shapes

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><title>A notebook</title><rect width="640" height="360"/></svg>'

COURSE = """id = "seeds"
source_language = "en"
licence = "CC-BY-4.0"
authors = ["The seed traders of Nyabugogo"]
level = "beginner"
audiences = ["public"]
subjects = ["ai-basics"]
minutes = 30

[title]
en = "Seeds and data"
sw = "Mbegu na data"
[summary]
en = "Learn from a seed trader's notebook what a model learns from."
sw = "Jifunze kutoka kwa daftari la mfanyabiashara wa mbegu."
[outcomes]
en = ["Tell a rule from an example"]
[modules.1-start.title]
en = "The notebook"
sw = "Daftari"
[modules.2-end.title]
en = "The end"
"""
LESSON = """+++
title = "What a notebook knows"
minutes = 7
+++
Mutoni sells seed in Kigali. Her notebook is [training data](term:training-data).

![Three lines of a notebook: rain, seed, happy](figures/notebook.svg "Her notebook")

## What she sees

Then go to [the check](lesson:check).
"""
SWAHILI = """+++
title = "Daftari linajua nini"
minutes = 7
source = "{digest}"
+++
Mutoni anauza mbegu Kigali. Daftari lake ni [data ya mafunzo](term:training-data).
"""
QUIZ = """+++
title = "Check yourself"
minutes = 5
pass = 60
+++
## seed-notebook

What did Mutoni learn from?

( ) A rule of her brother
    > Nobody gave her a rule.
(x) Three years of examples
    > Yes.

Hint: What is on each line?
Why: Examples, line after line.
Lesson: notebook

## how-many

How many kilos are 2.5 sacks of 20?

= 50 +- 0.5
! 40
    > That is two sacks.
"""
GLOSSARY = """## training-data: Training data

The examples that a model learns from.
"""


def course() -> dict[str, bytes]:
    """{path: content}."""
    lesson = LESSON.encode()
    texts = {
        "course.toml": COURSE,
        "1-start/01-notebook.en.md": LESSON,
        "1-start/01-notebook.sw.md": SWAHILI.format(digest=files.digest(lesson)[:8]),
        "2-end/01-check.en.quiz.md": QUIZ,
        "glossary.en.md": GLOSSARY,
        "figures/notebook.svg": SVG,
    }
    return {path: text.encode() for path, text in texts.items()}


def read(contents: dict[str, bytes]) -> tuple[shapes.Course | None, list[faults.Fault]]:
    found = faults.Faults()
    return hosting.read(files.Memory(contents), found), found.in_order()


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    """The sample with a text put for another in one file."""
    contents = course()
    text = contents[path].decode()
    assert old in text
    return contents | {path: text.replace(old, new).encode()}


def codes(contents: dict[str, bytes]) -> list[tuple[str, int, int, str]]:
    return [(one.path, one.line, one.column, one.code) for one in read(contents)[1]]
