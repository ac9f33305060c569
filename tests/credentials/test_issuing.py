"""From an award to a credential that verifies; corrected, revoked, expired, signed anew."""

import json
from datetime import timedelta
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest

from tests import make
from tests.credentials.conftest import NOW
from ujuzi.credentials import checking, files
from ujuzi.credentials.models import Award, Credential, Shown, SigningKey, StatusList
from ujuzi.credentials.operations import awarding, issuing, keys, lists, revoking
from ujuzi.standards.openbadges import opening
from ujuzi.standards.openbadges.reports import Report, Verdict

DAY = timedelta(days=1)


def judged(credential: Credential, *, now: Any = NOW) -> Report:
    return checking.check(opening.read(credential.document.encode()), now=now, fetch=None)


def wish(award: Award, name: str = "Amina Juma", shown: str = Shown.NAMED) -> issuing.Wish:
    return issuing.Wish(award, name, "sw", shown)


def test_it_verifies_and_says_what_was_achieved(credential):
    report = judged(credential)
    assert (report.verdict, report.problems) == (Verdict.VALID, ())
    document = json.loads(credential.document)
    assert document["credentialSubject"]["achievement"]["name"] == "Mbegu na data"
    assert document["credentialSubject"]["identifier"][0]["identityHash"] == "Amina Juma"
    assert document["issuer"]["id"] == "did:web:hub.example"


def test_nothing_but_the_name_is_about_her(credential, amina):
    subject = json.loads(credential.document)["credentialSubject"]
    assert set(subject) == {"id", "type", "identifier", "achievement"}
    assert subject["id"] == f"urn:uuid:{credential.award.subject}"
    assert amina.username not in credential.document


@pytest.mark.parametrize("form", files.FORMS)
def test_each_form_holds_the_same_credential(credential, form):
    file = files.made(credential, form, now=NOW)
    opened = opening.read(file.content)
    plain = {name: one for name, one in opened.credential.items() if name != "proof"}
    assert plain == {name: one for name, one in json.loads(credential.document).items() if name != "proof"}
    assert checking.check(opened, now=NOW, fetch=None).verdict is Verdict.VALID


def test_the_code_on_paper_holds_it_too(credential):
    opened = opening.read(files.packed(credential).encode())
    assert opened.credential == json.loads(credential.document)


def test_issued_twice_is_issued_once(award):
    first = issuing.issue(wish(award), now=NOW)
    assert issuing.issue(wish(award), now=NOW + DAY) == first
    assert Credential.objects.count() == 1


def test_a_corrected_name_supersedes(award, credential):
    made = issuing.issue(wish(award, "Amina Juma Hassan"), now=NOW + DAY)
    credential.refresh_from_db()
    assert (credential.superseded_by, credential.revoked_why) == (made, "corrected")
    assert judged(credential, now=NOW + DAY).verdict is Verdict.REVOKED
    assert judged(made, now=NOW + DAY).verdict is Verdict.VALID


def test_initials_and_none(award):
    initials = issuing.issue(wish(award, "Zoë  Ångström", Shown.INITIALS), now=NOW)
    anonymous = issuing.issue(wish(award, "Zoë Ångström", Shown.ANONYMOUS), now=NOW)
    assert initials.name == "Z. Å."
    assert "identifier" not in json.loads(anonymous.document)["credentialSubject"]
    assert "ngström" not in initials.document + anonymous.document


def test_revoked_for_good(credential):
    assert revoking.revoke(credential, why="A mistake of ours", now=NOW) is True
    assert judged(credential).verdict is Verdict.REVOKED
    assert revoking.revoke(credential, why="Another reason", now=NOW + DAY) is False
    credential.refresh_from_db()
    assert credential.revoked_why == "A mistake of ours"


def test_withdrawing_an_award_revokes_all_its_credentials(award, credential):
    other = issuing.issue(wish(award, shown=Shown.ANONYMOUS), now=NOW)
    assert revoking.withdraw(award, why="It was not hers", now=NOW) == 2
    assert {judged(one).verdict for one in (credential, other)} == {Verdict.REVOKED}
    with pytest.raises(issuing.Refused):
        issuing.issue(wish(award), now=NOW)


def test_expiry_and_renewal(award):
    award.achievement.valid_days = 30
    award.achievement.save()
    made = issuing.issue(wish(award), now=NOW)
    assert judged(made, now=NOW + 31 * DAY).verdict is Verdict.EXPIRED
    renewed = issuing.issue(wish(award), now=NOW + 31 * DAY)
    assert renewed != made
    assert judged(renewed, now=NOW + 31 * DAY).verdict is Verdict.VALID


def test_the_partners_name_stands_only_where_it_assesses(achievement, amina):
    partner = make.organisation("takwa", names={"en": "Takwa Institute"})
    plain = issuing.issue(wish(awarding.award(achievement, amina, awarded_at=NOW)), now=NOW)
    assert "Takwa" not in plain.document
    achievement.assessed_by = partner
    achievement.save()
    award = awarding.award(achievement, make.person("baraka"), awarded_at=NOW)
    assessed = issuing.issue(wish(award), now=NOW)
    creator = json.loads(assessed.document)["credentialSubject"]["achievement"]["creator"]
    assert creator["name"] == "Takwa Institute"
    assert judged(assessed).verdict is Verdict.VALID


def test_an_organisation_issues_under_its_own_identifier(achievement, amina):
    achievement.organisation = make.organisation("takwa")
    achievement.save()
    made = issuing.issue(wish(awarding.award(achievement, amina, awarded_at=NOW)), now=NOW)
    report = judged(made)
    assert (report.issuer, report.verdict) == ("did:web:hub.example:issuers:takwa", Verdict.VALID)
    assert SigningKey.objects.filter(organisation__slug="takwa").count() == 2


# Keys


def test_what_a_retired_key_signed_stays_valid(award, credential):
    keys.rotate(None, now=NOW + DAY)
    assert judged(credential, now=NOW + DAY).verdict is Verdict.VALID
    later = issuing.issue(wish(award, "Another Name"), now=NOW + DAY)
    assert later.key != credential.key
    assert judged(later, now=NOW + DAY).verdict is Verdict.VALID


def test_what_a_compromised_key_signed_is_signed_anew(credential):
    old = credential.document
    keys.compromise(credential.key, now=NOW + DAY)
    report = judged(credential, now=NOW + DAY)
    assert (report.verdict, report.problems[0].code) == (Verdict.INVALID, "key")
    assert issuing.resign(None, clock=lambda: NOW + DAY) == 1
    credential.refresh_from_db()
    assert judged(credential, now=NOW + DAY).verdict is Verdict.VALID
    assert json.loads(old)["id"] == json.loads(credential.document)["id"]
    assert issuing.resign(None, clock=lambda: NOW + DAY) == 0


def test_signing_anew_that_is_stopped_goes_on(achievement):
    awards = [awarding.award(achievement, make.person(), awarded_at=NOW) for _one in range(5)]
    with mock.patch.object(issuing, "AT_ONCE", 2):
        issuing.issue_all([wish(one) for one in awards], clock=lambda: NOW)
        keys.compromise(SigningKey.objects.get(kind="ed25519"), now=NOW)
        stops = iter([False, True])
        assert issuing.resign(None, clock=lambda: NOW, stopped=lambda: next(stops)) == 2
        assert issuing.resign(None, clock=lambda: NOW) == 3


def test_a_revoked_one_stays_revoked_after_signing_anew(award, credential):
    made = issuing.issue(wish(award, "Another Name"), now=NOW)
    keys.compromise(credential.key, now=NOW)
    issuing.resign(None, clock=lambda: NOW)
    made.refresh_from_db()
    revoking.revoke(made, why="A mistake of ours", now=NOW)
    assert judged(made).verdict is Verdict.REVOKED


# Status lists


def test_numbers_are_given_out_once(db):
    with mock.patch.object(lists, "FULL_AT", 50):
        taken = [(row.pk, index) for row, index in lists.take(None, 120)]
    assert len(set(taken)) == 120
    assert StatusList.objects.count() == 3


def test_a_number_is_not_given_out_again_after_an_erasure(credential):
    place = (credential.status_list_id, credential.index)
    credential.award.person.delete()
    assert not Credential.objects.exists()
    with mock.patch.object(lists.secrets, "randbelow", side_effect=[place[1], 7]):
        assert [index for _row, index in lists.take(None, 1)] == [7]


def test_the_list_is_signed_again_when_something_changed_or_hours_passed(award, credential):
    row = credential.status_list
    first = lists.published(row, now=NOW)
    row.refresh_from_db()
    assert lists.published(row, now=NOW + timedelta(hours=5)) == first
    assert lists.published(row, now=NOW + timedelta(hours=6)) != first
    row.refresh_from_db()
    revoking.revoke(credential, why="A mistake of ours", now=NOW)
    row.refresh_from_db()
    assert row.document == ""


def test_the_worker_signs_lists_before_anybody_asks(award, credential):
    assert lists.renew(clock=lambda: NOW) == 1
    assert lists.renew(clock=lambda: NOW) == 0
    revoking.revoke(credential, why="A mistake of ours", now=NOW)
    assert lists.renew(clock=lambda: NOW) == 1
    assert lists.renew(clock=lambda: NOW + timedelta(hours=7)) == 1


# Batches


def test_a_batch_is_done_once_however_often_it_is_started(achievement):
    awards = [awarding.award(achievement, make.person(), awarded_at=NOW) for _one in range(7)]
    wishes = [wish(one, f"Person {number}") for number, one in enumerate(awards)]
    revoking.withdraw(awards[6], why="It was a mistake", now=NOW)
    seen: list[int] = []
    with mock.patch.object(issuing, "AT_ONCE", 3):
        stops = iter([False, True])
        assert (
            issuing.issue_all(wishes, clock=lambda: NOW, stopped=lambda: next(stops), progress=seen.append)
            == 3
        )
        assert issuing.issue_all(wishes, clock=lambda: NOW, progress=seen.append) == 3
    assert issuing.issue_all(wishes, clock=lambda: NOW) == 0
    assert Credential.objects.count() == 6
    assert seen == [3, 0, 3, 3]


def test_few_queries_for_a_batch(achievement, django_assert_max_num_queries):
    awards = [awarding.award(achievement, make.person(), awarded_at=NOW) for _one in range(20)]
    keys.signer(None, "ed25519", now=NOW)
    lists.take(None, 1)
    wishes = [
        wish(one)
        for one in Award.objects.select_related("achievement__organisation", "achievement__assessed_by")
    ]
    assert len(wishes) == len(awards)
    with django_assert_max_num_queries(9):
        issuing.issue_all(wishes, clock=lambda: NOW)


def test_a_wrong_credential_is_not_signed(award):
    award.achievement.titles = {}
    award.achievement.save()
    with pytest.raises(ValueError, match="is wrong"):
        issuing.issue(wish(award), now=NOW)
    assert not Credential.objects.exists()


def test_an_unknown_credential_of_ours_is_still_checked(credential):
    """Its holder deleted her account: the paper in her hand verifies as before."""
    document = credential.document
    credential.award.person.delete()
    opened = opening.read(document.encode())
    assert checking.check(opened, now=NOW, fetch=None).verdict is Verdict.VALID
    assert not Credential.objects.filter(pk=uuid4()).exists()
