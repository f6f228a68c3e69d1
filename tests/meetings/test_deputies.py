"""Deputies for absence: one level, dated, shown on the decision."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.decisions import decide, who
from meetings.actions.deputies import appoint, end
from meetings.actions.refused import Refused
from meetings.approval.entitled import waiting_for
from meetings.models import Deputy, LineState, MeetingClass, PlannedMeeting, Verdict
from organizations.models import RoleAssignment
from organizations.roles import Role
from registers.models import Change
from tests import make

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2019, 12, 3, 10, 15, tzinfo=CHINA)
TODAY = NOW.date()
WEEK = TODAY + timedelta(days=6)


@pytest.fixture
def other(province):
    return make.user("other", role=Role.LEADER, organization=province.root, display_name="沈望")


@pytest.fixture
def third(province):
    return make.user("third", role=Role.LEADER, organization=province.root)


@pytest.fixture
def line(province, department, leader):
    make.portfolio(leader.user, province.department)
    return make.planned(
        province.department,
        category=MeetingClass.THREE,
        state=LineState.CHECKED,
        submitted_by=department.user,
        submitted_at=NOW - timedelta(days=3),
    )


def appointed(leader, deputy, starts=TODAY, ends=WEEK):
    return appoint(leader=leader.user, deputy=deputy, starts=starts, ends=ends, by=leader.user, today=TODAY)


def approve(line, by, now=NOW):
    return decide(planned=line.pk, version=line.version, verdict=Verdict.APPROVE, line="", by=by, now=now)


def test_a_deputy_decides_in_the_leader_s_place_and_it_is_shown(line, leader, other):
    leader.user.display_name = "顾衡"
    leader.user.save()
    appointed(leader, other)
    made = approve(line, other)
    assert (made.decided_by, made.on_behalf_of) == (other, leader.user)
    assert who(made) == "沈望代顾衡"
    kept = Change.objects.get(action="approved")
    assert kept.changes["on_behalf_of"] == [None, "顾衡"]


@pytest.mark.parametrize(("days", "decides"), [(-1, False), (0, True), (6, True), (7, False)])
def test_only_on_the_days_named_both_included(line, leader, other, days, decides):
    appointed(leader, other)
    assert waiting_for(other, TODAY + timedelta(days=days)).exists() is decides


def test_the_leader_decides_too_while_away(line, leader, other):
    appointed(leader, other)
    assert approve(line, leader.user).on_behalf_of is None


def test_a_deputy_s_deputy_cannot_decide(line, leader, other, third):
    appointed(leader, other)
    make.deputy(other, third, leader.organization, starts=TODAY, ends=WEEK)
    assert not waiting_for(third, TODAY).exists()
    with pytest.raises(Refused, match="不待您审批"):
        approve(line, third)


def test_nobody_decides_their_own_submission_as_a_deputy_either(line, leader, other):
    appointed(leader, other)
    PlannedMeeting.objects.update(submitted_by=other)
    with pytest.raises(Refused, match="自己报送"):
        approve(line, other)


def test_no_deputy_decides_what_the_leader_submitted(line, leader, other):
    appointed(leader, other)
    PlannedMeeting.objects.update(submitted_by=leader.user)
    with pytest.raises(Refused, match="不待您审批"):
        approve(line, other)


def test_with_the_leader_s_role_the_deputy_s_right_ends(line, leader, other):
    appointed(leader, other)
    RoleAssignment.objects.filter(user=leader.user).update(ends=TODAY - timedelta(days=1))
    assert not waiting_for(other, TODAY).exists()


def test_with_the_deputy_s_own_role_it_ends_too(line, leader, other):
    appointed(leader, other)
    RoleAssignment.objects.filter(user=other).update(ends=TODAY - timedelta(days=1))
    assert not waiting_for(other, TODAY).exists()


def test_one_deputy_at_a_time(leader, other, third):
    appointed(leader, other)
    with pytest.raises(Refused, match="一次只有一位"):
        appointed(leader, third, starts=WEEK, ends=WEEK)
    appointed(leader, third, starts=WEEK + timedelta(days=1), ends=WEEK + timedelta(days=1))


def test_who_is_away_does_not_stand_in(leader, other, third, province):
    make.deputy(other, third, province.root, starts=WEEK, ends=WEEK)
    with pytest.raises(Refused, match="不再转托"):
        appointed(leader, other)


@pytest.mark.parametrize(
    ("starts", "ends", "field"),
    [(WEEK, TODAY, "ends"), (TODAY - timedelta(days=1), WEEK, "starts")],
)
def test_days_run_forward_from_today(leader, other, starts, ends, field):
    with pytest.raises(Refused) as refused:
        appointed(leader, other, starts, ends)
    assert refused.value.field == field


def test_a_deputy_holds_the_power_all_those_days(leader, department, province):
    with pytest.raises(Refused, match="没有审批权"):
        appointed(leader, department.user)
    leaving = make.user(role=Role.LEADER, organization=province.root, ends=WEEK - timedelta(days=1))
    with pytest.raises(Refused, match="没有审批权"):
        appointed(leader, leaving)
    with pytest.raises(Refused, match="另一位"):
        appointed(leader, leader.user)


def test_ending_early_leaves_the_days_that_were(line, leader, other):
    begun = make.deputy(leader.user, other, leader.organization, starts=date(2019, 12, 1), ends=WEEK)
    end(deputy=begun, by=leader.user, today=TODAY)
    begun.refresh_from_db()
    assert begun.ends == date(2019, 12, 2)
    assert not waiting_for(other, TODAY).exists()
    with pytest.raises(Refused, match="已经结束"):
        end(deputy=begun, by=leader.user, today=TODAY)


def test_what_has_not_begun_never_was(leader, other):
    end(deputy=appointed(leader, other, WEEK, WEEK), by=leader.user, today=TODAY)
    assert not Deputy.objects.exists()


def said(leader, deputy):
    today = timezone.localdate()
    return {"leader": leader.pk, "deputy": deputy.pk, "starts": today, "ends": today + timedelta(days=3)}


def test_a_leader_appoints_for_themselves_only(leader, other, third, clerk):
    address = reverse("meetings:deputies")
    assert leader.post(address, said(other, third)).status_code == 422
    assert leader.post(address, said(leader.user, third)).status_code == 302
    assert clerk.post(address, said(other, third)).status_code == 302
    assert Deputy.objects.count() == 2


def test_another_leader_s_deputy_is_nobody_s_to_end(leader, other, third, province):
    today = timezone.localdate()
    made = make.deputy(other, third, province.root, starts=today, ends=today)
    assert leader.post(reverse("meetings:deputy_end", args=[made.pk])).status_code == 404
    client = Client()
    client.force_login(other)
    assert client.post(reverse("meetings:deputy_end", args=[made.pk])).status_code == 302
    assert not Deputy.objects.exists()


def test_the_deputy_is_told_for_whom(leader, other, department, province):
    today = timezone.localdate()
    make.portfolio(leader.user, province.department)
    make.deputy(leader.user, other, province.root, starts=today, ends=today)
    one = make.planned(
        province.department,
        category=MeetingClass.THREE,
        state=LineState.CHECKED,
        submitted_by=department.user,
        submitted_at=timezone.now(),
    )
    client = Client()
    client.force_login(other)
    assert "leader外出期间由您代批" in client.get(reverse("dashboard:approval", args=[one.pk])).content.decode()
    assert "代leader" in client.get(reverse("dashboard:approvals_list")).content.decode()
