"""The follower `records.daily`: how many statements came on each day from whom."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db import connection

from ujuzi.records.followers import Entry
from ujuzi.records.models import Daily
from ujuzi.records.operations.writing import moment

NAME = "records.daily"


def handle(entries: Sequence[Entry]) -> None:
    counted: Counter[tuple[int, date]] = Counter()
    last: dict[tuple[int, date], int] = {}
    for entry in entries:
        place = (entry.owner, moment(entry.seq).date())
        counted[place] += 1
        last[place] = entry.seq
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO records_daily (owner, day, statements, last) VALUES (%s, %s, %s, %s) ON CONFLICT (owner, day)"
            " DO UPDATE SET statements = records_daily.statements + excluded.statements, last = excluded.last",
            [(owner, day, number, last[owner, day]) for (owner, day), number in counted.items()],
        )


def reset() -> None:
    Daily.objects.all().delete()
