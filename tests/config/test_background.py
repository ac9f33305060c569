import threading
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from tests import make
from ujuzi.catalogue.models import Harvest
from ujuzi.config import background, sampling
from ujuzi.sample import coalition


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


@pytest.mark.django_db
def test_the_sample_stays_loaded_when_its_partners_connect_feeds_of_their_own() -> None:
    for partner in coalition.partners():
        organisation = make.organisation(partner["slug"])
        feed = make.feed(organisation=organisation, name=partner["feed"]["name"])
        assert not sampling.is_loaded()
        Harvest.objects.create(feed=feed, state="done")
    make.edition()
    assert sampling.is_loaded()
    make.feed(organisation=organisation, name="A feed of her own")
    assert sampling.is_loaded()
