from ujuzi.catalogue.search import concepts
from ujuzi.catalogue.vocabulary import codes, synonyms

SPOKEN = {"en", "fr", "es", "pt", "ar", "zh", "ru", "sw", "hi", "bn", "am", "ha", "id", "de"}


def test_every_concept_has_a_name_in_english_and_names_only_languages_we_know() -> None:
    for concept, by_language in synonyms.concepts().items():
        assert by_language["en"], concept
        assert set(by_language) <= SPOKEN | {"related"}, concept


def test_related_concepts_exist() -> None:
    known = set(synonyms.concepts())
    assert {near for concept in known for near in synonyms.related(concept)} <= known


def test_every_subject_and_audience_is_a_concept() -> None:
    assert [code for code in [*codes.SUBJECTS, *codes.AUDIENCES] if not concepts.of_code(code)] == []


def test_a_concept_without_a_name_in_a_language_is_called_by_its_english_one() -> None:
    assert synonyms.name("python", "fr") == "Python"
    assert synonyms.name("machine-learning", "fr-CA") == "apprentissage automatique"
