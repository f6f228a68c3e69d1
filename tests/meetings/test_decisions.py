"""Who decides on a planned meeting, what follows, and what is refused with a sentence."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from meetings.actions.bodies import Paper, enter
from meetings.actions.decisions import decide, take_back
from meetings.actions.refused import Refused
from meetings.models import Decision, LineState, MeetingClass, PlanState, Verdict
from organizations.roles import Role
from registers.models import Change, OutboxJob
from tests import make

CHINA = ZoneInfo("Asia/Shanghai")
SUBMITTED = datetime(2019, 11, 20, 9, tzinfo=CHINA)
NOW = datetime(2019, 12, 3, 10, 15, tzinfo=CHINA)
PAPER = Paper("省委常委会会议", "〔2019〕12号", date(2019, 12, 2))


@pytest.fixture
def plan(province, department, leader):
    make.portfolio(leader.user, province.department)
    return make.plan(
        province.department,
        state=PlanState.CHECKED,
        submitted_by=department.user,
        submitted_at=SUBMITTED,
        submitted_on=SUBMITTED.date(),
    )


@pytest.fixture
def line(plan, department):
    def made(name=None, **fields):
        fields = {
            "category": MeetingClass.THREE,
            "state": LineState.CHECKED,
            "submitted_by": department.user,
            "submitted_at": SUBMITTED,
        } | fields
        return make.planned(fields.pop("organization", plan.organization), name, plan=plan, **fields)

    return made


def say(member, planned, verdict=Verdict.APPROVE, line="", now=NOW, version=1):
    made = decide(planned=planned.pk, version=version, verdict=verdict, line=line, by=member.user, now=now)
    planned.refresh_from_db()
    return made


def test_the_leader_in_charge_approves_and_the_line_gets_its_number(line, leader):
    one, two = line(), line()
    say(leader, one, line="同意，开短会")
    say(leader, two)
    assert (one.state, one.number, one.approved_on) == (LineState.APPROVED, "D1-2020-1", date(2019, 12, 3))
    assert two.number == "D1-2020-2"
    # from then on it stands under the ceiling of its year
    assert one.day == date(2020, 1, 1)
    assert Decision.objects.get(planned=one).line == "同意，开短会"
    assert OutboxJob.objects.filter(topic="records_changed", payload__register="meeting_plans").count() == 2


def test_what_was_decided_stands_in_the_history(line, leader):
    one = line()
    say(leader, one, Verdict.RETURN, "改为视频会")
    kept = Change.objects.filter(subject="meetings.plannedmeeting", key=one.key).first()
    assert (kept.action, kept.actor, kept.reason) == ("returned", leader.user, "改为视频会")
    assert kept.changes["state"] == ["checked", "returned"]


@pytest.mark.parametrize("verdict", [Verdict.RETURN, Verdict.REFUSE])
def test_to_return_or_refuse_takes_a_line(line, leader, verdict):
    one = line()
    with pytest.raises(Refused) as refused:
        say(leader, one, verdict, "  ")
    assert refused.value.field == "line"
    assert one.decisions.count() == 0
    say(leader, one, verdict, "与上次重复")
    assert one.state in (LineState.RETURNED, LineState.REFUSED)
    assert one.returned_reason == "与上次重复"
    assert one.number == ""


def test_the_plan_is_decided_with_its_last_line(line, leader, plan):
    one, two = line(), line()
    say(leader, one)
    plan.refresh_from_db()
    assert plan.state == PlanState.CHECKED
    say(leader, two, Verdict.REFUSE, "不必开")
    plan.refresh_from_db()
    assert plan.state == PlanState.DECIDED
    assert Change.objects.get(subject="meetings.plan").changes["state"] == ["checked", "decided"]


def test_a_plan_with_a_returned_line_goes_back_to_the_unit(line, leader, plan):
    say(leader, line(), Verdict.RETURN, "改为视频会")
    plan.refresh_from_db()
    assert plan.state == PlanState.RETURNED
    assert "1次" in plan.returned_reason


def test_no_other_leader_decides(line, province):
    other = make.user(role=Role.LEADER, organization=province.root)
    with pytest.raises(Refused, match="不待您审批"):
        decide(planned=line().pk, version=1, verdict=Verdict.APPROVE, line="", by=other, now=NOW)


def test_the_second_is_told_who_was_first(line, leader, principal):
    one = line(heads_called=True)
    say(leader, one)
    with pytest.raises(Refused, match="leader已于12月3日10:15同意，您的意见未生效"):
        say(leader, one, version=2)


def test_a_line_that_changed_meanwhile_is_not_decided_unseen(line, leader):
    one = line()
    with pytest.raises(Refused, match="刚刚改过"):
        say(leader, one, version=7)


def test_nobody_decides_on_their_own_submission(line, leader):
    one = line(submitted_by=leader.user)
    with pytest.raises(Refused, match="自己报送"):
        say(leader, one)


def test_the_database_knows_that_too(line, leader):
    one = line(submitted_by=leader.user)
    with pytest.raises(IntegrityError, match="decided_by_another|CHECK"), transaction.atomic():
        make.decision(one, leader.user, leader.user)


def test_heads_are_called_only_when_the_principal_approves_as_well(line, leader, principal):
    one = line(heads_called=True)
    with pytest.raises(Refused, match="不待您审批"):
        say(principal, one)
    say(leader, one)
    assert (one.state, one.number) == (LineState.CHECKED, "")
    say(principal, one, version=one.version)
    assert (one.state, one.number) == (LineState.APPROVED, "D1-2020-1")
    assert list(one.decisions.order_by("pk").values_list("as_principal", flat=True)) == [False, True]


def test_the_principal_s_refusal_ends_what_the_leader_approved(line, leader, principal):
    one = line(heads_called=True)
    say(leader, one)
    say(principal, one, Verdict.REFUSE, "不请一把手", version=one.version)
    assert one.state == LineState.REFUSED


def test_classes_one_and_two_are_not_the_leader_s(line, leader):
    for category in (MeetingClass.ONE, MeetingClass.TWO, MeetingClass.UNKNOWN):
        with pytest.raises(Refused, match="不待您审批"):
            say(leader, line(category=category))


def test_the_office_enters_one_sitting_s_decision_on_many_lines(line, clerk):
    lines = [line(category=MeetingClass.ONE), line(category=MeetingClass.TWO)]
    enter(planned=[one.pk for one in lines], verdict=Verdict.APPROVE, paper=PAPER, line="", by=clerk.user, now=NOW)
    for one in lines:
        one.refresh_from_db()
        made = one.decisions.get()
        assert one.state == LineState.APPROVED
        assert (made.body, made.decision_number, made.decision_day) == ("省委常委会会议", "〔2019〕12号", PAPER.day)


def test_the_office_enters_no_decision_in_a_leader_s_place(line, clerk):
    other = line(category=MeetingClass.TWO)
    with pytest.raises(Refused, match="不待审定"):
        enter(planned=[other.pk, line().pk], verdict=Verdict.APPROVE, paper=PAPER, line="", by=clerk.user, now=NOW)
    other.refresh_from_db()
    assert other.state == LineState.CHECKED


def test_the_office_enters_the_principal_s_approval_given_on_paper(line, leader, clerk):
    one = line(heads_called=True)
    say(leader, one)
    enter(planned=[one.pk], verdict=Verdict.APPROVE, paper=PAPER, line="", by=clerk.user, now=NOW)
    one.refresh_from_db()
    assert one.state == LineState.APPROVED
    assert one.decisions.get(as_principal=True).decision_number == "〔2019〕12号"


def test_a_decision_of_tomorrow_and_of_one_s_own_line_is_not_entered(line, clerk):
    own = line(category=MeetingClass.TWO, submitted_by=clerk.user)
    with pytest.raises(Refused, match="您报送"):
        enter(planned=[own.pk], verdict=Verdict.APPROVE, paper=PAPER, line="", by=clerk.user, now=NOW)
    tomorrow = Paper("省政府常务会议", "〔2019〕3号", date(2019, 12, 4))
    with pytest.raises(Refused, match="今天以后"):
        enter(planned=[own.pk], verdict=Verdict.APPROVE, paper=tomorrow, line="", by=clerk.user, now=NOW)


@pytest.mark.parametrize(
    ("verdict", "said", "closed"),
    [(Verdict.APPROVE, "", "decided"), (Verdict.REFUSE, "不开", "decided"), (Verdict.RETURN, "改", "returned")],
)
def test_a_decision_is_taken_back_to_the_minute(line, leader, plan, verdict, said, closed):
    one = line()
    made = say(leader, one, verdict, said)
    plan.refresh_from_db()
    assert plan.state == closed
    take_back(decision=made.pk, by=leader.user, now=NOW + timedelta(minutes=10))
    one.refresh_from_db()
    plan.refresh_from_db()
    assert (one.state, one.approved_on, one.returned_reason, plan.state) == ("checked", None, "", "checked")
    say(leader, one, version=one.version)
    assert (one.state, one.number) == (LineState.APPROVED, "D1-2020-1")


def test_after_ten_minutes_it_stands(line, leader):
    one = line()
    made = say(leader, one)
    with pytest.raises(Refused, match="已过10分钟"):
        take_back(decision=made.pk, by=leader.user, now=NOW + timedelta(minutes=10, seconds=1))
    one.refresh_from_db()
    assert one.state == LineState.APPROVED


def test_it_is_taken_back_once_and_by_who_decided(line, leader, principal):
    made = say(leader, line())
    with pytest.raises(Decision.DoesNotExist):
        take_back(decision=made.pk, by=principal.user, now=NOW)
    take_back(decision=made.pk, by=leader.user, now=NOW)
    with pytest.raises(Refused, match="撤回过"):
        take_back(decision=made.pk, by=leader.user, now=NOW)


def test_what_the_principal_built_on_is_not_taken_back(line, leader, principal):
    one = line(heads_called=True)
    made = say(leader, one)
    say(principal, one, version=one.version)
    with pytest.raises(Refused, match="又有了变动"):
        take_back(decision=made.pk, by=leader.user, now=NOW)


def test_a_line_submitted_again_is_decided_anew(line, leader, department):
    one = line()
    say(leader, one, Verdict.RETURN, "改为视频会")
    again = NOW + timedelta(days=2)
    type(one).objects.filter(pk=one.pk).update(state=LineState.CHECKED, submitted_at=again)
    say(leader, one, now=again + timedelta(hours=1), version=one.version)
    assert one.state == LineState.APPROVED
    assert Decision.objects.standing().filter(planned=one).count() == 1
