"""A plan from its draft to its decision and after: carried over, submitted, checked, returned, amended."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import LineState, Plan, PlannedMeeting, PlanState
from organizations.models import Level
from registers.models import Change, OutboxJob
from tests import make
from tests.meetings.plans import act, add, in_august, page, save, sound, submit, text


@pytest.fixture
def plan(province):
    return make.plan(province.department)


def test_last_year_s_meetings_are_carried_over_by_one_press(department, province):
    make.meeting(province.department, "2019年公路工作会议", day=date(2019, 1, 15), level=Level.CITY)
    make.meeting(province.department, "防汛调度会", emergency=True, emergency_approver="省政府")
    before = make.plan(province.department, year=2019, state=PlanState.DECIDED)
    make.planned(province.department, "道路运输安全视频会", plan=before, state=LineState.APPROVED, planned_text="6月")
    make.planned(province.department, "取消了的会", plan=before, state=LineState.CANCELLED)
    data = {"organization": province.department.pk, "year": 2020}
    response = department.post(reverse("meetings:plan_start"), data, follow=True)
    made = Plan.objects.get(year=2020)
    names = list(made.lines.order_by("position").values_list("name", flat=True))
    assert names == ["2020年公路工作会议", "道路运输安全视频会"]
    assert "已带入2019年2次" in text(response)
    assert made.lines.first().planned_text == "1月15日"
    department.post(reverse("meetings:plan_start"), data)
    assert made.lines.count() == 2


def test_a_sound_plan_is_submitted_by_one_press(department, plan):
    line = sound(plan)
    assert "已报送" in text(submit(department, plan))
    plan.refresh_from_db()
    line.refresh_from_db()
    assert (plan.state, line.state, line.submitted_by) == (PlanState.SUBMITTED, LineState.SUBMITTED, department.user)
    assert plan.submitted_on
    assert OutboxJob.objects.filter(topic="records_changed", payload__register="meeting_plans").exists()


def test_an_empty_plan_is_not_submitted(department, plan):
    assert "没有要报送的会议" in text(submit(department, plan))
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


def test_what_must_be_changed_stops_the_plan_and_is_named_first(department, plan):
    in_august(plan)
    response = submit(department, plan)
    assert response.status_code == 422
    assert 'id="errors"' in text(response)
    assert "提交前要改1处" in text(response)
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


def test_the_unit_takes_its_plan_back_before_it_is_checked(department, clerk, plan):
    sound(plan)
    submit(department, plan)
    assert "计划已报送，不能再改" in text(add(department, plan))
    act(department, "plan_withdraw", plan)
    plan.refresh_from_db()
    assert (plan.state, plan.submitted_on) == (PlanState.WITHDRAWN, None)
    submit(department, plan)
    act(clerk, "plan_pass", plan)
    assert "不能再撤回" in text(act(department, "plan_withdraw", plan))


def test_the_office_sees_the_same_warnings_and_passes_the_plan_on(department, clerk, plan):
    line = sound(plan, half_days=2, duration_text="1天", excuses={"half_day": "要看三处现场"})
    submit(department, plan)
    shown = text(clerk.get(page(plan)))
    assert "审核通过，转请审批" in shown
    assert "要看三处现场" in shown
    assert reverse("dashboard:plan_way", args=[line.pk]) not in shown
    act(clerk, "plan_pass", plan)
    plan.refresh_from_db()
    line.refresh_from_db()
    assert (plan.state, plan.checked_by, line.state) == (PlanState.CHECKED, clerk.user, LineState.CHECKED)


def test_the_office_returns_a_plan_with_a_reason_and_it_comes_again(department, clerk, plan):
    line = sound(plan)
    submit(department, plan)
    assert "请写一句退回理由" in text(act(clerk, "plan_return", plan))
    act(clerk, "plan_return", plan, reason="两次会可以合并")
    plan.refresh_from_db()
    line.refresh_from_db()
    assert (plan.state, line.state) == (PlanState.RETURNED, LineState.RETURNED)
    assert plan.submitted_on
    assert "两次会可以合并" in text(department.get(page(plan)))
    submit(department, plan)
    plan.refresh_from_db()
    assert (plan.state, plan.returned_reason) == (PlanState.SUBMITTED, "")


def test_nobody_checks_what_they_submitted_themselves(clerk, province):
    plan = make.plan(province.office)
    sound(plan)
    submit(clerk, plan)
    assert "须由别的同志审核" in text(clerk.get(page(plan)))
    assert "须由别的同志审核" in text(act(clerk, "plan_pass", plan))
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED


def test_nobody_checks_a_version_they_have_not_seen(department, clerk, plan):
    sound(plan)
    submit(department, plan)
    response = clerk.post(reverse("meetings:plan_pass", args=[plan.pk]), {"version": 1}, follow=True)
    assert "没有生效" in text(response)
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED


@pytest.fixture
def approved(plan, leader, department):
    """A decided plan with one approved meeting."""
    line = sound(plan, state=LineState.APPROVED)
    make.decision(line, leader.user, department.user)
    Plan.objects.update(state=PlanState.DECIDED)
    plan.refresh_from_db()
    return line


def test_what_is_amended_after_approval_is_approved_again_and_both_stand_side_by_side(department, approved, plan):
    assert "原来的批准即失效" in text(department.get(page(plan, f"?open={approved.pk}")))
    save(department, approved, planned_text="4月15日", scope_text="市局分管负责人，14人")
    approved.refresh_from_db()
    new = PlannedMeeting.objects.get(replaces=approved)
    plan.refresh_from_db()
    assert (approved.state, new.state, plan.state) == (LineState.REPLACED, LineState.DRAFT, PlanState.DRAFT)
    assert not approved.decisions.standing().exists()
    shown = text(department.get(page(plan)))
    assert "<del>3月10日</del> <ins>4月15日</ins>" in shown
    submit(department, plan)
    new.refresh_from_db()
    assert new.state == LineState.SUBMITTED


def test_an_approved_meeting_is_cancelled_with_a_reason_and_frees_its_place(department, approved, plan):
    before = department.get(page(plan)).context["ceiling"].total
    assert "请写一句取消的理由" in text(act(department, "plan_line_cancel", approved))
    act(department, "plan_line_cancel", approved, reason="并入全省会议")
    approved.refresh_from_db()
    assert approved.state == LineState.CANCELLED
    assert department.get(page(plan)).context["ceiling"].total == before - 1
    assert Change.objects.filter(action="cancelled", reason="并入全省会议").exists()


def test_what_was_approved_stays_approved_when_a_meeting_is_added_later(department, approved, plan):
    add(department, plan)
    submit(department, plan)
    approved.refresh_from_db()
    plan.refresh_from_db()
    assert (approved.state, plan.state) == (LineState.APPROVED, PlanState.SUBMITTED)
    assert approved.decisions.standing().exists()


def test_a_line_that_a_leader_returned_is_asked_anew(department, leader, plan):
    line = sound(plan, state=LineState.RETURNED, returned_reason="改为视频")
    decision = make.decision(line, leader.user, department.user, verdict="return", line="改为视频")
    Plan.objects.update(state=PlanState.RETURNED)
    assert "改为视频" in text(department.get(page(plan)))
    submit(department, plan)
    decision.refresh_from_db()
    line.refresh_from_db()
    assert decision.ended_at
    assert line.returned_reason == ""
