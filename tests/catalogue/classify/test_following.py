"""What follows from what was found: goals need AI beside them, AI alone is AI basics, and each rule of the file is heard."""

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.catalogue.classify import Found, classify, deciding
from ujuzi.catalogue.feeds.entry import Entry
from ujuzi.catalogue.vocabulary import codes

RULES = tomllib.loads(
    resources.files("ujuzi.catalogue.vocabulary").joinpath("rules.toml").read_text(encoding="utf-8")
)
LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru", "sw", "pt", "hi", "bn", "am", "ha", "id")
PHRASES = [
    (scheme, value, phrase.strip())
    for scheme, values in RULES.items()
    for value, by_language in values.items()
    for phrases in by_language.values()
    for phrase in phrases.split(",")
    if phrase.strip()
]


def decided(title: str, text: str = "") -> Found:
    return classify(
        Entry(identifier="1", title=title),
        title=title,
        text=f"{title}. {text}",
        language="",
        keywords=(),
        level="",
    )


@pytest.mark.parametrize(
    "title",
    [
        "AI for clean water", "L'IA et l'agriculture", "IA para el clima", "ИИ и климат", "人工智能与气候变化", "الذكاء الاصطناعي للمياه",
        "Akili bandia kwa wakulima", "IA e saúde", "किसानों के लिए एआई", "AI a harkar noma", "AI untuk pertanian", "ሰው ሰራሽ አስተውሎት ለግብርና",
        "Machine learning for flood maps",
    ],
)  # fmt: skip
def test_ai_in_the_field_of_a_goal_is_ai_for_sustainable_development(title: str) -> None:
    found = decided(title)
    assert found.fields["sdgs"]
    assert "sustainable-development" in found.fields["subjects"]
    assert "ai-basics" not in found.fields["subjects"]


@pytest.mark.parametrize(
    "title", ["Clean water for villages", "Community nursing and health", "Agriculture au Sahel"]
)
def test_a_goal_without_ai_is_not(title: str) -> None:
    found = decided(title)
    assert found.fields["sdgs"]
    assert found.fields["subjects"] == []


def test_a_weak_hint_at_ai_basics_does_not_stop_a_title_on_ai() -> None:
    found = decided("Inteligencia artificial para todos", "Qué es la IA y cómo aprende.")
    assert found.fields["subjects"] == ["ai-basics"]
    assert found.decisions["subjects"][0]["because"] == "title"


def test_a_hyphen_inside_a_phrase() -> None:
    assert decided("Первые шаги с чат-ботами").fields["subjects"] == ["generative-ai"]
    assert decided("Первые шаги с чат ботами").fields["subjects"] == ["generative-ai"]


@pytest.mark.parametrize(
    "title",
    ["Maintaining trains", "Said and done", "Email etiquette", "Haiti", "Prompter", "Mlle Dupont", "Paris"],
)
def test_letters_inside_other_words_are_not_heard(title: str) -> None:
    assert decided(title).fields["subjects"] in ([], ["generative-ai"] if title == "Prompter" else [])


@pytest.mark.parametrize(("scheme", "value", "phrase"), PHRASES)
def test_each_phrase_is_heard(scheme: str, value: str, phrase: str) -> None:
    """A phrase that its neighbours always swallow, or that is misspelt for the matcher, would be dead wood."""
    found = {(target.scheme, target.value) for target, _words in deciding._matches(phrase.replace("*", ""))}
    assert (scheme, value) in found


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Intermediate machine learning", "intermediate"), ("Prompts: from beginner to advanced", "beginner"), ("中级机器学习", "intermediate"),
        ("Машинное обучение: средний уровень", "intermediate"), ("تعلم الآلة: المستوى المتوسط", "intermediate"), ("AI untuk tingkat menengah", "intermediate"),
        ("AI in sekolah menengah", ""), ("AI katika elimu ya juu", ""), ("Expert systems in medicine", ""), ("深入浅出机器学习", ""),
        ("Akili bandia: ngazi ya juu", "advanced"), ("Ujifunzaji wa mashine: ngazi ya kati", "intermediate"),
    ],
)  # fmt: skip
def test_levels(title: str, level: str) -> None:
    assert decided(title).fields["level"] == level


def test_the_codes_are_those_of_the_catalogue() -> None:
    assert set(RULES["subject"]) - {"ai"} == set(codes.SUBJECTS)
    assert set(RULES["audience"]) <= set(codes.AUDIENCES)
    assert set(RULES["level"]) == {"beginner", "intermediate", "advanced"}
    assert {int(number) for number in RULES["sdg"]} <= set(range(1, 18))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_can_speak_of_the_main_things(language: str) -> None:
    for scheme, value in (
        *(("subject", value) for value in ("ai-basics", "generative-ai", "machine-learning", "sustainable-development", "governance-ethics")),
        *(("audience", value) for value in ("policymakers", "teachers", "students")),
        ("level", "beginner"),
        ("level", "intermediate"),
        ("level", "advanced"),
    ):  # fmt: skip
        assert RULES[scheme][value].get(language), f"{scheme} {value} has no words in {language}"


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_decided_and_each_decision_quotes_it(title: str, text: str) -> None:
    found = decided(title, text)
    for field, decisions in found.decisions.items():
        for decision in decisions:
            value = found.fields[field]
            assert decision["value"] in value if isinstance(value, list) else decision["value"] == value
            assert decision["text"] in f"{title}. {text}".casefold()
