"""Which limits run, until when, over Spring Festival and make-up days; and reminders before they are late."""

from datetime import date, timedelta

import pytest
from django.core import mail

from accountability.actions.reminders import remind
from accountability.clocks.running import running_of
from accountability.limits import LIMITS
from accountability.models import Reminder
from accountability.rooms import CASE, COMPLAINT, TALK
from accountability.tasks import remind_of_limits
from organizations.roles import Role
from tests import make
from tests.accountability.insiders import member

pytestmark = pytest.mark.django_db
# received on the Monday before Spring Festival 2019, with 2 and 3 February worked; see the table of holidays
RECEIVED = date(2019, 1, 28)
DUE = date(2019, 2, 21)


def only(room, record, today):
    (one,) = running_of(room, record, today)
    return one


def test_a_notice_is_due_after_fifteen_working_days_over_spring_festival(discipline):
    complaint = make.complaint(discipline.organization, day=RECEIVED, named=True)
    one = only(COMPLAINT, complaint, RECEIVED)
    assert (one.limit.key, one.due, one.left) == ("notice", DUE, 15)
    assert only(COMPLAINT, complaint, DUE).left == 0
    assert only(COMPLAINT, complaint, DUE + timedelta(days=1)).late


def test_who_is_not_named_is_told_nothing_and_what_is_done_runs_no_more(discipline):
    organ = discipline.organization
    assert not running_of(COMPLAINT, make.complaint(organ, day=RECEIVED, named=False), RECEIVED)
    assert not running_of(COMPLAINT, make.complaint(organ, day=RECEIVED, named=True, notified_on=RECEIVED), RECEIVED)


def test_results_and_clearing_up_run_from_closing(discipline):
    complaint = make.complaint(
        discipline.organization,
        day=RECEIVED,
        named=True,
        notified_on=RECEIVED,
        closed_on=RECEIVED,
        outcome="untrue",
        needs_clarification=True,
        clarified_on=RECEIVED,
        clarified_by=["meeting"],
    )
    found = {one.limit.key: one.due for one in running_of(COMPLAINT, complaint, RECEIVED)}
    assert found == {"result": DUE, "clearing": RECEIVED + timedelta(days=30)}


def test_a_talk_is_answered_in_working_days_and_closed_in_a_month(discipline):
    talk = make.talk(discipline.organization, day=RECEIVED)
    assert only(TALK, talk, RECEIVED).due == DUE
    talk.replied_on = date(2019, 1, 31)
    assert only(TALK, talk, RECEIVED).due == date(2019, 2, 28)
    talk.closed_on = date(2019, 2, 1)
    assert running_of(TALK, talk, RECEIVED) == []


def test_a_review_is_due_thirty_days_after_the_end_that_others_set(discipline):
    case = make.case(discipline.organization, day=RECEIVED, influence_ends_on=date(2019, 7, 28))
    assert only(CASE, case, date(2019, 7, 28)).due == date(2019, 8, 27)


def test_a_year_without_a_table_says_so_instead_of_guessing(discipline):
    make.talk(discipline.organization, day=date(2031, 3, 3))
    page = discipline.get("/accountability/deadlines/").content.decode()
    assert "2031年的节假日安排尚未录入" in page
    assert "无法推算" in page
    assert not remind(today=date(2031, 3, 20))


def test_limits_stand_on_the_page_with_their_sources(discipline):
    page = discipline.get("/accountability/deadlines/").content.decode()
    for limit in LIMITS:
        assert str(limit.source) in page
        assert limit.in_words in page


def test_the_page_lists_what_is_due_next_and_nothing_outside_the_circle(discipline):
    first = make.talk(discipline.organization, day=date(2019, 1, 2), number="2019-早")
    make.talk(discipline.organization, day=date(2019, 1, 9), number="2019-晚")
    page = discipline.get("/accountability/deadlines/").content.decode()
    assert page.index("2019-早") < page.index("2019-晚")
    insider = member("insider", Role.DISCIPLINE, discipline.organization)
    make.circle_member(insider.user, insider.user, talk=first)
    assert "2019-早" not in discipline.get("/accountability/deadlines/").content.decode()


def test_reminders_come_three_working_days_before_and_once(discipline):
    complaint = make.complaint(discipline.organization, day=RECEIVED, named=True)
    # 18, 19, 20 and 21 February are working days
    assert not remind(today=date(2019, 2, 15))
    assert remind(today=date(2019, 2, 18)) == {discipline.organization.pk: 1}
    assert not remind(today=date(2019, 2, 19))
    row = Reminder.objects.get()
    assert (row.clock, row.due_on, row.key) == ("notice", DUE, complaint.key)


def test_what_is_late_already_is_no_reminder(discipline):
    make.complaint(discipline.organization, day=RECEIVED, named=True)
    assert not remind(today=DUE + timedelta(days=1))


def test_a_limit_that_moves_is_reminded_of_again(discipline):
    talk = make.talk(discipline.organization, day=RECEIVED)
    remind(today=DUE)
    talk.replied_on = date(2019, 1, 22) + timedelta(days=6)
    talk.save()
    assert remind(today=date(2019, 2, 27)) == {discipline.organization.pk: 1}


def test_a_letter_says_how_many_and_nothing_else_and_is_sent_once_a_day(
    discipline, monkeypatch, django_capture_on_commit_callbacks
):
    discipline.user.email = "keeper@example.org"
    discipline.user.save()
    make.complaint(discipline.organization, day=RECEIVED, named=True, number="2019-金丝雀")
    make.talk(discipline.organization, day=RECEIVED, number="2019-金丝雀2")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DUE)
    for _tick in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            remind_of_limits()
    (letter,) = mail.outbox
    assert letter.to == ["keeper@example.org"]
    assert letter.body == "有2项期限临近，请登录查看。"
    assert letter.subject == "期限提醒"
