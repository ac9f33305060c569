from ujuzi.core import langtext


def test_exact_language_comes_first() -> None:
    assert langtext.pick({"en": "Skill", "sw": "Ujuzi"}, ["sw"]) == ("Ujuzi", "sw")


def test_base_language_serves_a_region() -> None:
    assert langtext.pick({"pt-BR": "Curso"}, ["pt"]) == ("Curso", "pt-BR")


def test_falls_back_and_says_which_language() -> None:
    assert langtext.pick({"fr": "Cours"}, ["ar"]) == ("Cours", "fr")


def test_empty_text_is_no_text() -> None:
    assert langtext.pick({"sw": "", "en": "Skill"}, ["sw"]) == ("Skill", "en")
    assert langtext.pick({}, ["sw"]) == ("", "")
