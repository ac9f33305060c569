"""Durations and dates as sources write them, in the languages of the catalogue."""

from datetime import date

import pytest

from ujuzi.catalogue.normalise import dates, durations

MINUTES = [
    ("90", 90), ("PT1H30M", 90), ("PT90M", 90), ("P2D", 720), ("01:30:00", 90), ("45'", 45), ("30 m", 30), ("1h 30m", 90), ("2h30", 150),
    ("1 h 30", 90), ("1hr 15min", 75), ("2.5 hrs", 150), ("1½ hours", 90), ("½ hour", 30), ("1,000 minutes", 1000), ("1.234 minutos", 1234),
    ("2-3 hours", 150), ("2 to 4 hours", 180), ("Approx. 6 hours", 360), ("half an hour", 30), ("an hour", 60), ("30 seconds", 1),
    ("2 days, 6 hours per day", 720), ("10 modules, 20 hours", 1200), ("14 weeks, 7 hours a week", 5880), ("6 weeks, 2 hours/week", 720),
    ("5 hours of video over 3 weeks", 300), ("4 weeks, 3-5 hours per week", 960),
    ("90 Minuten", 90), ("1,5 Stunden", 90), ("4 Wochen à 3 Stunden pro Woche", 720),
    ("2 heures 30", 150), ("6 semaines, 2 heures par semaine", 720), ("3 jours", 1080),
    ("una hora", 60), ("1 hora e 30 minutos", 90), ("90分钟", 90), ("1 小时 30 分钟", 90), ("4周，每周3小时", 720),
    ("٣ ساعات", 180), ("٩٠ دقيقة", 90), ("ساعتان", 120), ("ساعة واحدة", 60), ("ساعة ونصف", 90), ("3 أسابيع، ساعتان في الأسبوع", 360),
    ("3 часа", 180), ("40 минут", 40), ("6 недель по 2 часа в неделю", 720), ("saa 2", 120), ("dakika 40", 40), ("wiki 4, saa 3 kwa wiki", 720),
    ("3 घंटे", 180), ("২ ঘণ্টা", 120), ("2 ሰዓት", 120), ("awa 2", 120), ("2 jam", 120),
    ("", None), ("4 weeks", None), ("P4W", None), ("PT0S", None), ("0", None), ("Level 3", None), ("self-paced", None), ("1 mes", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "minutes"), MINUTES)
def test_minutes(text: str, minutes: int | None) -> None:
    assert durations.minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("7 hrs/wk", 420), ("3-5 Stunden pro Woche", 240), ("PT3H", 180), ("3", None), ("", None)],
)
def test_effort(text: str, minutes: int | None) -> None:
    assert durations.minutes_per_week(text) == minutes


OCTOBER = date(2023, 10, 22)
DAYS = [
    *((text, OCTOBER) for text in (
        "2023-10-22", "2023-10-22T10:00:00Z", "20231022", "2023/10/22", "10/22/2023", "22/10/2023", "22.10.2023", "22-10-2023",
        "22. Oktober 2023", "October 22, 2023", "22 de octubre de 2023", "22 Oct. 2023", "Sun, 22 Oct 2023 10:00:00 GMT", "22 octobre 2023",
        "٢٢/١٠/٢٠٢٣", "2023年10月22日", "22 октября 2023", "22 أكتوبر 2023", "22 oktoba 2023", "22 अक्टूबर 2023", "22 অক্টোবর 2023",
        "22 Oktober 2023", "22 de outubro de 2023",
    )),
    ("1er mars 2024", date(2024, 3, 1)), ("mai 2024", date(2024, 5, 1)), ("2023", date(2023, 1, 1)), ("2023-10", date(2023, 10, 1)),
    ("15 Machi 2025", date(2025, 3, 15)), ("8 août 2024", date(2024, 8, 8)),
    ("", None), ("0000-00-00", None), ("9999-99-99", None), ("2024-02-30", None), ("13/13/2023", None), ("soon", None), ("1697968800", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_days(text: str, day: date | None) -> None:
    assert dates.day(text) == day
