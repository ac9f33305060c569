"""Made-up editions for the search bench: Zipf-distributed words over several languages, with real names of concepts."""

import random
from collections.abc import Iterator
from typing import Any

from ujuzi.catalogue.models import Edition, State, Work
from ujuzi.catalogue.vocabulary import codes, synonyms
from ujuzi.organisations.models import Kind, Organisation

LANGUAGES = ("en", "en", "en", "fr", "es", "ar", "zh", "ru", "sw", "pt", "hi", "id")
PROVIDERS = 120
WORDS = 40_000  # different made-up words per language
SYLLABLES = {
    "ar": ["با", "تا", "سا", "لا", "مو", "نو", "ري", "كي", "دا", "فا", "حا", "قا", "عا"],
    "zh": list(
        "学习机器数据教育健康农业气候语言模型安全政策城市水能源青年女性项目管理实践问题发展创新合作评估"
    ),
    "ru": ["ба", "та", "со", "ло", "му", "но", "ри", "ки", "да", "фе", "ха", "ку", "жа"],
    "hi": ["का", "ता", "सा", "ला", "मो", "नो", "री", "की", "दा", "फे"],
}
LATIN = [
    "ba",
    "ta",
    "so",
    "lo",
    "mu",
    "no",
    "ri",
    "ki",
    "da",
    "fe",
    "ha",
    "ku",
    "ja",
    "po",
    "ve",
    "li",
    "pro",
    "con",
]


def _word(number: int, language: str) -> str:
    syllables = SYLLABLES.get(language, LATIN)
    word = ""
    number += len(syllables)
    while number:
        number, rest = divmod(number, len(syllables))
        word += syllables[rest]
    return word if language in SYLLABLES else word + language[0]


class Corpus:
    """Draws editions; the same seed gives the same corpus."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.names = {
            language: [name for by in synonyms.concepts().values() for name in by.get(language, ())[:2]]
            for language in set(LANGUAGES)
        }

    def words(self, language: str, number: int) -> str:
        drawn = []
        for _ in range(number):
            if self.random.random() < 0.12:
                names = self.names[language]
                drawn.append(names[min(int(self.random.paretovariate(0.6)) - 1, len(names) - 1)])
            else:
                drawn.append(_word(min(int(self.random.paretovariate(0.75)), WORDS), language))
        return ("" if language == "zh" else " ").join(drawn)

    def edition(self, number: int, work: int, provider: int) -> Edition:
        draw = self.random
        language = draw.choice(LANGUAGES)
        some: dict[str, Any] = {
            "subjects": draw.sample(list(codes.SUBJECTS), draw.randint(1, 2)),
            "audiences": draw.sample(list(codes.AUDIENCES), draw.randint(1, 2)),
            "sdgs": draw.sample(range(1, 18), draw.choice((0, 0, 1, 2))),
            "access_features": draw.sample(
                ["captions", "transcript", "alternativeText", "signLanguage"], draw.randint(0, 2)
            ),
        }
        return Edition(
            work_id=work,
            provider_id=provider,
            state=State.PUBLISHED,
            language=language,
            title=self.words(language, draw.randint(3, 9)).capitalize(),
            description=f"<p>{self.words(language, draw.randint(30, 70))}</p>",
            keywords=[self.words(language, 1) for _ in range(draw.randint(0, 4))],
            kind=draw.choice(("course", "course", "course", "path", "video", "webinar", "guide")),
            level=draw.choice(("", "beginner", "beginner", "intermediate", "advanced")),
            duration_minutes=draw.choice((None, 30, 60, 120, 400, 900, 3000)),
            cost=draw.choice(("free", "free", "free", "paid", "")),
            certificate=draw.choice(("", "none", "free", "paid", "yes")),
            modality=draw.choice(("self-paced", "self-paced", "scheduled", "")),
            size_bytes=draw.choice((None, 2_000_000, 400_000_000)),
            quality=draw.randint(20, 100),
            url=f"https://courses.example/{number}",
            **some,
        )


def fill(size: int) -> list[int]:
    """Writes `size` editions (one in eight works has several) and returns their ids."""
    corpus = Corpus()
    providers = Organisation.objects.bulk_create(
        Organisation(
            slug=f"bench-{n}",
            names={"en": f"Bench {n}"},
            kind=Kind.NGO,
            countries=[corpus.random.choice(_COUNTRIES)],
        )
        for n in range(PROVIDERS)
    )
    works = Work.objects.bulk_create([Work() for _ in range(size)], batch_size=5000)
    made = Edition.objects.bulk_create(_editions(corpus, size, works, providers), batch_size=500)
    return [edition.pk for edition in made]


_COUNTRIES = [a + b for a in "ABCEGIKMNPRSTUZ" for b in "AELMNORSTZ"]


def _editions(
    corpus: Corpus, size: int, works: list[Work], providers: list[Organisation]
) -> Iterator[Edition]:
    for number in range(size):
        work = works[number - number % 8 if number % 8 < 2 and number % 3 == 0 else number].pk
        provider = providers[min(int(corpus.random.paretovariate(0.8)) - 1, PROVIDERS - 1)].pk
        yield corpus.edition(number, work, provider)


def questions(number: int = 300) -> list[tuple[str, tuple[str, ...]]]:
    """Mixed questions of one to three words with the language of who asks; every twentieth has a misspelling."""
    corpus = Corpus(seed=11)
    asked = []
    for place in range(number):
        language = corpus.random.choice(LANGUAGES)
        text = corpus.words(language, corpus.random.randint(1, 3))
        if place % 20 == 0 and len(text) > 6:
            text = text[:3] + text[4] + text[3] + text[5:]
        asked.append((text, (language,)))
    return asked
