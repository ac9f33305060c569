"""How often the language of real records is detected right: AI4T's Dublin Core, which names its language itself."""

from collections import Counter
from pathlib import Path

from lxml import etree

from ujuzi.catalogue.normalise import languages

FLOOR = 0.9  # of those records with a title and a description in the language that they state


def test_real_records_in_five_languages(field_data: Path) -> None:
    right, silent, wrong = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for path in sorted((field_data / "dc-xml").rglob("*.xml")):
        terms = _terms(path)
        stated = languages.tag(terms.get("language", ""))
        if not stated or path.suffixes[-2:-1] != [f".{stated}"]:
            continue  # records whose file name and language disagree are the source's own mistake
        found = languages.detect(f"{terms.get('title', '')}. {terms.get('description', '')}")
        if found == stated:
            right[stated] += 1
        elif not found:
            silent[stated] += 1
        else:
            wrong[stated, found] += 1
    known = sum(right.values()) + sum(wrong.values())
    everything = known + sum(silent.values())
    print(f"right {dict(right)}, silent {dict(silent)}, wrong {dict(wrong)}")
    print(f"right of those answered: {sum(right.values()) / known:.3f}, answered: {known / everything:.3f}")
    assert everything > 100
    assert sum(right.values()) / known >= FLOOR


def _terms(path: Path) -> dict[str, str]:
    try:
        root = etree.fromstring(
            path.read_bytes(), etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
        )
    except etree.XMLSyntaxError:
        return {}
    names = {"title", "description", "language"}
    return (
        {}
        if root is None
        else {
            etree.QName(e).localname: e.text or ""
            for e in root.iter()
            if isinstance(e.tag, str) and etree.QName(e).localname in names
        }
    )
