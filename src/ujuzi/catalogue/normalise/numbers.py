"""Numbers written as words or in other scripts' digits, to 0-9: "two hours", "saa mbili", "٣ ساعات", "نصف ساعة"."""

import re
import unicodedata

_WORDS: dict[int, str] = {
    1: "one an a ein eine einen einer un une uno una um uma один одна одну moja ɗaya daya satu واحدة واحد एक এক አንድ",
    2: "two zwei deux dos dois duas два две mbili biyu dua दो দুই ሁለት",
    3: "three drei trois tres três три tatu uku tiga ثلاث तीन তিন ሦስት ሶስት",
    4: "four vier quatre cuatro quatro четыре nne huɗu hudu empat أربع चार চার አራት",
    5: "five fünf cinq cinco пять tano biyar lima خمس पाँच पांच পাঁচ አምስት",
    6: "six sechs seis шесть sita shida enam ست छह ছয় ስድስት",
    7: "seven sieben sept siete sete семь saba bakwai tujuh سبع सात সাত ሰባት",
    8: "eight acht huit ocho oito восемь nane takwas delapan ثماني आठ আট ስምንት",
    9: "nine neun neuf nueve nove девять tisa tara sembilan تسع नौ নয় ዘጠኝ",
    10: "ten zehn dix diez dez десять kumi goma sepuluh عشر दस দশ አስር",
    12: "twelve zwölf douze doce doze двенадцать",
    20: "twenty zwanzig vingt veinte vinte двадцать ishirini ashirin",
    30: "thirty dreißig trente treinta trinta тридцать thelathini talatin",
}
_VALUES = {word: str(number) for number, words in _WORDS.items() for word in words.split()}
_WORD = re.compile(r"(?<![^\W_])(?:" + "|".join(sorted(_VALUES, key=len, reverse=True)) + r")(?![^\W_])")
# Whole phrases that are no number and a unit.
_PHRASES = [
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\b(?:an? )?hours? and a half\b|\bone and a half hours\b|\beineinhalb stunden\b|\banderthalb stunden\b|\bune heure et demie\b", "90 min"),
        (r"\buna hora y media\b|\buma hora e meia\b|\bполтора часа\b|ساعة ونصف|一个半小时|一個半小時|\bsaa moja na nusu\b|डेढ़ घंटे", "90 min"),
        (r"\bhalf an? hour\b|\bhalf-hour\b|\bhalbe stunde\b|\b(?:une )?demi-heure\b|\bmedia hora\b|\bmeia hora\b|\bполчаса\b", "30 min"),
        (r"نصف ساعة|半小时|半小時|\bnusu saa\b|\bsetengah jam\b|\brabin awa\b|आधा घंटा|আধা ঘণ্টা|ግማሽ ሰዓት", "30 min"),
        (r"ساعتان|ساعتين", "2 ساعة"),
        (r"دقيقتان|دقيقتين", "2 دقيقة"),
        (r"أسبوعان|أسبوعين", "2 أسبوع"),
        (r"يومان|يومين", "2 يوم"),
        (r"(ساعة|أسبوع|يوم|شهر) واحدة?", r"1 \1"),
        (r"^ساعة$", "1 ساعة"),
        (r"(?<![\d.,])([1-9]\d{0,2})[.,'\u202f\u00a0](\d{3})(?!\d)", r"\1\2"),  # 1,000 and 1.200, not 1.5
        (r"(\d)\s*½", r"\1.5"), (r"(\d)\s*¼", r"\1.25"), (r"(\d)\s*¾", r"\1.75"),
        ("½", "0.5"), ("¼", "0.25"), ("¾", "0.75"),
        (r"(?<=\d)\s*['′’](?!\w)", " min"),
        (r"(\d)\s*(?:h|hrs?|heures?|horas?|std|ч)\.?\s*([0-5]\d)(?![\d.,]|\s*[^\W\d_])", r"\1 h \2 min"),  # 2h30
    )
]  # fmt: skip
_HAN = {
    "一": "1",
    "二": "2",
    "两": "2",
    "兩": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
    "十": "10",
}
_HAN_NUMBER = re.compile(
    r"(?<![一二两兩三四五六七八九十])[一二两兩三四五六七八九十](?=[个個]?(?:小时|小時|時間|分钟|分鐘|周|週|星期|天|月))"
)


def digits(text: str) -> str:
    """Digits of every script as 0-9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdecimal() and not sign.isascii() else sign for sign in text
    )


def worded(text: str) -> str:
    """Numbers in words as digits, in lower case."""
    text = digits(text).casefold()
    for pattern, by in _PHRASES:
        text = pattern.sub(by, text)
    text = _HAN_NUMBER.sub(lambda match: _HAN[match[0]], text)
    return _WORD.sub(lambda match: _VALUES[match[0]], text)
