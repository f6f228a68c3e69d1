"""The circle of those who know: three for a talk, chosen reasons, withdrawing ends access at once."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accountability.actions.circles import end_member, name_member, withdraw
from accountability.actions.refused import Refused
from accountability.models import Case, CircleMember, Talk
from accountability.rooms import CASE, TALK
from organizations.roles import Role
from registers.models import Change
from tests import make
from tests.accountability.insiders import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def keepers(discipline):
    return [member(f"keeper{n}", Role.DISCIPLINE, discipline.organization) for n in range(4)]


@pytest.fixture
def talk(discipline):
    return make.talk(discipline.organization, circle_size=None)


def name(talk, member, by, room=TALK):
    return name_member(
        room=room, record=talk.pk, member=member.user.pk, need="handling", by=by.user, today=timezone.localdate()
    )


def test_a_talk_is_known_to_three_at_most(discipline, keepers, talk):
    for one in keepers[:3]:
        name(talk, one, keepers[0])
    with pytest.raises(Refused, match="最多3人"):
        name(talk, keepers[3], keepers[0])
    talk.refresh_from_db()
    assert talk.circle_size == 3


def test_a_place_that_was_left_is_free_again(keepers, talk):
    entries = [name(talk, one, keepers[0]) for one in keepers[:3]]
    end_member(room=TALK, entry=entries[1].pk, by=keepers[0].user, today=timezone.localdate())
    assert name(talk, keepers[3], keepers[0]).slot == entries[1].slot


def test_the_database_keeps_three_places(keepers, talk):
    make.circle_member(keepers[0].user, keepers[0].user, talk=talk, slot=1)
    for slot in (1, 4):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.circle_member(keepers[1].user, keepers[0].user, talk=talk, slot=slot)


def test_naming_by_the_page_shuts_the_others_out(discipline, keepers, talk):
    place = f"/accountability/talks/{talk.pk}/"
    assert keepers[1].get(place).status_code == 200
    sent = {"member": keepers[0].user.pk, "need": "approving"}
    assert keepers[0].post(f"{place}circle/", sent).status_code == 302
    assert keepers[1].get(place).status_code == 404
    assert keepers[0].get(place).status_code == 200


def test_only_who_keeps_the_organ_s_cases_can_be_named(discipline, clerk, talk):
    with pytest.raises(Refused, match="只能列入本机关"):
        name(talk, clerk, discipline)


def test_withdrawing_ends_access_at_once_and_for_good(discipline, keepers):
    case = make.case(discipline.organization)
    name(case, keepers[0], keepers[0], CASE)
    name(case, keepers[1], keepers[0], CASE)
    place = f"/accountability/cases/{case.pk}/"
    sent = {"withdrawal-member": keepers[1].user.pk, "withdrawal-reason": "relative"}
    answer = keepers[1].post(f"{place}withdraw/", sent)
    assert answer["Location"] == "/accountability/cases/"
    assert keepers[1].get(place).status_code == 404
    with pytest.raises(Refused, match="已经回避"):
        name(case, keepers[1], keepers[0], CASE)


def test_who_is_in_the_circle_may_be_withdrawn_by_another(discipline, keepers):
    case = make.case(discipline.organization)
    name(case, keepers[0], keepers[0], CASE)
    name(case, keepers[1], keepers[0], CASE)
    sent = {"withdrawal-member": keepers[1].user.pk, "withdrawal-reason": "interest"}
    keepers[0].post(f"/accountability/cases/{case.pk}/withdraw/", sent)
    assert keepers[1].get(f"/accountability/cases/{case.pk}/").status_code == 404
    assert CircleMember.objects.get(member=keepers[1].user).withdrawal == "interest"


def test_who_withdraws_before_a_circle_is_named_is_outside_and_the_rest_are_not(discipline, keepers):
    case = make.case(discipline.organization)
    withdraw(
        room=CASE,
        record=case.pk,
        member=keepers[0].user.pk,
        reason="witness",
        by=keepers[0].user,
        today=timezone.localdate(),
    )
    assert not Case.objects.known_to(keepers[0].user).exists()
    assert Case.objects.known_to(keepers[1].user).exists()


def test_the_last_one_stays_until_another_is_named(discipline, keepers, talk):
    entry = name(talk, keepers[0], keepers[0])
    today = timezone.localdate()
    with pytest.raises(Refused, match="只有这一个人"):
        end_member(room=TALK, entry=entry.pk, by=keepers[0].user, today=today)
    with pytest.raises(Refused, match="只有这一个人"):
        withdraw(room=TALK, record=talk.pk, member=keepers[0].user.pk, reason="other", by=keepers[0].user, today=today)
    assert Talk.objects.known_to(keepers[0].user).exists()


def test_naming_does_not_make_a_circle_smaller_that_a_sheet_stated_larger(discipline, keepers):
    talk = make.talk(discipline.organization, circle_size=5)
    name(talk, keepers[0], keepers[0])
    talk.refresh_from_db()
    assert talk.circle_size == 5


def test_the_history_does_not_say_who_was_named(keepers, talk):
    name(talk, keepers[0], keepers[0])
    line = Change.objects.get(action="named")
    assert line.changes == {"member": None, "need": None, "since": None}


def test_an_account_of_another_organ_is_told_nothing_is_there(talk):
    other = member("elsewhere", Role.DISCIPLINE, make.organization("另一纪委", kind="discipline"))
    assert other.get(f"/accountability/talks/{talk.pk}/").status_code == 404
