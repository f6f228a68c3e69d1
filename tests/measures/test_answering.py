"""A flag is answered by the unit's head and decided once by the office."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from measures.actions import Refused
from measures.answering import answer, decide, withdraw
from measures.flagging import escalate_overdue, remind_before_due
from measures.models import Answer, Flag, FlagEvent
from metrics.exceptions import every_exception
from metrics.period import Period
from organizations.roles import Role
from registers.models import Change, OutboxJob
from tests import make

pytestmark = pytest.mark.django_db
ON = date(2019, 10, 16)
UNTIL = date(2019, 10, 31)


@pytest.fixture
def flag(province):
    return make.flag(make.organization("示例厅"), opened_on=ON, due_on=date(2019, 10, 23))


@pytest.fixture
def head(flag):
    return make.user("head", role=Role.DEPARTMENT_HEAD, organization=flag.organization)


@pytest.fixture
def office(flag):
    return make.user("office", role=Role.GENERAL_OFFICE, organization=flag.organization)


def answered(flag, user, **options):
    return answer(
        **{"flag": flag, "ways": ["fewer"], "done_by": UNTIL, "note": "", "records": 3, "user": user, "on": ON}
        | options
    )


def decided(one, user, verdict, line="一句话", approver="省委办公厅主任", on=ON):
    decide(answer=one, verdict=verdict, line=line, approver=approver, user=user, on=on)


def state(flag):
    return Flag.objects.get(pk=flag.pk).state


def test_an_answer_moves_the_flag_to_the_office_and_stops_the_clock(flag, head):
    one = answered(flag, head)
    now = Flag.objects.get(pk=flag.pk)
    assert (now.state, now.answered_on, one.state) == ("answered", ON, "submitted")
    assert Change.objects.filter(subject="measures.flag", action="answered").count() == 1
    assert OutboxJob.objects.filter(topic="records_changed", payload__register="flags").exists()


def test_a_second_answer_is_told_who_was_first(flag, head):
    answered(flag, head)
    with pytest.raises(Refused, match="head已于"):
        answered(flag, head)
    assert Answer.objects.count() == 1


def test_an_answer_says_what_will_be_done_and_by_a_day_to_come(flag, head):
    with pytest.raises(Refused, match="至少选一项"):
        answered(flag, head, ways=["no such way"])
    with pytest.raises(Refused, match="不能早于今天"):
        answered(flag, head, done_by=date(2019, 10, 15))
    assert state(flag) == "open"


def test_an_answer_can_be_taken_back_until_it_is_decided(flag, head, office):
    one = answered(flag, head)
    withdraw(answer=one, user=head, on=ON)
    assert state(flag) == "open"
    two = answered(flag, head)
    decided(two, office, "upheld")
    with pytest.raises(Refused, match="已于2019-10-16作出决定"):
        withdraw(answer=two, user=head, on=ON)


def test_a_returned_answer_has_five_working_days_again(flag, head, office):
    decided(answered(flag, head), office, "returned", on=date(2019, 10, 18))
    now = Flag.objects.get(pk=flag.pk)
    assert (now.state, now.answered_on, now.due_on) == ("returned", None, date(2019, 10, 25))
    answered(flag, head, on=date(2019, 10, 21))
    assert state(flag) == "answered"


def test_an_excuse_needs_a_reason_and_an_approver_and_stays_visible(flag, head, office):
    one = answered(flag, head, ways=["exempt"])
    with pytest.raises(Refused, match="批准人"):
        decided(one, office, "excused", approver=" ")
    decided(one, office, "excused", line="抗洪抢险")
    assert state(flag) == "excused"
    (exempted,) = every_exception.find(Period.year(2019))
    assert (exempted.reason, exempted.approver, exempted.signed) == ("抗洪抢险", "省委办公厅主任", True)


def test_nobody_decides_on_their_own_answer_and_the_second_decision_is_told_the_first(flag, head, office):
    one = answered(flag, head)
    with pytest.raises(Refused, match="自己提交"):
        decided(one, head, "upheld")
    decided(one, office, "upheld")
    with pytest.raises(Refused, match="认定属实"):
        decided(one, make.user("third"), "returned")
    assert state(flag) == "accepted"


def test_the_database_refuses_a_decision_by_the_author_a_second_waiting_answer_and_an_unsigned_excuse(
    flag, head, office
):
    one = answered(flag, head)
    decision = {"decided_by": office, "decided_on": ON}
    for wrong in (
        {"state": "upheld", "decided_by": head, "decided_on": ON},
        {"state": "excused", "line": "", "approver": "某某"} | decision,
        {"state": "excused", "line": "理由", "approver": ""} | decision,
        {"state": "upheld"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.filter(pk=one.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(flag=flag, ways=["fewer"], done_by=UNTIL, answered_by=head, answered_on=ON)


def test_a_reminder_goes_out_once_two_working_days_before_and_not_for_what_was_answered(flag, head):
    assert remind_before_due(date(2019, 10, 18)) == []
    assert [one.pk for one in remind_before_due(date(2019, 10, 21))] == [flag.pk]
    assert remind_before_due(date(2019, 10, 22)) == []
    assert FlagEvent.objects.filter(action="reminded").count() == 1
    other = make.flag(flag.organization, "4.2", opened_on=ON, due_on=date(2019, 10, 23))
    answered(other, head)
    assert remind_before_due(date(2019, 10, 22)) == []


def test_an_answered_flag_does_not_escalate_and_a_returned_one_does_again(flag, head, office):
    one = answered(flag, head)
    assert escalate_overdue(date(2019, 11, 1)) == 0
    decided(one, office, "returned", on=date(2019, 11, 1))
    assert escalate_overdue(date(2019, 11, 8)) == 0
    assert escalate_overdue(date(2019, 11, 9)) == 1
