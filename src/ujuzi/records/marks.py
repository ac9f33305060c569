"""Keys of the index: a filter's value as a 64-bit hash, salted with the hub's own random key.

64-bit hashes of ten million values collide with probability 3e-6; the salt keeps strangers from making them collide.
"""

import hashlib
import secrets
import threading

from django.db import connection

from ujuzi.standards.xapi.references import References

_salt: list[bytes] = []
_lock = threading.Lock()


def salt() -> bytes:
    """The hub's random key; made at the first call ever, read once per process."""
    if not _salt:
        with _lock, connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO records_log (id, salt) VALUES (1, %s) ON CONFLICT DO NOTHING",
                [secrets.token_bytes(32)],
            )
            cursor.execute("SELECT salt FROM records_log WHERE id = 1")
            _salt.append(bytes(cursor.fetchone()[0]))
    return _salt[0]


def forget() -> None:
    """For tests that empty the database."""
    _salt.clear()


def key(kind: str, value: str) -> int:
    """`kind` is one letter: see the functions below."""
    digest = hashlib.blake2b(f"{kind}{value}".encode(), digest_size=8, key=salt()).digest()
    return int.from_bytes(digest, "big", signed=True)


def verb(iri: str) -> int:
    return key("v", iri)


def registration(uuid: str) -> int:
    return key("r", uuid)


def agent(identity: str) -> int:
    return key("a", identity)


def related_agent(identity: str) -> int:
    return key("b", identity)


def activity(iri: str) -> int:
    return key("c", iri)


def related_activity(iri: str) -> int:
    return key("d", iri)


def owner(number: int) -> int:
    return key("o", str(number))


def related(identities: set[str]) -> set[int]:
    return {related_agent(one) for one in identities}


def nearest(found: References, most: int) -> set[int]:
    """At most so many of its keys: verb, registration, whom and what it is about come before what it only mentions."""
    if (
        2 + sum(map(len, (found.agents, found.related_agents, found.activities, found.related_activities)))
        <= most
    ):
        return filters(found)
    keys = [verb(found.verb), *([registration(found.registration)] if found.registration else ())]
    keys += [agent(one) for one in sorted(found.agents)] + [activity(one) for one in sorted(found.activities)]
    keys += [related_agent(one) for one in sorted(found.related_agents)]
    keys += [related_activity(one) for one in sorted(found.related_activities)]
    return set(keys[:most])


def filters(found: References) -> set[int]:
    """Every key under which a statement can be found, but for its owner's."""
    secret, make, number = salt(), hashlib.blake2b, int.from_bytes
    values = [f"v{found.verb}"]
    if found.registration:
        values.append(f"r{found.registration}")
    values += [f"a{one}" for one in found.agents]
    values += [f"b{one}" for one in found.related_agents]
    values += [f"c{one}" for one in found.activities]
    values += [f"d{one}" for one in found.related_activities]
    return {
        number(make(one.encode(), digest_size=8, key=secret).digest(), "big", signed=True) for one in values
    }
