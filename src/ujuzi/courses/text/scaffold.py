"""The files of a new course: one lesson, one quiz, a glossary, each showing how it is written."""

import json

_COURSE = """id = {id}
source_language = {language}
licence = "CC-BY-4.0"
authors = ["Your name or organisation"]
level = "beginner"                # beginner, intermediate, advanced
audiences = ["public"]            # policymakers, it-professionals, leaders, teachers, students, public
subjects = ["ai-basics"]          # ai-basics, generative-ai, machine-learning, sustainable-development, ...
minutes = 20                      # how long an average learner needs for everything

[title]
{tag} = {title}

[summary]
{tag} = "Two sentences that tell a learner what she will be able to do."

[outcomes]
{tag} = ["Say what the course is about"]

[modules.1-start.title]
{tag} = "Start"
"""
_LESSON = """+++
title = "A first lesson"
minutes = 10
+++
Start with a person and a problem. Short sentences; one idea for each lesson.

## What it is about

The machine learns from [training data](term:training-data).

::::try On paper
Write down three examples from your own work.

:::answer
There is no single right answer; what matters is that they differ.
:::
::::

:::reflect
Who is missing from your examples?
:::
"""
_QUIZ = """+++
title = "Check yourself"
minutes = 5
pass = 60
+++
## learns-from

What does the machine learn from?

( ) From a rule that somebody wrote
    > That would be a program, not learning.
(x) From examples
    > Yes.

Hint: Look at the first section again.
Why: It finds the rule in the examples by itself.
Lesson: first-lesson
"""
_GLOSSARY = """## training-data: Training data

The examples that a model learns from.
"""


def files(name: str, title: str, language: str) -> dict[str, str]:
    """{path: text}."""
    said = {"id": name, "language": language, "title": title}
    values = {key: json.dumps(value, ensure_ascii=False) for key, value in said.items()}
    tag = language if "-" not in language else json.dumps(language)
    return {
        "course.toml": _COURSE.format(tag=tag, **values),
        f"1-start/01-first-lesson.{language}.md": _LESSON,
        f"1-start/02-check.{language}.quiz.md": _QUIZ,
        f"glossary.{language}.md": _GLOSSARY,
    }
