"""What people write for one another must meet in one term, per language."""

import pytest

from ujuzi.catalogue.search import analysis, concepts
from ujuzi.catalogue.search.analysis import fold


def meet(written: str, asked: str, language: str) -> bool:
    """Whether a text has a term in common with every word of a question in that language."""
    terms = set(analysis.terms(written, language))
    return all(terms & set(analysis.question(token, language)) for token in fold.tokens(asked))


@pytest.mark.parametrize(
    ("language", "written", "asked"),
    [
        ("en", "Introducing neural networks", "network"),
        ("en", "Organisations and digitisation", "organization digitization"),
        ("en", "A.I. for all", "AI"),
        ("en", "Learning C++ and C#", "c++ C#"),
        ("fr", "L’apprentissage automatique", "apprentissages automatiques"),
        ("fr", "L'éthique des données", "ethique donnees"),
        ("fr", "Réseaux de neurones", "réseau neurone"),
        ("es", "Introducción a la programación", "introduccion programacion"),
        ("es", "Redes neuronales", "red neuronal"),
        ("pt", "Educação e inovações", "educacao inovação"),
        ("ru", "Введение в машинное обучение", "машинного обучения"),
        ("ru", "Всё о нейросетях", "все нейросети"),
        ("ar", "الذَّكاءُ الاِصْطِناعِيّ", "الذكاء الاصطناعي"),
        ("ar", "للمعلمين والمعلمات", "المعلمين معلمات"),
        ("ar", "مقدّمة في إدارة البيانات", "مقدمه اداره بيانات"),
        ("ar", "تعـــلم الآلة", "تعلم آله"),
        ("zh", "人工智能入门课程", "入门"),
        ("zh", "機器學習", "机器学习"),
        ("sw", "Mafunzo kwa walimu na wanafunzi", "mwalimu mwanafunzi"),
        ("sw", "Vitabu vya kilimo shuleni", "kitabu shule"),
        ("sw", "Wanajifunza mifumo mipya", "kujifunza mfumo"),
        ("hi", "डेटा विज्ञान का परिचय", "डेटा परिचय"),
        ("bn", "শিক্ষকদের জন্য তথ্যের", "শিক্ষক তথ্য"),
        ("am", "የሰው ሠራሽ አስተውሎት", "ሰው ሰራሽ አስተውሎት"),
        ("ha", "Ƙwarewar kwamfuta", "kwarewar kwamfuta"),
        ("id", "Pembelajaran mesin", "belajar mesin"),
        ("de", "Einführung in maschinelles Lernen", "einfuhrung maschinelle"),
        ("hi", "पाठ १३", "13"),
        ("ar", "الهدف ١٣", "13"),
    ],
)
def test_forms_of_a_word_meet(language: str, written: str, asked: str) -> None:
    assert meet(written, asked, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "policy", "police"),
        ("ar", "الطب", "الطيران"),
        ("sw", "wanawake", "watoto"),
        ("zh", "机器", "学习"),
        ("ru", "данные", "данко"),
    ],
)
def test_different_words_do_not(language: str, one: str, other: str) -> None:
    assert not meet(one, other, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "how to do the"),
        ("fr", "dans les"),
        ("es", "para los"),
        ("ar", "في هذا"),
        ("sw", "kwa ya na"),
        ("ru", "как это"),
    ],
)
def test_stop_words_are_left_out(language: str, text: str) -> None:
    assert analysis.terms(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("en", "machine learning", "machine-learning"),
        ("fr", "apprentissage automatique", "machine-learning"),
        ("es", "aprendizaje automatico", "machine-learning"),
        ("pt", "aprendizado de maquina", "machine-learning"),
        ("ar", "تعلم الآلة", "machine-learning"),
        ("ar", "التعلم الآلي", "machine-learning"),
        ("zh", "机器学习", "machine-learning"),
        ("ru", "машинного обучения", "machine-learning"),
        ("sw", "ujifunzaji wa mashine", "machine-learning"),
        ("hi", "मशीन लर्निंग", "machine-learning"),
        ("bn", "মেশিন লার্নিং", "machine-learning"),
        ("am", "የማሽን ትምህርት", "machine-learning"),
        ("ha", "koyon na'ura", "machine-learning"),
        ("id", "pembelajaran mesin", "machine-learning"),
        ("de", "maschinelles Lernen", "machine-learning"),
        ("en", "A.I.", "artificial-intelligence"),
        ("fr", "l'IA", "artificial-intelligence"),
        ("ru", "ИИ", "artificial-intelligence"),
        ("de", "KI", "artificial-intelligence"),
        ("sw", "akili mnemba", "artificial-intelligence"),
        ("en", "LLMs", "large-language-model"),
        ("en", "SDG 13", "sdg-13"),
        ("en", "sdg13", "sdg-13"),
        ("fr", "ODD 5", "sdg-5"),
        ("es", "ODS 4", "sdg-4"),
        ("ru", "ЦУР 3", "sdg-3"),
    ],
)
def test_a_concept_is_recognised_by_its_names(language: str, text: str, concept: str) -> None:
    spans = concepts.spans(analysis.both(text, language)[1], language)
    assert f"@{concept}" in [named for _start, _end, named in spans]


def test_tags_and_entities_are_no_words() -> None:
    assert list(fold.tokens(fold.plain("<p>data &amp; <b>power</b></p>"))) == ["data", "power"]


def test_an_endless_word_is_cut() -> None:
    assert [len(term) for term in analysis.terms("ab" * 10_000, "fr")] == [fold.LONGEST]
