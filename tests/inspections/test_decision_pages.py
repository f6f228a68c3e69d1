"""The leader in charge decides on the telephone; what was approved gets its number; who is second changes nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inspections.actions.decisions import decide, take_back
from inspections.actions.refusals import Refused
from inspections.models import InspectionPlan, ItemState, PlannedInspection, PlanState
from organizations.roles import Role
from registers.models import Change
from tests import make


@pytest.fixture
def plan(province, department):
    return make.inspection_plan(
        province.department,
        year=2019,
        state=PlanState.CHECKED,
        submitted_by=department.user,
        submitted_at=timezone.now(),
        submitted_on=timezone.localdate(),
    )


@pytest.fixture
def item(plan, province, department):
    return waiting(plan, department, counties=[province.county])


def waiting(plan, department, **fields):
    now = timezone.now()
    return make.planned_inspection(
        plan.organization,
        plan=plan,
        state=ItemState.CHECKED,
        submitted_by=department.user,
        submitted_at=now,
        checked_at=now,
        days=2,
        people=6,
        **fields,
    )


def press(member, item, verdict, line=""):
    address = reverse("dashboard:inspection_decision", args=[item.pk])
    return member.post(address, {"verdict": verdict, "line": line}, follow=True)


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def test_approving_takes_one_tap_and_gives_the_next_number(leader, plan, item, department):
    second = waiting(plan, department)
    press(leader, item, "approve")
    assert (fresh(item).state, fresh(item).filing_number) == (ItemState.APPROVED, "督检〔2019〕001号")
    assert fresh(plan).state == PlanState.CHECKED
    answer = press(leader, second, "approve")
    assert fresh(second).filing_number == "督检〔2019〕002号"
    assert (fresh(plan).state, fresh(plan).decided_by) == (PlanState.DECIDED, leader.user)
    assert "都批完了" in answer.content.decode()
    assert Change.objects.filter(action="approved", key=item.key).exists()


def test_the_screen_says_what_it_does_to_those_below_and_to_the_ceiling(leader, item, province):
    make.target(province.department, "14.1", ceiling=0, baseline=2)
    page = leader.get(reverse("dashboard:inspection_decision", args=[item.pk])).content.decode()
    for text in ("待批 <b>1</b> / 1", "<dd>1</dd><dt>个县", "<dd>2</dd><dt>县日", "超上限1项", "在2019年度计划内"):
        assert text in page


def test_after_one_the_next_opens(leader, plan, item, department):
    second = waiting(plan, department)
    answer = press(leader, item, "approve")
    assert answer.redirect_chain[-1][0] == reverse("dashboard:inspection_decision", args=[second.pk])
    assert "前可撤回" in answer.content.decode()


@pytest.mark.parametrize(("verdict", "state"), [("refuse", ItemState.REFUSED), ("return", ItemState.RETURNED)])
def test_refusing_and_returning_want_a_line(verdict, state, leader, item, department):
    assert press(leader, item, verdict).status_code == 422
    assert fresh(item).state == ItemState.CHECKED
    press(leader, item, verdict, "与市里重复")
    assert (fresh(item).state, fresh(item).decision_line, fresh(item).filing_number) == (state, "与市里重复", "")
    assert "与市里重复" in department.get(reverse("dashboard:inspection_item", args=[item.pk])).content.decode()


def test_a_returned_line_goes_the_same_way_again_by_itself(leader, clerk, department, plan, item):
    press(leader, item, "return", "改时间")
    held = fresh(item)
    department.post(reverse("dashboard:inspection_item_submit", args=[item.pk]), {"version": held.version})
    assert fresh(item).state == ItemState.SUBMITTED
    clerk.post(reverse("dashboard:inspection_item_pass_on", args=[item.pk]))
    press(leader, item, "approve")
    assert (fresh(item).state, fresh(item).decision_line) == (ItemState.APPROVED, "")


def test_who_comes_second_changes_nothing(leader, item, province):
    other = make.user("second_leader", role=Role.LEADER, organization=province.root)
    press(leader, item, "approve")
    with pytest.raises(Refused, match="没有重复处理"):
        decide(item=item.pk, verdict="refuse", line="不同意", by=other, at=timezone.now())
    assert (fresh(item).state, fresh(item).decided_by) == (ItemState.APPROVED, leader.user)


def test_nobody_decides_on_their_own_submission(leader, item):
    PlannedInspection.objects.filter(pk=item.pk).update(submitted_by=leader.user)
    assert press(leader, item, "approve").status_code == 409
    assert fresh(item).state == ItemState.CHECKED
    with pytest.raises(Refused, match="自己报送"):
        decide(item=item.pk, verdict="approve", line="", by=leader.user, at=timezone.now())


def test_a_leader_decides_only_for_the_departments_below(item, province):
    elsewhere = make.user("far_leader", role=Role.LEADER, organization=province.other_department)
    with pytest.raises(PlannedInspection.DoesNotExist):
        decide(item=item.pk, verdict="approve", line="", by=elsewhere, at=timezone.now())


def test_a_decision_is_taken_back_within_ten_minutes_and_its_number_is_not_given_again(leader, plan, item):
    press(leader, item, "approve")
    leader.post(reverse("dashboard:inspection_decision_take_back", args=[item.pk]))
    assert (fresh(item).state, fresh(item).filing_number, fresh(item).sequence) == (ItemState.CHECKED, "", 1)
    assert fresh(plan).state == PlanState.CHECKED
    press(leader, item, "approve")
    assert fresh(item).filing_number == "督检〔2019〕002号"


def test_after_ten_minutes_or_once_published_it_stands(leader, plan, item):
    press(leader, item, "approve")
    at = fresh(item).decided_at
    with pytest.raises(Refused, match="10分钟"):
        take_back(item=item.pk, by=leader.user, at=at + timedelta(minutes=10, seconds=1))
    InspectionPlan.objects.filter(pk=plan.pk).update(state=PlanState.PUBLISHED)
    with pytest.raises(Refused, match="已经印发"):
        take_back(item=item.pk, by=leader.user, at=at + timedelta(minutes=10))
    assert fresh(item).state == ItemState.APPROVED


def test_what_another_leader_decided_is_not_taken_back(leader, item, province):
    other = make.user("second_leader", role=Role.LEADER, organization=province.root)
    press(leader, item, "approve")
    with pytest.raises(Refused):
        take_back(item=item.pk, by=other, at=timezone.now())


def test_an_approved_item_is_amended_its_approval_ends_and_the_new_line_goes_the_same_way(leader, department, item):
    press(leader, item, "approve")
    department.post(reverse("dashboard:inspection_item_amend", args=[item.pk]))
    old, new = fresh(item), PlannedInspection.objects.get(replaces=item)
    assert (old.state, old.sequence) == (ItemState.REPLACED, 1)
    assert (new.state, new.name, new.filing_number, new.reached.count()) == (ItemState.DRAFT, item.name, "", 1)
    page = department.get(reverse("dashboard:inspection_item", args=[new.pk])).content.decode()
    assert "督检〔2019〕001号" in page


def test_an_approved_item_is_cancelled_and_the_calendar_hears_of_it(leader, department, item):
    press(leader, item, "approve")
    department.post(reverse("dashboard:inspection_item_cancel", args=[item.pk]), {"version": 1, "reason": "不再需要"})
    assert (fresh(item).state, fresh(item).sequence) == (ItemState.CANCELLED, 1)
