"""Flags follow standings: one episode, one flag."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from measures.engine import judge
from measures.flagging import escalate_overdue
from measures.models import Flag, FlagEvent
from organizations.models import Kind
from tests import make

MARCH, APRIL, MAY = date(2019, 3, 29), date(2019, 4, 30), date(2019, 5, 31)


@pytest.fixture
def office(db):
    one = make.organization("示例厅", kind=Kind.DEPARTMENT)
    make.coverage(one)
    return one


def supporting(office, day=date(2019, 3, 5)):
    return make.document(office, day=day, supporting=True)


def history(flag):
    return [(event.action, event.status) for event in flag.events.all()]


def test_a_breach_opens_one_flag_due_in_five_working_days(office):
    supporting(office)
    judge(2019, MARCH)
    judge(2019, MARCH)
    flag = Flag.objects.get(obligation="4.2")
    # Friday 29 March; 5 April is 清明, so Monday 8 April is the fifth working day
    assert (flag.state, flag.severity, flag.opened_on, flag.due_on) == ("open", "breached", MARCH, date(2019, 4, 8))
    assert history(flag) == [("opened", "breached")]


def test_a_recovered_standing_closes_its_flag_and_a_return_opens_a_new_one(office):
    document = supporting(office)
    judge(2019, MARCH)
    type(document).objects.filter(pk=document.pk).update(required_by="中发〔2019〕1号第三条")
    judge(2019, APRIL)
    first = Flag.objects.get(obligation="4.2")
    assert (first.state, first.closed_on, first.closing) == ("closed", APRIL, "recovered")
    type(document).objects.filter(pk=document.pk).update(required_by="")
    judge(2019, MAY)
    second = Flag.objects.open().get(obligation="4.2")
    assert second.pk != first.pk
    assert second.opened_on == MAY


def test_an_organization_that_ends_takes_its_flags_with_it(office):
    supporting(office)
    judge(2019, MARCH)
    type(office).objects.filter(pk=office.pk).update(ends=date(2019, 4, 1))
    judge(2019, APRIL)
    assert not Flag.objects.open().exists()
    assert Flag.objects.get(obligation="4.2").closing == "no_longer_bound"


def test_the_severity_keeps_the_worst_of_the_episode(office):
    make.coverage(office, starts=date(2018, 1, 1), ends=date(2018, 12, 31))
    for _number in range(10):
        make.document(office, day=date(2018, 6, 5), level=3)
    extra = [make.document(office, day=date(2019, 1, 7), level=3) for _number in range(8)]
    judge(2019, date(2019, 1, 31))
    assert Flag.objects.get(obligation="4.1").severity == "breached"
    extra[0].delete()
    extra[1].delete()
    judge(2019, date(2019, 1, 31))
    flag = Flag.objects.get(obligation="4.1")
    assert (flag.status, flag.severity) == ("at_risk", "breached")
    assert history(flag) == [("opened", "breached"), ("changed", "at_risk")]


def test_the_database_refuses_a_second_open_flag(office):
    make.flag(office, "4.2")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.flag(office, "4.2")


def test_an_overdue_flag_is_escalated_once(office):
    flag = make.flag(office, "4.2", due_on=date(2019, 4, 8))
    assert escalate_overdue(date(2019, 4, 8)) == 0
    assert escalate_overdue(date(2019, 4, 9)) == 1
    assert escalate_overdue(date(2019, 4, 10)) == 0
    assert FlagEvent.objects.filter(flag=flag, action="escalated").count() == 1
