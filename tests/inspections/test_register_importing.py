"""Registers 8 to 12 through the importer: once, again, wrong, and never over what was decided."""

from datetime import date

import pytest
from django.utils import timezone

from inspections.models import ClearanceItem, DataRequest, InspectionPlan, PlannedInspection, SharedResult, Visit
from organizations.models import Kind
from registers.importing.context import Context
from registers.importing.matching import out_of_reach
from registers.importing.planning import Plan
from registers.importing.register import registers
from registers.importing.running import Request, plan_request
from registers.importing.saving import Confirmation, save
from registers.importing.writing import Stale
from registers.models import Coverage, Import
from tests import make
from tests.documents.importer import TODAY, imported, planned

pytestmark = pytest.mark.django_db

PLANS = (
    "年度、事项名称、类型、综合、牵头单位、配合单位、依据、依据层级、对象层级、对象、计划时间、天数、人数、方式、"
    "要求提供材料、指标数、应急"
)
PLAN = (
    "2019",
    "秋粮督查",
    "督查",
    "专项",
    "示例厅",
    "另一厅、某协会",
    "示例条例",
    "中央",
    "县",
    "示例县",
    "3月",
    "5",
    "6",
    "明查",
    "",
    "",
    "否",
)
VISITS = (
    "事项名称、实施单位、到访单位、开始日期、结束日期、备案号、公函文号、人数、查台账、访谈、入户、列问题、要整改清单"
)
VISIT = (
    "秋粮督查",
    "示例厅",
    "示例县",
    "2019-03-05",
    "2019-03-06",
    "",
    "示例函〔2019〕5号",
    "约6人",
    "√",
    "×",
    "",
    "",
    "",
)
CLEARED = "类别、名称、设立单位、依据层级、清理前指标数、清理后指标数、处理、处理日期、仍在执行"
REQUESTS = "报表名称、要求单位、要求日期、对象层级、备案号、渠道、要求留痕、可用共享成果"
RESULTS = "成果名称、形成单位、类别、形成日期、共享日期、来源事项、共享范围"
FILES = {
    "inspection_plans": (PLANS, PLAN),
    "visits": (VISITS, VISIT),
    "clearance": (CLEARED, ("考核指标", "示例指标", "示例厅", "部门", "10", "6", "保留", "2019-04-01", "是")),
    "data_requests": (REQUESTS, ("示例统计表", "示例厅", "2019-03-05", "县", "", "微信群", "截图", "")),
    "results": (RESULTS, ("示例报告", "示例厅", "审计", "2019-03-05", "2019-03-10", "", "各厅局")),
}
MODELS = {
    "inspection_plans": PlannedInspection,
    "visits": Visit,
    "clearance": ClearanceItem,
    "data_requests": DataRequest,
    "results": SharedResult,
}


@pytest.fixture(autouse=True)
def _province(province):
    return province


def with_cell(register, heading, value):
    headings, row = FILES[register]
    place = headings.split("、").index(heading)
    return headings, (*row[:place], value, *row[place + 1 :])


def rejections(register, heading, value, **context):
    made = planned(register, *with_cell(register, heading, value), **context)
    return [(problem.column, problem.message) for row in made.rows for problem in row.problems]


@pytest.mark.parametrize("register", FILES)
def test_the_same_file_again_changes_nothing(register):
    headings, row = FILES[register]
    assert imported(register, headings, row).counts()["new"] == 1
    again = imported(register, headings, row, year=2026)
    assert again.counts()["unchanged"] == 1
    assert MODELS[register].objects.get().version == 1


@pytest.mark.parametrize("register", FILES)
def test_the_template_s_headings_and_examples_are_understood(register):
    known = registers[register]
    columns = [column for column in known.columns if column.example]
    make.organization("示例厅", code="D9", kind=Kind.DEPARTMENT, short_name="样厅")
    cells = [column.example if column.name != "organization" else "D1" for column in columns]
    made = planned(register, "、".join(column.heading for column in columns), cells)
    assert [row.problems for row in made.rows if row.problems] == []


@pytest.mark.parametrize("register", FILES)
def test_a_classified_row_leaves_no_trace(register):
    headings, row = FILES[register]
    made = planned(register, f"{headings}、密级", (*row, "机密"))
    (found,) = made.rows
    assert found.cells is None
    assert row[1] not in str(found.problems)


def test_items_go_into_the_draft_of_their_unit_and_year_with_counties_and_partners(province):
    imported("inspection_plans", PLANS, PLAN)
    item = PlannedInspection.objects.get()
    assert (item.plan.organization, item.plan.year, item.plan.state) == (province.department, 2019, "draft")
    assert list(item.counties.all()) == [province.county]
    # what is no organ of the table stays a word
    assert list(item.partners.all()) == [province.other_department]
    assert (item.planned_from, item.planned_to, item.day) == (date(2019, 3, 1), date(2019, 3, 31), date(2019, 3, 1))
    assert (item.state, item.planned_visits, item.comprehensive, item.emergency) == ("draft", 1, False, False)


def test_a_changed_object_changes_the_counties(province):
    other = make.organization("示例二县", kind=Kind.COUNTY, code="X2", parent=province.city)
    imported("inspection_plans", PLANS, PLAN)
    imported("inspection_plans", *with_cell("inspection_plans", "对象", "示例二县、某某公司"))
    item = PlannedInspection.objects.get()
    assert list(item.counties.all()) == [other]
    assert (item.planned_visits, item.version) == (2, 2)


@pytest.mark.parametrize("state", ["submitted", "checked", "approved", "refused", "merged", "cancelled", "done"])
def test_an_import_never_writes_over_what_was_handed_in_or_decided(state):
    imported("inspection_plans", PLANS, PLAN)
    PlannedInspection.objects.update(state=state, filing_number="督检〔2019〕001号")
    ((column, message),) = rejections("inspection_plans", "天数", "9")
    assert column == "事项名称"
    assert "不改动" in message


def test_a_plan_on_its_way_takes_no_new_line(department):
    imported("inspection_plans", PLANS, PLAN)
    now = timezone.now()
    InspectionPlan.objects.update(
        state="submitted", submitted_by=department.user, submitted_at=now, submitted_on=now.date()
    )
    ((column, message),) = rejections("inspection_plans", "事项名称", "夏粮督查")
    assert column == "年度"
    assert "先撤回" in message


def test_a_plan_handed_in_between_preview_and_saving_stops_the_import(department):
    imported("inspection_plans", PLANS, PLAN)
    made: Plan = planned("inspection_plans", *with_cell("inspection_plans", "事项名称", "夏粮督查"))
    now = timezone.now()
    InspectionPlan.objects.update(
        state="submitted", submitted_by=department.user, submitted_at=now, submitted_on=now.date()
    )
    with pytest.raises(Stale):
        save([made], Import(register="inspection_plans"), Confirmation(None, now))
    assert PlannedInspection.objects.count() == 1


def test_what_was_filed_by_itself_does_not_become_a_line_of_the_plan(province):
    make.planned_inspection(province.department, key="D1 2019 秋粮督查", name="秋粮督查")
    ((_column, message),) = rejections("inspection_plans", "天数", "9")
    assert "计划外报备" in message


@pytest.mark.parametrize(
    ("heading", "value", "part"),
    [
        ("计划时间", "根据需要", "看不出时间"),
        ("计划时间", "2020年3月", "不在2019年"),
        ("年度", "某年", "不是"),
        ("类型", "巡视", "督查、检查、考核、调研"),
        ("牵头单位", "没有的厅", "机构表里没有"),
        ("依据", "", "不能为空"),
    ],
)
def test_a_wrong_cell_of_a_plan_is_named_with_the_way_out(heading, value, part):
    ((column, message),) = rejections("inspection_plans", heading, value)
    assert column == heading
    assert part in message


@pytest.mark.parametrize(
    ("register", "heading", "value", "part"),
    [
        ("visits", "开始日期", "2031-03-05", "今天之后"),
        ("visits", "结束日期", "2019-03-04", "早于"),
        ("visits", "查台账", "也许", "是或否"),
        ("data_requests", "要求日期", "2031-03-05", "今天之后"),
        ("data_requests", "渠道", "电话", "不在可选范围"),
        ("results", "共享日期", "2019-03-04", "早于"),
        ("results", "形成日期", "2031-03-05", "今天之后"),
        ("clearance", "类别", "示例", "不在可选范围"),
        ("clearance", "处理日期", "2031-03-05", "今天之后"),
    ],
)
def test_a_wrong_cell_is_named_with_the_way_out(register, heading, value, part):
    ((column, message),) = rejections(register, heading, value)
    assert column == heading
    assert part in message


def test_a_visit_is_placed_counted_and_kept_as_found(province):
    imported("visits", VISITS, VISIT)
    visit = Visit.objects.get()
    assert (visit.place, visit.place_level, visit.kind) == (province.county, "county", "supervision")
    assert (visit.people, visit.ticks, visit.counts_as_inspection) == (6, 1, True)
    assert (visit.checks_ledgers, visit.interviews, visit.enters_homes) == (True, False, None)
    assert Coverage.objects.filter(organization=province.department, register="visits").exists()


def test_what_a_sheet_says_of_a_derived_field_stands_through_a_later_sheet_that_does_not():
    headings, row = FILES["visits"]
    imported("visits", f"{headings}、到访单位层级、计入督检考、不计入原因", (*row, "村", "否", "执法检查"))
    imported("visits", *with_cell("visits", "人数", "9"))
    visit = Visit.objects.get()
    assert (visit.people, visit.place_level) == (9, "village")
    assert (visit.counts_as_inspection, visit.uncounted_reason) == (False, "执法检查")


def test_the_lead_of_a_joint_team_may_be_named_in_its_column(province):
    imported("visits", f"{VISITS}、联合单位", (*VISIT, "另一厅（牵头）、某协会"))
    visit = Visit.objects.get()
    assert (visit.joint_lead, visit.counts_as_inspection) == (province.other_department, False)


def test_an_item_enters_the_inventory_once():
    headings, row = FILES["clearance"]
    imported("clearance", headings, row, year=2019)
    assert ClearanceItem.objects.get().day == date(2019, 1, 1)
    imported("clearance", *with_cell("clearance", "清理后指标数", "5"), year=2020)
    item = ClearanceItem.objects.get()
    assert (item.day, item.year, item.indicators_after) == (date(2019, 1, 1), 2019, 5)


def test_the_shared_result_that_a_form_could_have_used_is_found_by_its_name(province):
    result = make.shared_result(province.other_department, name="2019年人口数据", shared_on=date(2019, 3, 5))
    late = make.shared_result(province.other_department, name="耕地数据", shared_on=date(2019, 3, 6))
    for name, usable in (("甲表", "“人口数据”"), ("乙表", late.name), ("丙表", "否")):
        imported("data_requests", REQUESTS, (name, "示例厅", "2019-03-05", "县", "", "", "", usable))
    found = dict(DataRequest.objects.values_list("name", "result"))
    assert found == {"甲表": result.pk, "乙表": None, "丙表": None}
    assert DataRequest.objects.get(name="丙表").usable_text == ""


def test_a_form_on_its_way_of_filing_is_not_touched(province):
    imported("data_requests", *FILES["data_requests"])
    DataRequest.objects.update(state="submitted")
    ((column, message),) = rejections("data_requests", "渠道", "邮件")
    assert column == "报表名称"
    assert "待备案" in message


def test_nobody_imports_for_another_unit(province):
    headings, row = FILES["visits"]
    data = f"{headings.replace('、', ',')}\n{','.join(row)}\n".encode()
    reach = frozenset({province.other_department.pk})
    (made,) = plan_request(Request(registers["visits"], data, "台账.csv", reach=reach), Context.load(TODAY))
    assert [problem.message for row in made.rows for problem in row.problems] == [out_of_reach()]
