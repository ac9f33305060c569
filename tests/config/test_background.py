import threading
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from ujuzi.config import background


@pytest.mark.django_db
def test_the_worker_forgets_ended_sessions() -> None:
    Session.objects.create(
        session_key="old", session_data="", expire_date=background.clock() - timedelta(days=1)
    )
    Session.objects.create(
        session_key="new", session_data="", expire_date=background.clock() + timedelta(days=1)
    )
    task = next(task for task in background.tasks() if task.name == "ended sessions")
    task.run(threading.Event())
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
