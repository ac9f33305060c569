"""Languages: what sources write, and detection where they write nothing or something plainly wrong."""

import pytest

from ujuzi.catalogue.normalise import languages

TAGS = [
    ("English", "en"), ("en_US", "en"), ("en-US.UTF-8", "en"), ("English (US)", "en"), ("deu", "de"), ("ger", "de"), ("Deutsch", "de"),
    ("spanisch", "es"), ("ESPAÑOL", "es"), ("es-419", "es"), ("français", "fr"), ("Französisch", "fr"), ("fre", "fr"),
    ("zh-CN", "zh"), ("zh-TW", "zh-Hant"), ("Chinese (Traditional)", "zh-Hant"), ("繁體中文", "zh-Hant"), ("中文", "zh"), ("cmn", "zh"),
    ("Mandarin Chinese", "zh"), ("Kiswahili", "sw"), ("swh", "sw"), ("العربية", "ar"), ("ara", "ar"), ("русский", "ru"),
    ("pt-BR", "pt-BR"), ("pt_PT", "pt"), ("portugués", "pt"), ("हिन्दी", "hi"), ("हिंदी", "hi"), ("বাংলা", "bn"), ("አማርኛ", "am"),
    ("Hausa", "ha"), ("Bahasa Indonesia", "id"), ("in", "id"), ("jp", "ja"),
    ("https://id.loc.gov/vocabulary/iso639-2/eng", "en"), ("http://lexvo.org/id/iso639-3/swh", "sw"),
    ("", ""), ("mul", ""), ("und-Latn", ""), ("x", ""), ("zz", ""), ("none", ""), ("it is", ""),
]  # fmt: skip


@pytest.mark.parametrize(("said", "tag"), TAGS)
def test_tags(said: str, tag: str) -> None:
    assert languages.tag(said) == tag


@pytest.mark.parametrize("tag", sorted({tag for _said, tag in TAGS if tag}))
def test_a_tag_stays_as_it_is(tag: str) -> None:
    assert languages.tag(tag) == tag


SENTENCES = [
    ("en", "Learn how to use AI in the classroom with examples"),
    ("fr", "Introduction à l'intelligence artificielle pour tous les enseignants"),
    ("es", "Introducción al aprendizaje automático para los maestros"),
    ("pt", "Aprendizado de máquina para todos os professores e não só"),
    ("ar", "مقدمة في الذكاء الاصطناعي"),
    ("zh", "人工智能入门"),
    ("ru", "Введение в машинное обучение"),
    ("sw", "Jifunze akili bandia kwa ajili ya kilimo na shule"),
    ("hi", "एआई का परिचय और उपयोग के लिए"),
    ("bn", "এআই পরিচিতি"),
    ("am", "የሰው ሰራሽ አስተውሎት መግቢያ"),
    ("ha", "Koyon na'ura da harshen Hausa don malamai da ɗalibai"),
    ("id", "Pengantar kecerdasan buatan untuk guru dan siswa"),
    ("de", "Grundlagen der künstlichen Intelligenz für die Schule"),
    ("ja", "機械学習の基礎"),
    ("uk", "Введення до машинного навчання і що це"),
    ("fa", "آموزش هوش مصنوعی برای همه است و این"),
    ("", "AI"),
    ("", ""),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_detection(language: str, text: str) -> None:
    assert languages.detect(text) == language


ENGLISH = "Learn how to use AI in the classroom with examples of what is good and how it works for you"


@pytest.mark.parametrize(
    ("stated", "text", "settled"),
    [
        (("en",), ENGLISH, ("en", False)),
        ((), ENGLISH, ("en", True)),
        (("fr",), ENGLISH, ("en", True)),
        (("mul",), ENGLISH, ("en", True)),
        (("en",), "Введение в машинное обучение", ("ru", True)),
        (("English",), "人工智能入门", ("zh", True)),
        (("sw",), "Python", ("sw", False)),
        (("zh",), "Python 编程", ("zh", False)),
        (("fr", "en"), ENGLISH, ("en", False)),
        (("fr; en",), ENGLISH, ("en", False)),
    ],
)
def test_what_is_stated_counts_unless_it_is_plainly_wrong(
    stated: tuple[str, ...], text: str, settled: tuple[str, bool]
) -> None:
    assert languages.settle(stated, text) == settled
