"""The catalogues of screen strings: compiled without GNU gettext (by Babel), collected with it, checked by a test."""

import contextlib
import importlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message
from django.conf import settings
from django.core import management
from django.utils.translation import to_locale

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def locale_dir() -> Path:
    return Path(settings.LOCALE_PATHS[0])


def catalogues() -> list[Path]:
    """The .po file of each shipped language."""
    return sorted(locale_dir().glob("*/LC_MESSAGES/django.po"))


def compile_stale() -> list[Path]:
    """Compiles what is newer than its .mo; returns what it compiled. Atomic, so that a running server never sees half."""
    done = []
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as file:
            catalog = pofile.read_po(file)
        with tempfile.NamedTemporaryFile(dir=po.parent, delete=False) as temporary:
            mofile.write_mo(temporary, catalog)
        Path(temporary.name).chmod(0o644)
        Path(temporary.name).replace(mo)
        done.append(po)
    return done


def collect() -> None:
    """Runs Django's makemessages over the package, for each shipped language but English.

    Without fuzzy matching: a wrong guess is worse than the English text.
    """
    makemessages = importlib.import_module("django.core.management.commands.makemessages").Command
    command = type(
        "Collect",
        (makemessages,),
        {"msgmerge_options": [*makemessages.msgmerge_options, "--no-fuzzy-matching"]},
    )
    codes = [to_locale(code) for code, _name in settings.LANGUAGES if code != "en"]
    for code in codes:
        (locale_dir() / code / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(settings.PACKAGE):
        management.call_command(
            command(), locale=codes, no_location=True, no_obsolete=True, no_wrap=True, verbosity=0
        )
    for po in catalogues():
        text = po.read_text(encoding="utf-8")
        if "nplurals=1;" in text:  # GNU gettext gives new plurals two forms all the same
            po.write_text(re.sub(r'^msgstr\[[1-9]\] ""\n', "", text, flags=re.MULTILINE), encoding="utf-8")


def problems() -> list[str]:
    """One line per fuzzy or unfit string; empty when all is well."""
    return [line for po in catalogues() for line in _problems(po)]


def untranslated() -> dict[str, int]:
    """{language: how many strings still show in English}."""
    made = {}
    for po in catalogues():
        with po.open("rb") as file:
            catalog = pofile.read_po(file)
        texts = [
            [found.string] if isinstance(found.string, str) else found.string or ()
            for found in catalog
            if found.id
        ]
        made[po.parent.parent.name] = sum(not all(each) for each in texts)
    return made


def _problems(po: Path) -> Iterator[str]:
    with po.open("rb") as file:
        catalog: Catalog = pofile.read_po(file)
    language = po.parent.parent.name
    for message in catalog:
        if not message.id:
            continue
        texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if message.fuzzy:
            yield f"{language}: fuzzy: {message.id!r}"
        elif all(texts) and not _fits(message, texts):
            yield f"{language}: placeholders differ: {message.id!r}"


def _fits(message: Message, texts: list[str]) -> bool:
    """Each form uses only the placeholders of the original (a plural form may leave the number out)."""
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    allowed = {found.group() for text in originals for found in PLACEHOLDER.finditer(text)}
    return all({found.group() for found in PLACEHOLDER.finditer(text)} <= allowed for text in texts)
