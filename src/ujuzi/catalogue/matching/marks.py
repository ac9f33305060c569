"""What tells the courses of a series apart: numbers, codes, years, Roman numerals, level and order words.

Two titles whose marks differ are different courses, however alike the rest is: "Part 1 / Part 2", "AZ-900 / AI-900",
"2025 / 2026", "I / II", "for beginners / advanced".
"""

import re
import unicodedata
from functools import cache

_CODE = re.compile(r"[^\W_]*\d[^\W_]*(?:[-.][^\W_]*\d[^\W_]*)*|\b[A-Za-z]{1,5}-\d+\b")
_ROMAN = re.compile(r"\b(?=[IVX])(?:X{0,2})(?:IX|IV|V?I{0,3})\b")
_VALUES = {"I": 1, "V": 5, "X": 10}
# {mark: words in the languages of the catalogue}; a mark is the same in each, so that translations can be compared too.
_WORDS = {
    "beginner": "beginner beginners basic basics introductory elementary débutant débutants débutante principiante principiantes básico básica iniciante "
    "iniciantes anfänger einsteiger anfänger:innen wanaoanza начинающих مبتدئين للمبتدئين 初级 入门 pemula शुरुआती ጀማሪዎች",
    "intermediate": "intermediate intermédiaire intermédiaires intermedio intermediário fortgeschrittene средний متوسط المتوسط 中级 menengah मध्यवर्ती",
    "advanced": "advanced expert experts avancé avancée avancés avanzado avanzada avançado avançada fortgeschritten продвинутый продвинутых "
    "متقدم متقدمة المتقدم للمتقدمين 高级 进阶 lanjutan lanjut उन्नत ከፍተኛ",
    "1": "one first un première premier primera primero primeira primeiro erste erster kwanza первая первый الأول الأولى 上 第一 pertama पहला",
    "2": "two second deux deuxième segunda segundo zweite zweiter pili вторая второй الثاني الثانية 下 第二 kedua दूसरा",
    "3": "three third trois troisième tercera tercero terceira terceiro dritte dritter tatu третья третий الثالث الثالثة 第三 ketiga तीसरा",
}
_SPACELESS = {"初级", "入门", "中级", "高级", "进阶", "第一", "第二", "第三"}
_CHINESE_PART = re.compile(r"[（(]?([上下])[)）篇册]|第([一二三四五六七八九十])")
_CHINESE = {sign: str(number) for number, sign in enumerate("一二三四五六七八九十", start=1)} | {
    "上": "1",
    "下": "2",
}
# A counting word alone is none ("One health", "AI for one and all"): only beside a word for a part it is a number.
_PART = {
    "part", "parts", "module", "unit", "week", "volume", "level", "lesson", "course", "chapter", "session", "step", "partie", "niveau", "cours",
    "leçon", "parte", "módulo", "unidad", "nivel", "curso", "lección", "unidade", "nível", "teil", "kurs", "lektion", "stufe", "sehemu", "moduli",
    "kozi", "somo", "часть", "модуль", "курс", "урок", "уровень", "الجزء", "الوحدة", "المستوى", "الدرس", "bagian", "modul", "भाग", "মডিউল", "পর্ব", "ክፍል", "kashi",
}  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+(?:[̀-ͯऀ-ःऺ-ॏঁ-ঃ়-্]+[^\W_]*)*")


def of(title: str) -> tuple[str, ...]:
    """The marks of a title in their order: codes and numbers as they stand, Roman numerals as numbers, levels by name."""
    text = unicodedata.normalize("NFKC", title)
    text = "".join(str(unicodedata.digit(sign, sign)) if sign.isdigit() else sign for sign in text)
    found = [(match.start(), match[0].casefold().lstrip("0") or "0") for match in _CODE.finditer(text)]
    found += [(match.start(), str(_number(match[0]))) for match in _ROMAN.finditer(text) if match[0]]
    found += [(match.start(), _CHINESE[match[1] or match[2]]) for match in _CHINESE_PART.finditer(text)]
    found += _worded(text.casefold())
    made = sorted(set(found))
    return tuple(mark for _place, mark in made)


def _worded(folded: str) -> list[tuple[int, str]]:
    known, found = _by_word(), []
    tokens = [(match.start(), match[0]) for match in _TOKEN.finditer(folded)]
    for number, (place, word) in enumerate(tokens):
        mark = known.get(word, "")
        near = tokens[max(0, number - 2) : number] + tokens[number + 1 : number + 2]
        beside = {each for _place, each in near}  # two before: "sehemu ya kwanza"
        if mark and (not mark.isdigit() or beside & _PART):
            found.append((place, mark))
    found += [
        (folded.index(word), known[word])
        for word in _SPACELESS
        if word in folded and not known[word].isdigit()
    ]
    return found


def _number(roman: str) -> int:
    total = 0
    values = [_VALUES[sign] for sign in roman]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


@cache
def _by_word() -> dict[str, str]:
    return {word: mark for mark, words in _WORDS.items() for word in words.split()}
