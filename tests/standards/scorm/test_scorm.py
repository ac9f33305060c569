"""Manifests and run-time data of SCORM 1.2 and 2004."""

from pathlib import Path
from typing import Any

import pytest

from tests.courses import packages_made
from ujuzi.standards.scorm import manifest, runtime
from ujuzi.standards.scorm.runtime import Outcome


def test_a_manifest_of_12() -> None:
    found = manifest.parse(packages_made.MANIFEST_12.encode())
    assert (found.version, found.title, found.identifier) == ("1.2", "Seeds in SCORM 1.2", "seed-12")
    assert found.scos == (manifest.Sco("i1", "The notebook", "index.html", True, 60.0),)


def test_a_manifest_of_2004() -> None:
    found = manifest.parse(packages_made.MANIFEST_2004.encode())
    assert (found.version, found.notes) == ("2004", ("sequencing",))
    assert found.scos == (manifest.Sco("i1", "The notebook", "index.html?page=1", chapter="First chapter"),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad-xml"),
        ("<html/>", "not-scorm"),
        ("<manifest/>", "no-content"),
        ('<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><manifest>&x;</manifest>', "bad-xml"),
        (packages_made.MANIFEST_12.replace('href="index.html"', ""), "no-content"),
    ],
)
def test_what_is_no_manifest(text: str, code: str) -> None:
    with pytest.raises(manifest.NotManifest) as error:
        manifest.parse(text.encode())
    assert error.value.code == code


@pytest.mark.parametrize(
    ("href", "parameters", "wanted"),
    [
        ("a", "", "a"),
        ("a", "?b=1", "a?b=1"),
        ("a?x", "&b=1", "a?x&b=1"),
        ("a", "#c", "a#c"),
        ("a#d", "#c", "a#d"),
    ],
)
def test_parameters_of_an_item(href: str, parameters: str, wanted: str) -> None:
    text = packages_made.MANIFEST_2004.replace("?page=1", parameters.replace("&", "&amp;"))
    assert manifest.parse(text.replace('href="index.html"', f'href="{href}"').encode()).scos[0].href == wanted


def test_real_manifests(field_data: Path) -> None:
    found = [
        manifest.parse(path.read_bytes())
        for path in sorted((field_data / "packages/scorm-manifests").glob("*imsmanifest.xml"))
    ]
    assert found
    assert {(one.version, len(one.scos), one.scos[0].href) for one in found} == {("1.2", 1, "index_lms.html")}


@pytest.mark.parametrize(
    ("core", "mastery", "wanted"),
    [
        ({"lesson_status": "completed"}, None, Outcome(True)),
        ({"lesson_status": "incomplete", "score": {"raw": "80"}}, 60, Outcome(False, None, 0.8)),
        ({"lesson_status": "completed", "score": {"raw": "80"}}, 60, Outcome(True, True, 0.8)),
        ({"lesson_status": "passed", "score": {"raw": "40"}}, 60, Outcome(True, False, 0.4)),
        ({"lesson_status": "failed"}, None, Outcome(True, False)),
        (
            {"lesson_status": "passed", "score": {"raw": 15, "min": 10, "max": 20}},
            None,
            Outcome(True, True, 0.5),
        ),
        ({"lesson_status": "passed", "score": {"raw": "NaN"}}, 60, Outcome(True, True)),
        ({"lesson_status": ["x"], "score": 7}, 60, Outcome()),
        ("nonsense", 60, Outcome()),
    ],
)
def test_outcomes_of_12(core: Any, mastery: float | None, wanted: Outcome) -> None:
    assert runtime.outcome({"core": core}, "1.2", mastery) == wanted


@pytest.mark.parametrize(
    ("cmi", "mastery", "wanted"),
    [
        (
            {"completion_status": "completed", "success_status": "passed", "score": {"scaled": "0.9"}},
            None,
            Outcome(True, True, 0.9),
        ),
        ({"completion_status": "completed", "score": {"scaled": 0.5}}, 0.6, Outcome(True, False, 0.5)),
        ({"scaled_passing_score": "0.4", "score": {"scaled": 0.5}}, 0.6, Outcome(False, True, 0.5)),
        ({"progress_measure": "0.8", "completion_threshold": "0.7"}, None, Outcome(True)),
        (
            {"completion_status": "completed", "progress_measure": "0.5", "completion_threshold": "0.7"},
            None,
            Outcome(False),
        ),
        ({"score": {"scaled": 7, "raw": 70}}, None, Outcome(False, None, 0.7)),
        ({}, None, Outcome()),
    ],
)
def test_outcomes_of_2004(cmi: dict[str, Any], mastery: float | None, wanted: Outcome) -> None:
    assert runtime.outcome(cmi, "2004", mastery) == wanted
