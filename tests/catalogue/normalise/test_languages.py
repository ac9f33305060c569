"""Names and codes of languages to BCP 47, and what is stated against what the text says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.catalogue.normalise import detection, languages, scripts

TEXTS = {
    "en": "Learn what a model can do, where it fails, and how to check an answer before you trust it.",
    "fr": "Apprenez ce qu'un modèle sait faire, où il se trompe, et comment vérifier une réponse avant de s'y fier.",
    "es": "Aprende qué sabe hacer un modelo, dónde falla y cómo comprobar una respuesta antes de confiar en ella.",
    "pt": "Saiba o que um modelo consegue fazer, onde falha e como verificar uma resposta antes de confiar nela.",
    "de": "Lernen Sie, was ein Modell kann, wo es sich irrt und wie man eine Antwort prüft, bevor man ihr glaubt.",
    "sw": "Jifunze kile ambacho modeli inaweza kufanya, inapokosea, na jinsi ya kuhakiki jibu kabla ya kuliamini.",
    "ha": "Koyi abin da samfuri zai iya yi, inda yake kuskure, da yadda ake duba amsa kafin a yarda da ita.",
    "id": "Pelajari apa yang bisa dilakukan sebuah model, di mana ia keliru, dan cara memeriksa jawaban sebelum percaya.",
    "ar": "تعلّم ما الذي يستطيع النموذج فعله، وأين يخطئ، وكيف تتحقق من الإجابة قبل أن تثق بها.",
    "ru": "Узнайте, что умеет модель, где она ошибается и как проверить ответ, прежде чем ему верить.",
    "zh": "了解模型能做什么、会在哪里出错，以及在相信答案之前如何核查。",
    "hi": "जानें कि मॉडल क्या कर सकता है, कहाँ गलती करता है, और भरोसा करने से पहले उत्तर की जाँच कैसे करें।",
    "bn": "জানুন একটি মডেল কী পারে, কোথায় ভুল করে, এবং বিশ্বাস করার আগে উত্তর কীভাবে যাচাই করবেন।",
    "am": "ሞዴል ምን ማድረግ እንደሚችል፣ የት እንደሚሳሳት እና መልስን ከማመን በፊት እንዴት ማረጋገጥ እንደሚቻል ይማሩ።",
    "uk": "Дізнайтеся, що вміє модель, де вона помиляється і як перевірити відповідь, перш ніж їй вірити.",
    "fa": "یاد بگیرید که یک مدل چه کاری می‌تواند انجام دهد، کجا اشتباه می‌کند و چگونه پاسخ را بررسی کنید.",
    "ur": "سیکھیں کہ ماڈل کیا کر سکتا ہے، کہاں غلطی کرتا ہے، اور یقین کرنے سے پہلے جواب کیسے جانچا جائے۔",
    "ne": "मोडेलले के गर्न सक्छ, कहाँ गल्ती गर्छ र विश्वास गर्नु अघि उत्तर कसरी जाँच्ने भनेर सिक्नुहोस्। यो पाठ छोटो छ र हरेक शिक्षकको लागि हो।",
    "ja": "モデルに何ができるのか、どこで間違えるのか、答えを信じる前にどう確かめるのかを学びます。",
    "zh-Hant": "了解模型能做什麼、會在哪裡出錯，以及在相信答案之前如何查證。",
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("en", "en"), ("EN", "en"), ("en_US", "en"), ("en-GB", "en"), ("eng", "en"), ("English", "en"), (" english ", "en"),
        ("Englisch", "en"), ("anglais", "en"), ("inglés", "en"), ("Deutsch", "de"), ("German", "de"), ("ger", "de"), ("deu", "de"),
        ("de-AT", "de"), ("fre", "fr"), ("français", "fr"), ("Español", "es"), ("Castellano", "es"), ("pt-BR", "pt-BR"),
        ("pt_PT", "pt"), ("Português", "pt"), ("swa", "sw"), ("swh", "sw"), ("Kiswahili", "sw"), ("Swahili", "sw"), ("sw-KE", "sw"),
        ("العربية", "ar"), ("arb", "ar"), ("ar-EG", "ar"), ("中文", "zh"), ("zh-CN", "zh"), ("zh-Hans", "zh"), ("zh_Hans_CN", "zh"),
        ("zh-TW", "zh-Hant"), ("zh-Hant", "zh-Hant"), ("Chinese (Simplified)", "zh"), ("Mandarin", "zh"), ("русский", "ru"),
        ("Russian", "ru"), ("rus", "ru"), ("हिन्दी", "hi"), ("Hindi", "hi"), ("বাংলা", "bn"), ("Bangla", "bn"), ("አማርኛ", "am"),
        ("amh", "am"), ("Hausa", "ha"), ("hau", "ha"), ("Bahasa Indonesia", "id"), ("ind", "id"), ("in", "id"), ("iw", "he"),
        ("gj", "gu"), ("jp", "ja"), ("sl", "sl"), ("fil", "fil"), ("English (United States)", "en"), ("en-US-x-private", "en"),
        ("http://id.loc.gov/vocabulary/iso639-2/fre", "fr"), ("http://publications.europa.eu/resource/authority/language/DEU", "de"),
        ("", ""), ("und", ""), ("zxx", ""), ("Mehrsprachig", ""), ("null", ""), ("qqq", ""), ("klingonisch?", ""), ("x", ""),
    ],
)  # fmt: skip
def test_tag(said: str, tag: str) -> None:
    assert languages.tag(said) == tag


@given(st.text(max_size=40))
def test_a_tag_is_its_own_tag(said: str) -> None:
    tag = languages.tag(said)
    assert languages.tag(tag) == tag


@pytest.mark.parametrize("language", TEXTS)
def test_detect(language: str) -> None:
    assert detection.detect(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "2026", "AZ-900", "Python", "Data", "ChatGPT", "🎓", "Modul 3"])
def test_too_little_to_tell(text: str) -> None:
    assert detection.detect(text) == ""


def test_the_provider_speaks_where_the_text_is_in_doubt() -> None:
    title = "Tecnologia"
    assert detection.detect(title) == ""
    assert detection.detect(title, ("pt", "ar"), margin=0.5) == "pt"


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_stated_truly_stays(language: str) -> None:
    assert languages.settle((language,), TEXTS[language]) == (language, False)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("stated", ["en", "ar", "sw"])
def test_what_is_stated_wrongly_does_not(language: str, stated: str) -> None:
    found, detected = languages.settle((stated,), TEXTS[language])
    assert found == language
    assert detected is (language != stated)


@pytest.mark.parametrize(
    ("stated", "text", "language", "detected"),
    [
        ("English", "Introducción a la inteligencia artificial", "es", True),
        ("ar-sa", "Learn AI for health", "en", True),  # a source that falls back silently
        ("fr", "Python", "fr", False),
        ("am", "Python", "am", False),
        ("en", "Machine learning", "en", False),
        ("es", "Deep Learning con PyTorch", "es", False),
        ("mi", "He akoranga poto mō te hangarau", "mi", False),  # a language that we know nothing of
        ("ti", "እዚ ትምህርቲ ንጀመርቲ እዩ", "ti", False),
        ("yue", "呢個課程教你點樣用人工智能", "yue", False),
        ("sr", "Naučite kako mašine uče iz primera", "sr", False),
    ],
)
def test_settle(stated: str, text: str, language: str, detected: bool) -> None:
    assert languages.settle((stated,), text) == (language, detected)


def test_of_several_stated_the_one_that_is_spoken() -> None:
    assert languages.settle(("en", "fr", "sw"), TEXTS["sw"]) == ("sw", False)
    assert languages.settle(("en, fr",), TEXTS["fr"]) == ("fr", False)
    assert languages.settle(("en", "fr"), "AI") == ("en", False)


def test_nothing_stated() -> None:
    assert languages.settle((), TEXTS["ha"]) == ("ha", True)
    assert languages.settle(("und",), "AI") == ("", True)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", ""), ("123 …", ""), ("AI", "Latn"), ("Où ça", "Latn"), ("تعلم Python", "Arab"), ("使用 Python 和 PyTorch 学习", "Hani"),
        ("機械学習の入門", "Kana"), ("머신러닝", "Hang"), ("Ελληνικά", "Grek"), ("Introduction to हिन्दी typing", "Latn"), ("מבוא", "Hebr"),
    ],
)  # fmt: skip
def test_script(text: str, script: str) -> None:
    assert scripts.script(text) == script


@given(st.text(max_size=300), st.sampled_from([(), ("en",), ("qq",), ("sw", "fr")]))
def test_any_text_gets_an_answer(text: str, stated: tuple[str, ...]) -> None:
    language, detected = languages.settle(stated, text)
    assert language == languages.tag(language)
    assert detected or language == languages.tag(stated[0]) or language in stated
