"""Taking back: one credential, or an award with all its credentials. The reason is kept, and the holder can read it."""

from datetime import datetime

from django.db import transaction

from ujuzi.credentials.models import Award, Credential
from ujuzi.credentials.operations import lists


@transaction.atomic
def revoke(credential: Credential, *, why: str, now: datetime) -> bool:
    """False when it was revoked already: the first reason stays."""
    done = Credential.objects.filter(pk=credential.pk, revoked_at=None).update(
        revoked_at=now, revoked_why=why, share_token=None
    )
    if done:
        lists.revoke([(credential.status_list_id, credential.index)])
        credential.refresh_from_db()
    return bool(done)


@transaction.atomic
def withdraw(award: Award, *, why: str, now: datetime) -> int:
    """Takes the award back and revokes what was issued for it; returns how many credentials."""
    living = list(award.credentials.select_for_update().filter(revoked_at=None))
    lists.revoke([(one.status_list_id, one.index) for one in living])
    Credential.objects.filter(pk__in=[one.pk for one in living]).update(
        revoked_at=now, revoked_why=why, share_token=None
    )
    Award.objects.filter(pk=award.pk).update(withdrawn_at=now, withdrawn_why=why)
    award.refresh_from_db()
    return len(living)
