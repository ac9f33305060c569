"""The commit-order trap: with several writers nothing ever appears behind what a reader or a follower has passed."""

import json
import threading
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import timezone

from tests.records import store, torture
from tests.records.talking import ask
from ujuzi.records import keys
from ujuzi.records.operations import appending, following, locking

WRITERS, BATCHES, EACH = 4, 25, 20


def test_a_reader_that_follows_consistent_through_sees_every_statement_once(running_hub: torture.Hub) -> None:
    """Four writers of batches beside it; no request fails."""
    since, _body = _poll(running_hub, {"limit": "1"})
    answers: list[int] = []
    sent: list[str] = []
    seen: list[str] = []
    verb = "https://x.example/verbs/raced"

    def write() -> None:
        for _ in range(BATCHES):
            batch = [store.statement(id=store.new_id(), verb={"id": verb}) for _ in range(EACH)]
            answers.append(ask(running_hub, "POST", "statements", batch)[0])
            sent.extend(one["id"] for one in batch)

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    finished = False
    while not finished:
        finished = not any(thread.is_alive() for thread in threads)
        through, body = _poll(running_hub, {"since": since, "verb": verb, "until": "2999-01-01T00:00:00Z"})
        fresh = body["statements"]
        while body["more"]:
            _status, _headers, text = ask(running_hub, "GET", body["more"].removeprefix("/xapi/"))
            body = json.loads(text)
            fresh += body["statements"]
        # What is newer than the promise may be incomplete: it is read again next time.
        settled = [one["id"] for one in fresh if one["stored"] <= through]
        seen += settled
        since = through
        time.sleep(0.01)
    assert set(answers) == {200}
    assert len(seen) == len(set(seen))
    assert set(seen) == set(sent)


def _poll(hub: torture.Hub, query: dict[str, str]) -> tuple[str, Any]:
    parameters = urlencode(query | {"ascending": "true"})
    status, headers, body = ask(hub, "GET", f"statements?{parameters}")
    assert status == 200, body
    return headers["X-Experience-API-Consistent-Through"], json.loads(body)


@pytest.mark.only_on("postgresql")
class TestCommitOrder(TransactionTestCase):
    """A writer that holds the lock and has drawn its number keeps later ones waiting, so their order is that of commits."""

    def test_a_later_writer_waits_for_an_earlier_one(self) -> None:
        author, ids = keys.hub(), [store.new_id(), store.new_id()]
        done = threading.Event()

        def second() -> None:
            appending.append([store.statement(id=ids[1])], author=author, version="2.0", clock=timezone.now)
            done.set()
            connection.close()

        with transaction.atomic():
            with connection.cursor() as cursor:
                locking.lock(cursor)
            thread = threading.Thread(target=second)
            # Not through `append`, whose lock within the process would keep the second from the database's.
            self._insert(ids[0], author)
            thread.start()
            assert not done.wait(0.3)
            assert [entry.sid.hex() for entry in following.after(0, 10)] == [ids[0].replace("-", "")]
        thread.join(10)
        assert [entry.sid.hex() for entry in following.after(0, 10)] == [sid.replace("-", "") for sid in ids]

    def _insert(self, sid: str, author: Any) -> None:
        from ujuzi.records.operations import preparing, writing

        rows = preparing.rows(
            [store.statement(id=sid)], version="2.0", authority=json.loads(author.authority)
        )
        with connection.cursor() as cursor:
            there = writing.before(cursor, [rows[0].sid], [])
            writing.write(cursor, [(rows[0], author)], there, now=timezone.now())
