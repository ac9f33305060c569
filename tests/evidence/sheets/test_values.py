"""Scores and states."""

import pytest

from ujuzi.evidence.sheets import values
from ujuzi.evidence.sheets.shapes import Status


@pytest.mark.parametrize(
    ("said", "out_of", "score"),
    [
        ("85 %", None, 0.85), ("85%", None, 0.85), ("%85", None, 0.85), ("85,5 %", None, 0.855), ("٨٥٪", None, 0.85), ("17/20", None, 0.85),
        ("17 sur 20", None, 0.85), ("17 из 20", None, 0.85), ("85", 100.0, 0.85), ("0.85", 1.0, 0.85), ("0,85", 1.0, 0.85), ("17", 20.0, 0.85),
        ("0", 100.0, 0.0), ("", 100.0, None), ("-", None, None),
    ],
)  # fmt: skip
def test_scores_are_scaled(said, out_of, score):
    assert values.score(said, out_of) == (score, "")


@pytest.mark.parametrize(
    ("said", "out_of", "code"),
    [("120", 100.0, "score-out-of-range"), ("25/20", None, "score-out-of-range"), ("5/0", None, "score-out-of-range"),
     ("A+", 100.0, "score-unreadable"), ("-5", 100.0, "score-unreadable"), ("14", None, "score-scale-unknown")],
)  # fmt: skip
def test_scores_that_say_nothing(said, out_of, code):
    assert values.score(said, out_of) == (None, code)


@pytest.mark.parametrize(
    ("heading", "cells", "scale"),
    [
        ("Score", ["0.85", "1"], 1.0), ("Score", ["85", "1"], 100.0), ("Note", ["14", "17,5"], None), ("Note sur 20", ["14"], 20.0),
        ("Score (/10)", ["7"], 10.0), ("Score (%)", ["7"], 100.0), ("Score", ["85 %", "17/20"], 1.0), ("Оценка из 5", ["4"], 5.0),
    ],
)  # fmt: skip
def test_the_scale_is_the_columns(heading, cells, scale):
    assert values.scale(heading, cells) == scale


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (
            "Completed|terminé|Concluído|finalizado|مكتمل|завершено|amemaliza|已完成|yes|✓|Comleted|ACHEVÉ",
            Status.COMPLETED,
        ),
        ("passed|réussie|aprobada|ناجح|сдан|amefaulu|通过|Pasesd", Status.PASSED),
        (
            "Failed|échoué|reprobado|راسب|لم ينجح|не сдан|ameshindwa|不合格|not passed|Non réussi",
            Status.FAILED,
        ),
        (
            "in progress|Incomplete|not completed|en cours|inscrito|غير مكتمل|не завершено|anaendelea|未完成|no",
            Status.UNFINISHED,
        ),
        ("", Status.NONE),
    ],
)
def test_states(words, status):
    assert [values.status(word) for word in words.split("|")] == [status] * len(words.split("|"))


@pytest.mark.parametrize("said", ["whatever", "see note", "Compleet incomplete"])
def test_a_state_that_is_not_known_is_not_guessed(said):
    assert values.status(said) is None
