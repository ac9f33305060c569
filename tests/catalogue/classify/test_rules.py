"""Subject, audience, level and goal by the vocabulary, in each of the thirteen languages, and why."""

from typing import Any

import pytest

from ujuzi.catalogue.classify import classify
from ujuzi.catalogue.feeds.entry import Entry

G, M, E, B = "generative-ai", "machine-learning", "governance-ethics", "ai-basics"
TITLES = [
    ("en", "Generative AI for teachers: a beginner's course", [G], ["teachers"], "beginner"),
    ("en", "Advanced machine learning", [M], [], "advanced"),
    ("en", "AI governance and ethics for policymakers", [E], ["policymakers"], ""),
    ("fr", "L'IA générative pour les enseignants débutants", [G], ["teachers"], "beginner"),
    ("fr", "Apprentissage automatique avancé", [M], [], "advanced"),
    ("fr", "Gouvernance et éthique de l'IA pour les décideurs", [E], ["policymakers"], ""),
    ("es", "IA generativa para docentes principiantes", [G], ["teachers"], "beginner"),
    ("es", "Aprendizaje automático avanzado", [M], [], "advanced"),
    ("es", "Gobernanza y ética de la IA para responsables políticos", [E], ["policymakers"], ""),
    ("pt", "IA generativa para professores iniciantes", [G], ["teachers"], "beginner"),
    ("pt", "Aprendizado de máquina avançado", [M], [], "advanced"),
    ("ar", "الذكاء الاصطناعي التوليدي للمعلمين المبتدئين", [G], ["teachers"], "beginner"),
    ("ar", "تعلم الآلة المتقدم", [M], [], "advanced"),
    ("ar", "حوكمة الذكاء الاصطناعي وأخلاقياته لصانعي السياسات", [E], ["policymakers"], ""),
    ("zh", "面向教师的生成式人工智能入门", [G], ["teachers"], "beginner"),
    ("zh", "高级机器学习", [M], [], "advanced"),
    ("zh", "人工智能治理与伦理", [E], [], ""),
    ("ru", "Генеративный ИИ для учителей: для начинающих", [G], ["teachers"], "beginner"),
    ("ru", "Продвинутое машинное обучение", [M], [], "advanced"),
    ("ru", "Этика и регулирование ИИ для госслужащих", [E], ["policymakers"], ""),
    ("sw", "Akili bandia zalishi kwa walimu wanaoanza", [G], ["teachers"], "beginner"),
    ("sw", "Ujifunzaji wa mashine kwa wanafunzi", [M], ["students"], ""),
    ("sw", "Maadili na utawala wa akili bandia kwa watunga sera", [E], ["policymakers"], ""),
    ("hi", "शिक्षकों के लिए जनरेटिव एआई: शुरुआती", [G], ["teachers"], "beginner"),
    ("hi", "एआई नैतिकता", [E], [], ""),
    ("bn", "শিক্ষকদের জন্য জেনারেটিভ এআই", [G], ["teachers"], ""),
    ("bn", "মেশিন লার্নিং", [M], [], ""),
    ("am", "ለመምህራን የማሽን ትምህርት ለጀማሪዎች", [M], ["teachers"], "beginner"),
    ("am", "የሰው ሰራሽ አስተውሎት መግቢያ", [B], [], ""),
    ("ha", "Koyon na'ura ga malamai", [M], ["teachers"], ""),
    ("ha", "Gabatarwa ga AI ga ɗalibai", [B], ["students"], ""),
    ("id", "AI generatif untuk guru pemula", [G], ["teachers"], "beginner"),
    ("id", "Etika dan tata kelola AI untuk pembuat kebijakan", [E], ["policymakers"], ""),
    ("de", "Generative KI für Lehrkräfte und Einsteiger", [G], ["teachers"], "beginner"),
    ("de", "Maschinelles Lernen für Fortgeschrittene", [M], [], "advanced"),
]


def decided(title: str, *, text: str = "", level: str = "", **fields: Any) -> Any:
    entry = Entry(identifier="1", title=title, **fields)
    return classify(
        entry,
        title=title,
        text=f"{title}. {text}",
        language="en",
        keywords=fields.get("keywords", ()),
        level=level,
    )


@pytest.mark.parametrize(("language", "title", "subjects", "audiences", "level"), TITLES)
def test_titles(language: str, title: str, subjects: list[str], audiences: list[str], level: str) -> None:
    fields = decided(title).fields
    assert (fields["subjects"], fields["audiences"]) == (subjects, audiences)
    assert fields["level"] in ({level} if level else {"", "beginner"})  # "introduction" speaks for beginners


def test_a_decision_says_where_and_which_words() -> None:
    found = decided("Using AI for climate action", keywords=("machine learning",))
    assert found.fields["sdgs"] == [13]
    assert {"value": 13, "because": "title", "text": "climate"} in found.decisions["sdgs"]
    assert {"value": M, "because": "keyword", "text": "machine learning"} in found.decisions["subjects"]


def test_a_word_in_the_description_alone_decides_nothing() -> None:
    assert decided("Using tools well", text="Also something about machine learning.").fields["subjects"] == []
    assert decided("Using tools well", text="Machine learning.", subjects=("Machine learning",)).fields[
        "subjects"
    ] == [M]


def test_a_stated_level_is_not_overruled() -> None:
    found = decided("Advanced machine learning", level="beginner")
    assert found.fields["level"] == "beginner"
    assert "level" not in found.decisions


def test_ai_alone_is_ai_basics_and_only_then() -> None:
    assert decided("AI and you").fields["subjects"] == [B]
    assert decided("AI and machine learning").fields["subjects"] == [M]
    assert decided("Main street").fields["subjects"] == []


@pytest.mark.parametrize("title", ["Prompts", "prompt", "text-to-image", "Large Language-Models"])
def test_stars_take_any_ending_and_hyphens_are_spaces(title: str) -> None:
    assert decided(title).fields["subjects"] == [G]
