"""The annual plan through its pages: written, carried over, put right."""

from datetime import date

import pytest

from inspections.models import InspectionPlan, ItemState, PlannedInspection
from registers.models import Change
from tests import make
from tests.inspections.pressing import go, open_page, text_of

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


def test_a_department_starts_its_plan_and_opens_the_same_one_again(department):
    for _time in range(2):
        answer = go(department, "inspections:plan_start", organization=department.organization.pk, year=2020)
        assert answer.redirect_chain[-1][0].startswith("/inspection-plans/")
    assert InspectionPlan.objects.get().year == 2020


def test_nobody_starts_the_plan_of_another_unit(department, province):
    answer = go(department, "inspections:plan_start", organization=province.other_department.pk, year=2020)
    assert answer.status_code == 422
    assert not InspectionPlan.objects.exists()


def test_a_line_takes_six_fields_and_reaches_the_county_that_it_names(department, plan, province):
    answer = go(department, "dashboard:inspection_line_add", plan.pk, **TYPED)
    line = plan.items.get()
    assert "安全生产检查" in text_of(answer)
    assert (line.planned_from, line.planned_to) == (date(2019, 6, 3), date(2019, 6, 5))
    assert [one.county for one in line.reached.all()] == [province.county]
    assert line.planned_visits == 1
    assert Change.objects.filter(action="created", key=line.key).exists()


def test_forbidden_demands_are_struck_at_the_source_and_said_so(department, plan):
    answer = go(department, "dashboard:inspection_line_add", plan.pk, **TYPED, papers="工作总结、台账、微信截图")
    line = plan.items.get()
    assert line.papers == "工作总结"
    page = text_of(answer)
    assert "已划去不得要求的材料：台账、微信截图" in page
    assert "<s>台账</s>" in page
    assert "<s>微信截图</s>" in page
    assert "<s>微信截图</s>" in text_of(open_page(department, plan))


def test_a_demand_that_came_with_a_sheet_is_struck_by_one_press(department, plan, line):
    PlannedInspection.objects.filter(pk=line.pk).update(papers="总结、照片")
    assert "不得要求提供照片" in text_of(open_page(department, plan))
    go(department, "dashboard:inspection_line_way", line.pk, version=1, key="traces", place=0)
    line.refresh_from_db()
    assert line.papers == "总结"
    assert "不得要求提供照片" not in text_of(open_page(department, plan))


def test_last_years_items_come_along_with_one_press_and_only_once(department, province):
    before = make.planned_inspection(
        province.department,
        year=2018,
        name="2018年度安全检查",
        counties=[province.county],
        state=ItemState.DONE,
        filing_number="督检〔2018〕001号",
        papers="总结",
    )
    make.planned_inspection(province.department, year=2018, name="没有批准的", state=ItemState.REFUSED)
    plan = make.inspection_plan(province.department, year=2019)
    for _time in range(2):
        answer = go(department, "dashboard:inspection_plan_carry_over", plan.pk)
    line = plan.items.get()
    assert "没有可带入的事项" in text_of(answer)
    assert (line.name, line.carried_from, line.filing_number) == ("2019年度安全检查", before, "")
    assert (line.planned_from, line.papers) == (date(2019, 6, 3), "总结")
    assert [one.county for one in line.reached.all()] == [province.county]


def test_a_way_out_is_one_press_and_is_undone_by_one_more(department, plan, line):
    PlannedInspection.objects.filter(pk=line.pk).update(people=30)
    assert "工作组一般不超过10人" in text_of(open_page(department, plan))
    answer = go(department, "dashboard:inspection_line_way", line.pk, version=1, key="team", place=0)
    line.refresh_from_db()
    assert line.people == 10
    assert "撤销" in text_of(answer)
    go(department, "dashboard:inspection_line_undo", line.pk)
    line.refresh_from_db()
    assert line.people == 30


def test_a_way_pressed_on_what_has_changed_meanwhile_changes_nothing(department, plan, line):
    PlannedInspection.objects.filter(pk=line.pk).update(people=30, version=2)
    answer = go(department, "dashboard:inspection_line_way", line.pk, version=1, key="team", place=0)
    assert "刚刚被别人改过" in text_of(answer)
    assert PlannedInspection.objects.get(pk=line.pk).people == 30


def test_one_line_goes_into_another_with_its_counties(department, plan, line, province):
    other = make.planned_inspection(
        province.department, plan=plan, comprehensive=True, counties=[make.organization("又一县", kind="county")]
    )
    PlannedInspection.objects.filter(pk=line.pk).update(comprehensive=True)
    go(department, "dashboard:inspection_line_way", other.pk, version=1, key="comprehensive", place=1)
    line.refresh_from_db()
    assert not PlannedInspection.objects.filter(pk=other.pk).exists()
    assert (line.reached.count(), line.planned_visits) == (2, 2)


def test_a_stale_save_shows_both_versions_and_keeps_what_was_typed(department, plan, line):
    PlannedInspection.objects.filter(pk=line.pk).update(version=2, name="别人改的名称")
    answer = go(department, "dashboard:inspection_line_save", line.pk, **TYPED | {"version": "1"})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "别人改的名称" in page
    assert 'value="安全生产检查"' in page
    line.refresh_from_db()
    assert line.name == "别人改的名称"


def test_two_lines_of_one_name_are_refused_at_the_field(department, plan, line):
    answer = go(department, "dashboard:inspection_line_add", plan.pk, **TYPED)
    answer = go(department, "dashboard:inspection_line_add", plan.pk, **TYPED)
    assert answer.status_code == 422
    assert "已有同名事项" in text_of(answer)


def test_the_checks_speak_while_somebody_types_and_save_nothing(department, plan):
    data = TYPED | {"people": "40", "papers": "台账"}
    page = text_of(go(department, "dashboard:inspection_line_check", plan.pk, **data))
    assert "工作组一般不超过10人" in page
    assert "<s>台账</s>" in page
    assert "认出1个县" in page
    assert not plan.items.exists()


def test_the_load_of_the_counties_is_shown_before_days_are_chosen(department, plan, province):
    make.planned_inspection(
        province.other_department,
        counties=[province.county],
        planned_from=date(2019, 9, 2),
        planned_to=date(2019, 9, 4),
    )
    typed = {"name": "安全生产检查", "objects_text": "示例县"}
    page = text_of(go(department, "dashboard:inspection_line_check", plan.pk, **typed))
    assert "9月 <b>3</b>" in page
    assert "8月 <b>0</b>" in page
