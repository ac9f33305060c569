"""Issuing: from an award and a name to a signed credential; correcting a name; signing anew after a key was lost."""

import unicodedata
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
from django.db import transaction

from ujuzi.credentials import documents
from ujuzi.credentials.models import Award, Credential, Shown, SigningKey
from ujuzi.credentials.operations import keys, lists, revoking
from ujuzi.organisations.models import Organisation
from ujuzi.standards.openbadges import proofs, shapes
from ujuzi.standards.openbadges.patterns import Pattern

AT_ONCE = 200  # credentials in one transaction of a batch


class Refused(Exception):
    """Why nothing was issued. `code`: "withdrawn", "no-name"."""

    permanent = True

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Wish:
    """One credential to issue: an award, the name as its holder chose it, and in which language."""

    award: Award
    name: str
    language: str
    shown: str = Shown.NAMED


def issue(wish: Wish, *, now: datetime) -> Credential:
    """Her credential of this edition. Asked for again with the same name it is the same; with another, it is superseded."""
    with transaction.atomic():
        Award.objects.select_for_update().get(pk=wish.award.pk)
        wish.award.refresh_from_db()
        _check(wish)
        old = wish.award.credentials.filter(shown=wish.shown, revoked_at=None).first()
        if old is not None and _same(old, wish, now):
            return old
        if old is not None:
            _replace(old, now)
        (made,) = _issue(wish.award.achievement.organisation, [wish], now=now)
        if old is not None:
            Credential.objects.filter(pk=old.pk).update(superseded_by=made)
    return made


def _same(old: Credential, wish: Wish, now: datetime) -> bool:
    over = old.valid_until is not None and old.valid_until <= now
    return (old.name, old.language) == (named(wish), wish.language) and not over


def _replace(old: Credential, now: datetime) -> None:
    over = old.valid_until is not None and old.valid_until <= now
    revoking.revoke(old, why="renewed" if over else "corrected", now=now)


def _check(wish: Wish) -> None:
    if wish.award.withdrawn_at is not None:
        raise Refused("withdrawn")
    if wish.shown != Shown.ANONYMOUS and not named(wish):
        raise Refused("no-name")


def named(wish: Wish) -> str:
    """What stands in the credential: the name, its initials, or nothing."""
    name = " ".join(wish.name.split())
    if wish.shown == Shown.ANONYMOUS:
        return ""
    return initials(name) if wish.shown == Shown.INITIALS else name


def initials(name: str) -> str:
    """ "Amina Juma" -> "A. J."; the first sign of each word, with what is combined with it."""
    return " ".join(f"{_first(word)}." for word in name.split())


def _first(word: str) -> str:
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return word[:end].upper()


def _issue(organisation: Organisation | None, wishes: Sequence[Wish], *, now: datetime) -> list[Credential]:
    """Signs and stores, all of one issuer, within the caller's transaction."""
    signer = keys.signer(organisation, SigningKey.Kind.ED25519, now=now)
    places = lists.take(organisation, len(wishes))
    patterns: dict[tuple[int, str, bool], Pattern] = {}
    made = [_made(wish, signer, place, now, patterns) for wish, place in zip(wishes, places, strict=True)]
    return Credential.objects.bulk_create(made)


def _made(
    wish: Wish,
    signer: keys.Signer,
    place: tuple[lists.StatusList, int],
    now: datetime,
    patterns: dict[tuple[int, str, bool], Pattern],
) -> Credential:
    """Signed; `patterns` are of those that were made before in this batch."""
    number, days = uuid.uuid4(), wish.award.achievement.valid_days
    issued_at = now.replace(microsecond=0)
    until = issued_at + timedelta(days=days) if days else None
    document = documents.made(
        wish.award,
        urn=number,
        name=named(wish),
        language=wish.language,
        index=(place[0].pk, place[1]),
        issued_at=issued_at,
        valid_until=until,
    )
    wrong = shapes.problems(document)
    if wrong:
        raise ValueError(f"the credential of {wish.award.pk} is wrong: {wrong}")
    alike = (wish.award.achievement.pk, wish.language, bool(named(wish)))
    if alike not in patterns:
        patterns[alike] = Pattern(document)
    signed = proofs.sign(
        document,
        signer.key,  # type: ignore[arg-type]
        method=signer.method,
        created=issued_at,
        pattern=patterns[alike],
    )
    return Credential(
        id=number,
        award=wish.award,
        shown=wish.shown,
        name=named(wish),
        language=wish.language,
        document=orjson.dumps(signed).decode(),
        key=signer.row,
        status_list=place[0],
        index=place[1],
        issued_at=issued_at,
        valid_until=until,
    )


def issue_all(
    wishes: Sequence[Wish],
    *,
    clock: Callable[[], datetime],
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[int], None] | None = None,
) -> int:
    """A batch. Those that have theirs are left alone, so that a batch that was stopped goes on by being started again."""
    done = 0
    for part in _parts(wishes):
        if stopped():
            break
        with transaction.atomic():
            done += len(_issue_part(part, clock()))
        if progress is not None:
            progress(done)
    return done


def _parts(wishes: Sequence[Wish]) -> Iterator[list[Wish]]:
    """By issuer, some hundred at once."""
    by_issuer: dict[int | None, list[Wish]] = {}
    for wish in wishes:
        by_issuer.setdefault(wish.award.achievement.organisation_id, []).append(wish)
    for some in by_issuer.values():
        for at in range(0, len(some), AT_ONCE):
            yield some[at : at + AT_ONCE]


def _issue_part(part: list[Wish], now: datetime) -> list[Credential]:
    numbers = [wish.award.pk for wish in part]
    living = {
        one.pk: one for one in Award.objects.select_for_update().filter(pk__in=numbers, withdrawn_at=None)
    }
    has = set(Credential.objects.filter(award__in=living, revoked_at=None).values_list("award_id", "shown"))
    missing = [
        wish
        for wish in part
        if wish.award.pk in living
        and (wish.award.pk, wish.shown) not in has
        and (named(wish) or wish.shown == Shown.ANONYMOUS)
    ]
    return _issue(part[0].award.achievement.organisation, missing, now=now) if missing else []


def resign(
    organisation: Organisation | None,
    *,
    clock: Callable[[], datetime],
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Signs anew every living credential of an issuer whose key is compromised; the same credential, another signature."""
    lists.drop_signatures(organisation)
    done = 0
    while not stopped():
        with transaction.atomic():
            rows = list(
                Credential.objects.select_for_update().filter(
                    key__organisation=organisation, key__compromised_at__isnull=False, revoked_at=None
                )[:AT_ONCE]
            )
            for row in rows:
                _sign_again(row, organisation, clock())
        done += len(rows)
        if progress is not None:
            progress(done)
        if len(rows) < AT_ONCE:
            break
    return done


def _sign_again(row: Credential, organisation: Organisation | None, now: datetime) -> None:
    signer = keys.signer(organisation, SigningKey.Kind.ED25519, now=now)
    plain = {name: one for name, one in orjson.loads(row.document).items() if name != "proof"}
    signed = proofs.sign(plain, signer.key, method=signer.method, created=now)  # type: ignore[arg-type]
    row.document, row.key, row.resigned_at = orjson.dumps(signed).decode(), signer.row, now
    row.save(update_fields=["document", "key", "resigned_at"])


def share(credential: Credential, token: str) -> None:
    """A public address for it; "" takes it away."""
    Credential.objects.filter(pk=credential.pk, revoked_at=None).update(share_token=token or None)
    credential.refresh_from_db()
