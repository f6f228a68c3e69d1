"""The way of an annual plan: handed in, checked, returned, published; who sees it, and what stands beside it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from inspections.models import InspectionPlan, ItemState, PlannedInspection, PlanState
from tests import make
from tests.inspections.pressing import go, handed_in, open_page, text_of

TYPED = {
    "version": "0",
    "name": "安全生产检查",
    "kind": "inspection",
    "time_text": "6月3日至5日",
    "objects_text": "示例县",
    "people": "6",
    "basis": "安全生产法",
    "basis_level": "centre",
}


@pytest.fixture
def plan(province):
    return make.inspection_plan(province.department, year=2019)


@pytest.fixture
def line(plan, province):
    return make.planned_inspection(province.department, plan=plan, counties=[province.county], people=6)


def test_what_must_be_changed_blocks_the_submission_and_takes_the_focus(department, plan, line):
    PlannedInspection.objects.filter(pk=line.pk).update(basis="")
    answer = go(department, "dashboard:inspection_plan_submit", plan.pk, version=plan.version)
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'id="errors"' in page
    assert "报送前要改1处" in page
    assert "没有依据的事项不得列入计划" in page
    assert InspectionPlan.objects.get().state == PlanState.DRAFT


def test_what_is_a_principle_asks_for_a_reason_and_then_lets_pass(department, plan, line):
    PlannedInspection.objects.filter(pk=line.pk).update(basis_level="department")
    assert go(department, "dashboard:inspection_plan_submit", plan.pk, version=plan.version).status_code == 422
    go(department, "dashboard:inspection_line_reason", line.pk, version=1, key="basis_level", reason="部门规章有规定")
    assert "理由：部门规章有规定" in text_of(open_page(department, plan))
    go(department, "dashboard:inspection_plan_submit", plan.pk, version=plan.version)
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED


def test_a_reason_does_not_settle_what_must_be_changed(department, plan, line):
    PlannedInspection.objects.filter(pk=line.pk).update(basis="")
    go(department, "dashboard:inspection_line_reason", line.pk, version=1, key="basis", reason="没有")
    assert go(department, "dashboard:inspection_plan_submit", plan.pk, version=plan.version).status_code == 422


def test_a_submitted_plan_is_withdrawn_until_it_was_checked(department, plan, line):
    go(department, "dashboard:inspection_plan_submit", plan.pk, version=plan.version)
    plan.refresh_from_db()
    line.refresh_from_db()
    assert (plan.submitted_by, plan.submitted_on, line.state) == (
        department.user,
        timezone.localdate(),
        ItemState.SUBMITTED,
    )
    go(department, "dashboard:inspection_plan_withdraw", plan.pk)
    plan.refresh_from_db()
    line.refresh_from_db()
    assert (plan.state, plan.submitted_on, line.state) == (PlanState.WITHDRAWN, None, ItemState.DRAFT)


def test_nothing_is_written_once_the_plan_is_handed_in(department, plan, line):
    handed_in(plan, by=department.user)
    for name, args, data in (
        ("dashboard:inspection_line_add", [plan.pk], TYPED),
        ("dashboard:inspection_line_save", [line.pk], TYPED | {"version": "1"}),
        ("dashboard:inspection_line_remove", [line.pk], {"version": "1"}),
        ("dashboard:inspection_plan_carry_over", [plan.pk], {}),
    ):
        go(department, name, *args, **data)
    assert [one.name for one in plan.items.all()] == [line.name]


def test_the_office_passes_a_plan_on_or_returns_it_with_a_reason(clerk, department, plan, line):
    handed_in(plan, by=department.user)
    assert go(clerk, "dashboard:inspection_plan_return", plan.pk, reason=" ").status_code == 422
    go(clerk, "dashboard:inspection_plan_return", plan.pk, reason="两项可以合并")
    plan.refresh_from_db()
    assert plan.state == PlanState.RETURNED
    assert "办公厅退回：两项可以合并" in text_of(open_page(department, plan))
    go(department, "dashboard:inspection_plan_submit", plan.pk, version=plan.version)
    go(clerk, "dashboard:inspection_plan_pass_on", plan.pk)
    plan.refresh_from_db()
    line.refresh_from_db()
    assert (plan.state, line.state, plan.submitted_on) == (PlanState.CHECKED, ItemState.CHECKED, date(2019, 1, 20))


def test_the_office_does_not_check_its_own_submission(clerk, province):
    plan = make.inspection_plan(province.office, year=2019)
    make.planned_inspection(province.office, plan=plan)
    handed_in(plan, by=clerk.user)
    assert "请其他同志审核" in text_of(go(clerk, "dashboard:inspection_plan_pass_on", plan.pk))
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED


def test_only_a_decided_plan_is_published(clerk, department, plan, line):
    handed_in(plan, by=department.user)
    go(clerk, "dashboard:inspection_plan_publish", plan.pk)
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED
    InspectionPlan.objects.filter(pk=plan.pk).update(state=PlanState.DECIDED)
    go(clerk, "dashboard:inspection_plan_publish", plan.pk)
    plan.refresh_from_db()
    assert (plan.state, plan.published_by) == (PlanState.PUBLISHED, clerk.user)


def test_a_plan_whose_last_item_was_joined_elsewhere_is_published_too(clerk, department, plan, line):
    handed_in(plan, by=department.user, state=PlanState.CHECKED, line_state=ItemState.CHECKED)
    go(clerk, "dashboard:inspection_plan_publish", plan.pk)
    plan.refresh_from_db()
    assert plan.state == PlanState.CHECKED
    plan.items.update(state=ItemState.MERGED)
    assert "印发</button>" in text_of(open_page(clerk, plan))
    go(clerk, "dashboard:inspection_plan_publish", plan.pk)
    plan.refresh_from_db()
    assert plan.state == PlanState.PUBLISHED


def test_another_departments_plan_is_404_like_one_that_is_not_there(other_department, plan, line):
    for name, pk in (("dashboard:inspection_plan", plan.pk), ("dashboard:inspection_item", line.pk)):
        there = other_department.get(reverse(name, args=[pk]))
        nowhere = other_department.get(reverse(name, args=[987654]))
        assert (there.status_code, there.content) == (404, nowhere.content)


def test_both_ceilings_stand_beside_the_plan(department, plan, line, province):
    make.target(province.department, "14.1", ceiling=1, baseline=2)
    make.target(province.department, "14.2", ceiling=3, baseline=6)
    make.standing(province.department, "14.1", value=1, limit=1)
    page = text_of(open_page(department, plan))
    assert "已开展1 · 已批待开展0 · 本次1" in page
    assert "超1项" in page
    assert "上限3" in page


def test_another_department_in_the_county_on_the_same_days_is_told_to_both(
    department, other_department, plan, line, province
):
    theirs = make.inspection_plan(province.other_department, year=2019)
    make.planned_inspection(province.other_department, plan=theirs, name="消防演练督查", counties=[province.county])
    assert "另一厅“消防演练督查”" in text_of(open_page(department, plan))
    assert f"示例厅“{line.name}”" in text_of(open_page(other_department, theirs))


@pytest.mark.parametrize(("day", "told"), [(19, True), (20, False)])
def test_an_alike_item_of_another_department_is_told_when_it_is_14_days_away(
    day, told, department, plan, line, province
):
    make.planned_inspection(
        province.other_department,
        name=line.name,
        counties=[province.county],
        planned_from=date(2019, 6, day),
        planned_to=date(2019, 6, day),
    )
    assert ("14天内的应合并开展" in text_of(open_page(department, plan))) is told


@pytest.mark.parametrize("amount", [3, 30])
def test_a_long_plan_asks_the_database_no_more_than_a_short_one(
    amount, department, plan, province, django_assert_max_num_queries
):
    for _number in range(amount):
        make.planned_inspection(province.department, plan=plan, counties=[province.county], papers="台账")
    open_page(department, plan)
    with django_assert_max_num_queries(14):
        open_page(department, plan)


def test_the_list_of_plans_is_filtered_sorted_and_exported(clerk, plan, line, province):
    make.inspection_plan(province.other_department, year=2020)
    page = text_of(clerk.get(reverse("inspections:plans"), {"year": 2019, "sort": "-visits"}))
    assert "示例厅</a>" in page
    assert "另一厅</a>" not in page
    assert "另一厅" not in text_of(clerk.get(reverse("inspections:plans"), {"q": line.name[:4]}))
    sheet = clerk.get(reverse("inspections:plans_export", args=["csv"]), {"year": 2019})
    said = b"".join(sheet.streaming_content).decode("utf-8-sig")
    assert "2019,示例厅,草稿,1,1" in said
    assert "另一厅" not in said
    assert "没有符合条件的计划" in text_of(clerk.get(reverse("inspections:plans"), {"q": "无此单位"}))


def test_last_years_plan_is_handed_in_again_without_typing(department, province):
    make.planned_inspection(
        province.department,
        year=2018,
        counties=[province.county],
        state=ItemState.DONE,
        filing_number="督检〔2018〕001号",
    )
    plan = make.inspection_plan(province.department, year=2019)
    go(department, "dashboard:inspection_plan_carry_over", plan.pk)
    go(department, "dashboard:inspection_plan_submit", plan.pk, version=plan.version)
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED


def test_items_are_exported_in_the_columns_of_their_register(department, plan, line, other_department):
    make.planned_inspection(other_department.organization, name="别人的")
    sheet = department.get(reverse("inspections:plan_items_export", args=["csv"]), {"year": 2019})
    said = b"".join(sheet.streaming_content).decode("utf-8-sig").splitlines()
    assert said[0].startswith("年度,事项名称,类型,综合,牵头单位,配合单位,依据")
    assert said[1].startswith(f"2019,{line.name},检查,专项,示例厅,,测试条例,中央,,示例县,6月3日至5日,,6")
    assert len(said) == 2
