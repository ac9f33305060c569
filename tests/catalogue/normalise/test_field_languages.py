"""Detection on real records: the AI4T project's Dublin Core files, whose names say the language (de, en, fr, it, sl)."""

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from ujuzi.catalogue.normalise import detection, languages

DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def records(field_data: Path) -> list[tuple[str, str]]:
    """(language, title and description) of each file."""
    found = []
    for path in sorted((field_data / "dc-xml").rglob("*.xml")):
        tree = etree.fromstring(path.read_bytes(), etree.XMLParser(recover=True))
        title, text = (
            " ".join(part.text or "" for part in tree.iter(DC + name)) for name in ("title", "description")
        )
        said = re.search(r"\.(de|en|fr|it|sl)\.xml$", path.name)
        if said and title.strip():
            found.append((said[1], f"{title}. {text}"))
    return found


def test_detected(records: list[tuple[str, str]]) -> None:
    seen = Counter(
        "right" if found == language else "wrong" if found else "silent"
        for language, text in records
        for found in (detection.detect(text),)
    )
    print(f"{len(records)} records of AI4T, language not said: {dict(seen)}")
    assert seen["right"] >= 0.95 * len(records)
    assert seen["wrong"] <= 0.02 * len(records)


def test_no_true_statement_is_overruled(records: list[tuple[str, str]]) -> None:
    assert [
        text for language, text in records if languages.settle((language,), text) != (language, False)
    ] == []


def test_false_statements_are(records: list[tuple[str, str]]) -> None:
    wrong = [
        (stated, language, text)
        for language, text in records
        for stated in ("en", "sw", "ar")
        if stated != language
    ]
    caught = sum(languages.settle((stated,), text) == (language, True) for stated, language, text in wrong)
    print(f"{caught} of {len(wrong)} wrong labels caught")
    assert caught >= 0.9 * len(wrong)
