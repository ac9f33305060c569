"""`ujuzi messages`: the translations of the screens."""

import sys

import click

from ujuzi.config import translations
from ujuzi.config.cli import console


@click.group()
def messages() -> None:
    """Compile, collect or check the translations of the screens.

    Example: ujuzi messages check
    """
    console.start()


@messages.command("compile")
def compile_() -> None:
    """Compile every catalogue whose text is newer than its compiled form."""
    for path in translations.compile_stale():
        console.out.print(f"compiled {path}")


@messages.command()
def collect() -> None:
    """Collect new strings from the code into the catalogues (needs GNU gettext)."""
    translations.collect()


@messages.command()
def check() -> None:
    """Say what is missing in each language; exit code 1 when a string is untranslated, fuzzy or does not fit."""
    missing = translations.untranslated().items()
    problems = [
        f"{language}: {number} strings still show in English" for language, number in missing if number
    ]
    problems += translations.problems()
    for problem in problems:
        console.err.print(problem)
    sys.exit(1 if problems else 0)
