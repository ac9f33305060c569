"""Durations and effort as sources write them, to minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.catalogue.normalise import durations


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90), ("45.0", 45), ("PT90M", 90), ("PT1H30M", 90), ("P1DT2H", 480), ("pt2h", 120), ("PT1,5H", 90), ("PT30S", 1),
        ("P2W", None), ("P", None), ("PT", None),
        ("1:30", 90), ("01:30:00", 90), ("00:05:30", 6), ("00:05:10", 5),
        ("90 min", 90), ("90min.", 90), ("90 minutes", 90), ("1 hr 42 min", 102), ("2 h", 120), ("2h30", 150), ("1h 30m", 90),
        ("2 hours 30 minutes", 150), ("1 hour and 30 minutes", 90), ("90-minute course", 90), ("3-hour workshop", 180),
        ("Approx. 6 hours", 360), ("Approx. 6 hours to complete", 360), ("Estimated time: 12 hours", 720), ("about 1.5 hours", 90),
        ("2-4 hours", 180), ("2 – 4 hours", 180), ("2 to 4 hours", 180), ("half an hour", 30), ("an hour", 60), ("one hour", 60),
        ("three hours", 180), ("1,000 minutes", 1000), ("2 days", 720), ("1 day", 360), ("40 seconds", 1),
        ("90 Minuten", 90), ("12 Stunden", 720), ("1,5 Stunden", 90), ("ca. 3 Std.", 180), ("eine Stunde", 60), ("2 Tage", 720),
        ("4 heures", 240), ("1 heure 30", 90), ("1h30", 90), ("une demi-heure", 30), ("deux heures", 120), ("1,5 heures", 90),
        ("3 horas", 180), ("3 horas y 30 minutos", 210), ("media hora", 30), ("una hora", 60), ("uma hora", 60), ("2 dias", 720),
        ("30 minutos", 30), ("3 часа", 180), ("5 часов 20 минут", 320), ("1 час", 60), ("90 мин", 90), ("два часа", 120),
        ("3 小时", 180), ("3小时", 180), ("1小时30分钟", 90), ("90分钟", 90), ("两小时", 120), ("半小时", 30), ("三小時", 180), ("約2時間", 120),
        ("٣ ساعات", 180), ("ساعتان", 120), ("ساعة واحدة", 60), ("90 دقيقة", 90), ("ساعة ونصف", 90), ("نصف ساعة", 30), ("۳ ساعت", 180),
        ("saa 2", 120), ("dakika 40", 40), ("saa 2 na dakika 30", 150), ("masaa 3", 180), ("saa moja", 60), ("saa mbili", 120), ("nusu saa", 30),
        ("siku 2", 720), ("2 jam", 120), ("1 jam 30 menit", 90), ("setengah jam", 30), ("awa 2", 120), ("minti 30", 30), ("awanni 3", 180),
        ("२ घंटे", 120), ("30 मिनट", 30), ("২ ঘণ্টা", 120), ("৩০ মিনিট", 30), ("2 ሰዓት", 120), ("30 ደቂቃ", 30), ("२ घंटे 30 मिनट", 150),
        ("14 weeks, 7 hours a week", 5880), ("4 weeks, 3-5 hours per week", 960), ("6 Wochen, 2 Stunden pro Woche", 720),
        ("3 weeks, 2 hours a week", 360), ("4 semanas, 3 horas por semana", 720), ("6 semaines, 2 h/semaine", 720),
        ("5 недель по 3 часа в неделю", 900), ("wiki 4, saa 2 kwa wiki", 480),
        ("4 weeks", None), ("Estimated timeApprox. 4 Weeks", None), ("self-paced", None), ("", None), ("n/a", None), ("0", None),
        ("0 minutes", None), ("2026", 2026), ("A month of evenings", None), ("Module 3", None), ("999999999 hours", None),
    ],
)  # fmt: skip
def test_minutes(text: str, minutes: int | None) -> None:
    assert durations.minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("7 hrs/wk", 420), ("3 hours a week", 180), ("3-5 Stunden pro Woche", 240), ("2 heures par semaine", 120), ("PT3H", 180),
        ("4 horas semanales", 240), ("3 часа в неделю", 180), ("每周3小时", 180), ("saa 3 kwa wiki", 180), ("30 minutes per day", None),
        ("1 hour a day", None), ("2 ساعات في الأسبوع", 120), ("", None), ("light", None), ("500 hours a week", None), ("90", None), ("two hours a week", 120),
    ],
)  # fmt: skip
def test_minutes_per_week(text: str, minutes: int | None) -> None:
    assert durations.minutes_per_week(text) == minutes


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for found in (durations.minutes(text), durations.minutes_per_week(text)):
        assert found is None or found > 0


@given(st.integers(1, 500))
def test_units_agree(hours: int) -> None:
    assert (
        durations.minutes(f"{hours} hours")
        == durations.minutes(f"PT{hours}H")
        == durations.minutes(str(hours * 60))
    )
