import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from tests import make
from ujuzi.catalogue.models import Harvest
from ujuzi.config.cli.harvesting import harvest

HANDLED = (signal.SIGTERM, signal.SIGINT)


@pytest.fixture
def handlers() -> Iterator[None]:
    """The command's own signal handlers stay within the test."""
    before = {number: signal.getsignal(number) for number in HANDLED}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.django_db
@pytest.mark.usefixtures("handlers")
def test_a_feed_that_another_worker_holds_is_passed_over_and_the_exit_code_says_so() -> None:
    feed = make.feed()
    now = datetime.now(UTC)
    held = Harvest.objects.create(feed=feed, claimed_until=now + timedelta(minutes=9))
    result = CliRunner().invoke(harvest, [str(feed.pk), "--json"])
    assert result.exit_code == 3
    assert "another worker" in result.stderr
    assert result.stdout.strip() == "[]"
    assert feed.harvests.get() == held


@pytest.mark.django_db
@pytest.mark.usefixtures("handlers")
def test_a_hub_without_feeds_says_so_instead_of_showing_an_empty_table() -> None:
    make.feed(is_active=False)
    result = CliRunner().invoke(harvest, ["--all"])
    assert result.exit_code == 0
    assert "No feed is harvested on schedule" in result.stderr
