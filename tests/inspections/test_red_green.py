"""For each demand of measures 14 to 21 a register that turns it red and one that turns it green, at the exact limit.

Every register goes through `import_register` as a file, and every status comes out of `evaluate`.
"""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from inspections.models import PlannedInspection
from organizations.models import Kind
from tests import make

pytestmark = pytest.mark.django_db

VISITS = "事项名称、实施单位、到访单位、开始日期、结束日期、备案号、公函文号、人数、陪同人数、要求提供材料"
TICKED = "事项名称、实施单位、到访单位、开始日期、查台账、访谈、入户、列问题、要整改清单"
CONDUCT = "事项名称、实施单位、到访单位、开始日期、公函文号、接待超标、提前踩点、无关要求、层层陪同"
PLANS = "年度、事项名称、类型、综合、牵头单位、依据、依据层级、对象层级、对象、计划时间、天数、要求提供材料"
CLEARED = "类别、名称、设立单位、依据层级、清理前指标数、清理后指标数、处理、处理日期、仍在执行"
REQUESTS = "报表名称、要求单位、要求日期、对象层级、备案号、要求留痕、可用共享成果"
RESULTS = "成果名称、形成单位、类别、形成日期、共享日期"


@pytest.fixture(autouse=True)
def _people(province):
    make.organization("示例二县", kind=Kind.COUNTY, code="X2", parent=province.city)


@pytest.fixture
def take(tmp_path):
    """take(register, headings, *rows): the file through the command; nothing may be rejected."""

    def take(register, headings, *rows, covers="2019-01-01..2019-12-31", year="2019"):
        file = tmp_path / f"{register}.csv"
        text = StringIO()
        csv.writer(text).writerows([headings.split("、"), *rows])
        file.write_bytes(text.getvalue().encode())
        call_command("import_register", register, str(file), "--covers", covers, "--year", year, stdout=StringIO())

    return take


def status(key, organization="D1", as_of="2019-12-31"):
    out = StringIO()
    arguments = ("--as-of", as_of, "--obligation", key, "--organization", organization, "--format", "json")
    call_command("evaluate", "2019", *arguments, stdout=out)
    (found,) = json.loads(out.getvalue())
    return found["status"]


def visit(name, day, place="示例县", unit="示例厅", **more):
    said = {
        "结束日期": "",
        "备案号": "督检〔2019〕1号",
        "公函文号": "示例函〔2019〕1号",
        "人数": "6",
        "陪同人数": "2",
    } | more
    row = {"事项名称": name, "实施单位": unit, "到访单位": place, "开始日期": day, "要求提供材料": ""} | said
    return [row[heading] for heading in VISITS.split("、")]


def planned(name, time="3月", objects="示例县", comprehensive="专项", days="5", papers=""):
    return ["2019", name, "督查", comprehensive, "示例厅", "示例条例", "中央", "县", objects, time, days, papers]


def approve_all():
    """What the leader does on the phone, here in one stroke."""
    for item in PlannedInspection.objects.filter(state="draft"):
        PlannedInspection.objects.filter(pk=item.pk).update(
            state="approved",
            filing_number=f"督检〔2019〕{item.pk:03}号",
            decided_at=timezone.now().replace(2019, 1, 15),
        )
    return PlannedInspection.objects.order_by("pk").last().filing_number


@pytest.mark.parametrize(("items", "expected"), [(2, "on_track"), (3, "breached")])
def test_14_1_items_fall_by_half_exactly_or_one_too_few(take, items, expected):
    take(
        "visits", VISITS, *(visit(f"第{n}项督查", f"2018-{n}-5") for n in range(1, 5)), covers="2018-01-01..2018-12-31"
    )
    take("visits", VISITS, *(visit(f"第{n}项督查", f"2019-{n}-5") for n in range(1, items + 1)))
    # a second visit of an item makes no second item
    take("visits", VISITS, visit("第1项督查", "2019-02-20", "示例二县"))
    assert status("14.1") == expected


@pytest.mark.parametrize(("visits", "expected"), [(3, "on_track"), (4, "breached")])
def test_14_2_visits_fall_by_half_exactly_or_one_too_few(take, visits, expected):
    take("visits", VISITS, *(visit("秋粮督查", f"2018-{n}-5") for n in range(1, 7)), covers="2018-01-01..2018-12-31")
    take("visits", VISITS, *(visit("秋粮督查", f"2019-{n}-5") for n in range(1, visits + 1)))
    # a city is not the grassroots
    take("visits", VISITS, visit("秋粮督查", "2019-12-05", "示例市"))
    assert status("14.2") == expected


@pytest.mark.parametrize(("ticks", "expected"), [("是是否否否", "on_track"), ("是是是否否", "breached")])
def test_14_2_research_counts_with_three_of_the_five_ticks_and_not_with_two(take, ticks, expected):
    take("visits", VISITS, *(visit("秋粮督查", f"2018-{n}-5") for n in (1, 2)), covers="2018-01-01..2018-12-31")
    take("visits", VISITS, visit("秋粮督查", "2019-01-05"))
    take("visits", TICKED, ["产业发展调研", "示例厅", "示例县", "2019-02-05", *ticks])
    assert status("14.2") == expected


def test_14_2_what_is_approved_and_still_to_come_warns_before_it_is_too_late(take):
    take("visits", VISITS, *(visit("秋粮督查", f"2018-{n}-5") for n in range(1, 5)), covers="2018-01-01..2018-12-31")
    take("visits", VISITS, visit("秋粮督查", "2019-01-05"))
    take("inspection_plans", PLANS, planned("安全督查", "9月", "示例县、示例二县"))
    assert status("14.2", as_of="2019-06-30") == "on_track"
    approve_all()
    assert status("14.2", as_of="2019-06-30") == "at_risk"


@pytest.mark.parametrize(("second", "expected"), [("秋季农业督查", "on_track"), ("下半年综合督查", "to_explain")])
def test_14_3_one_comprehensive_inspection_is_enough(take, second, expected):
    take("visits", VISITS, visit("年度综合督查", "2019-03-05"), visit("年度综合督查", "2019-03-08", "示例二县"))
    take("visits", VISITS, visit(second, "2019-09-05"))
    assert status("14.3") == expected


@pytest.mark.parametrize(("number", "expected"), [("督检〔2019〕7号", "on_track"), ("", "breached")])
def test_15_1_nothing_outside_plan_or_filing(take, number, expected):
    take("visits", VISITS, visit("秋粮督查", "2019-03-05", 备案号=number))
    assert status("15.1") == expected


@pytest.mark.parametrize(("invented", "expected"), [(False, "on_track"), (True, "breached")])
def test_15_1_a_number_must_be_found_where_the_units_plan_is_kept(take, invented, expected):
    take("inspection_plans", PLANS, planned("秋粮督查"))
    number = "督检〔2019〕999号" if invented else approve_all().replace("〔", "[").replace("〕", "]")
    approve_all()
    take("visits", VISITS, visit("粮食督查", "2019-03-05", 备案号=number))
    assert status("15.1") == expected


AS_APPROVED = {"name": "秋粮督查", "day": "2019-03-05", "place": "示例县"}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, "on_track"),
        ({"day": "2019-03-27", "结束日期": "2019-03-31"}, "on_track"),
        ({"day": "2019-03-28", "结束日期": "2019-04-01"}, "breached"),
        ({"结束日期": "2019-03-09"}, "on_track"),
        ({"结束日期": "2019-03-10"}, "breached"),
        ({"place": "示例县幸福村"}, "on_track"),
        ({"place": "示例二县"}, "breached"),
        ({"name": "粮食安全检查"}, "breached"),
    ],
)
def test_15_2_carried_out_as_approved_to_the_day(take, other, expected):
    take("inspection_plans", PLANS, planned("秋粮督查", "3月", "示例县", days="5"))
    done = AS_APPROVED | {"备案号": approve_all()} | other
    take("visits", VISITS, visit(done.pop("name"), done.pop("day"), done.pop("place"), **done))
    assert status("15.2") == expected


def test_15_2_one_item_is_not_split_into_two_trips_to_one_county(take):
    take("inspection_plans", PLANS, planned("秋粮督查", "3月", "示例县、示例二县"))
    number = approve_all()
    trips = [
        visit("秋粮督查", f"2019-03-0{day}", place, 备案号=number) for day, place in ((4, "示例县"), (6, "示例二县"))
    ]
    take("visits", VISITS, *trips)
    assert status("15.2") == "on_track"
    take("visits", VISITS, visit("秋粮督查", "2019-03-20", "示例县", 备案号=number))
    assert status("15.2") == "breached"


@pytest.mark.parametrize(("day", "expected"), [("2019-03-16", "breached"), ("2019-03-17", "on_track")])
def test_15_3_alike_items_in_one_county_are_joined_when_14_days_apart_and_need_not_be_at_15(take, day, expected):
    take("visits", VISITS, visit("农村厕所改造督查", "2019-03-01", 结束日期="2019-03-02", unit="另一厅"))
    take("visits", VISITS, visit("农村厕所改造督导", day, 结束日期=day))
    assert status("15.3") == expected
    # the pair counts once, for the one that came later
    assert status("15.3", "D2") == "on_track"


@pytest.mark.parametrize(("place", "name"), [("示例二县", "农村厕所改造督查"), ("示例县", "营商环境督查")])
def test_15_3_other_counties_and_other_matters_need_no_joining(take, place, name):
    take("visits", VISITS, visit("农村厕所改造督查", "2019-03-01", unit="另一厅"))
    take("visits", VISITS, visit(name, "2019-03-02", place))
    assert status("15.3") == "on_track"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("部门", "3", "保留", ""), "breached"),
        (("无", "3", "待定", ""), "breached"),
        (("部门", "0", "取消", "是"), "breached"),
        (("部门", "0", "取消", ""), "on_track"),
        (("省委省政府", "3", "保留", ""), "on_track"),
    ],
)
@pytest.mark.parametrize(("kind", "key"), [("考核指标", "16.1"), ("一票否决", "20.1"), ("责任状", "20.2")])
def test_16_1_and_20_only_centre_and_province_set_what_is_assessed_vetoed_and_signed(take, kind, key, row, expected):
    basis, after, decision, running = row
    take("clearance", CLEARED, [kind, "示例事项", "示例厅", basis, "3", after, decision, "2019-05-01", running])
    assert status(key) == expected


def test_16_1_a_decision_does_not_reach_back_before_its_day(take):
    take("clearance", CLEARED, ["考核指标", "示例事项", "示例厅", "部门", "3", "0", "取消", "2019-05-01", ""])
    assert status("16.1", as_of="2019-04-30") == "breached"
    assert status("16.1", as_of="2019-05-01") == "on_track"


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ("工作总结", "on_track"),
        ("工作总结、台账", "breached"),
        ("领导批示复印件", "breached"),
        ("不查台账、不要截图", "on_track"),
    ],
)
def test_17_1_no_visit_asks_for_traces(take, papers, expected):
    take("visits", VISITS, visit("秋粮督查", "2019-03-05", 要求提供材料=papers))
    assert status("17.1") == expected


@pytest.mark.parametrize(("approved", "expected"), [(False, "on_track"), (True, "breached")])
def test_17_1_an_approved_item_asks_and_a_draft_does_not_yet(take, approved, expected):
    take("visits", VISITS, visit("安全督查", "2019-03-05"))
    take("inspection_plans", PLANS, planned("秋粮督查", papers="会议记录和照片"))
    if approved:
        approve_all()
    assert status("17.1") == expected


@pytest.mark.parametrize(("traces", "expected"), [("", "on_track"), ("截图、照片", "breached")])
def test_17_1_no_form_asks_for_traces(take, traces, expected):
    take("visits", VISITS, visit("安全督查", "2019-03-05"))
    take("data_requests", REQUESTS, ["示例统计表", "示例厅", "2019-03-05", "县", "督检表〔2019〕1号", traces, ""])
    assert status("17.1") == expected


@pytest.mark.parametrize(("number", "expected"), [("督检表〔2019〕1号", "on_track"), ("", "breached")])
def test_17_2_no_form_without_filing(take, number, expected):
    take("data_requests", REQUESTS, ["示例统计表", "示例厅", "2019-03-05", "县", number, "", ""])
    assert status("17.2") == expected


@pytest.mark.parametrize(("forms", "expected"), [(3, "on_track"), (4, "breached")])
def test_17_3_forms_do_not_grow_by_one(take, forms, expected):
    for year, number in ((2018, 3), (2019, forms)):
        rows = [[f"第{n}表", "示例厅", f"{year}-0{n}-05", "县", "1号", "", ""] for n in range(1, number + 1)]
        take("data_requests", REQUESTS, *rows, covers=f"{year}-01-01..{year}-12-31")
    assert status("17.3") == expected


@pytest.mark.parametrize(
    ("shared", "as_of", "expected"),
    [
        ("2019-03-31", "2019-12-31", "on_track"),
        ("2019-04-01", "2019-12-31", "breached"),
        ("", "2019-03-31", "on_track"),
        ("", "2019-04-01", "breached"),
    ],
)
def test_18_1_results_are_shared_within_30_days_and_not_31(take, shared, as_of, expected):
    take("results", RESULTS, ["示例审计报告", "示例厅", "审计", "2019-03-01", shared])
    assert status("18.1", as_of=as_of) == expected


@pytest.mark.parametrize(("usable", "expected"), [("", "on_track"), ("无", "on_track"), ("人口统计数据", "breached")])
def test_18_2_nothing_is_asked_for_that_a_shared_result_holds(take, usable, expected):
    take("results", RESULTS, ["人口统计数据", "另一厅", "统计", "2019-01-10", "2019-01-20"])
    take("data_requests", REQUESTS, ["人口情况表", "示例厅", "2019-03-05", "县", "1号", "", usable])
    assert status("18.2") == expected


@pytest.mark.parametrize(("decision", "expected"), [("保留", "on_track"), ("待定", "breached")])
@pytest.mark.parametrize("kind", ["创建示范", "评比表彰"])
@pytest.mark.parametrize("unit", ["D1", "C1"])
def test_19_1_every_activity_is_decided_on_in_departments_and_cities(take, kind, decision, expected, unit):
    take("clearance", CLEARED, [kind, "示例活动", unit, "省委省政府", "10", "7", decision, "", ""])
    assert status("19.1", unit) == expected


@pytest.mark.parametrize(("running", "expected"), [("否", "on_track"), ("", "on_track"), ("是", "breached")])
@pytest.mark.parametrize("decision", ["取消", "合并"])
def test_19_2_what_was_cancelled_or_merged_has_stopped(take, decision, running, expected):
    take("clearance", CLEARED, ["评比表彰", "示例活动", "示例厅", "部门", "10", "0", decision, "2019-04-01", running])
    assert status("19.2") == expected


@pytest.mark.parametrize(("after", "expected"), [("7", "on_track"), ("8", "breached"), ("", "breached")])
def test_19_3_indicators_of_the_activities_that_go_on_fall_by_30_percent(take, after, expected):
    kept = ["创建示范", "示例活动", "示例厅", "省委省政府", "10", after, "保留", "2019-04-01", ""]
    gone = ["创建示范", "已取消的活动", "示例厅", "部门", "90", "0", "取消", "2019-04-01", "否"]
    take("clearance", CLEARED, kept, gone)
    assert status("19.3") == expected


@pytest.mark.parametrize("mark", [0, 1, 2, 3])
@pytest.mark.parametrize(("said", "expected"), [("否", "on_track"), ("是", "breached")])
def test_21_1_any_of_the_four_kinds_of_misconduct_is_one_too_many(take, mark, said, expected):
    marks = ["否"] * 4
    marks[mark] = said
    take("visits", CONDUCT, ["产业发展调研", "示例厅", "示例县", "2019-03-05", "示例函〔2019〕1号", *marks])
    assert status("21.1") == expected


@pytest.mark.parametrize(
    ("people", "company", "expected"),
    [("10", "3", "on_track"), ("11", "3", "to_explain"), ("10", "4", "to_explain"), ("", "", "on_track")],
)
def test_21_2_ten_may_come_and_three_may_go_with_them(take, people, company, expected):
    take("visits", VISITS, visit("秋粮督查", "2019-03-05", 人数=people, 陪同人数=company))
    assert status("21.2") == expected


@pytest.mark.parametrize(
    ("letter", "expected"), [("示例函〔2019〕1号", "on_track"), ("", "breached"), ("无", "breached")]
)
def test_21_3_every_visit_has_its_official_letter(take, letter, expected):
    take("visits", VISITS, visit("秋粮督查", "2019-03-05", 公函文号=letter))
    assert status("21.3") == expected


DEMANDS = {14: 3, 15: 3, 16: 1, 17: 3, 18: 2, 19: 3, 20: 2, 21: 3}


@pytest.mark.parametrize("key", [f"{measure}.{n}" for measure, last in DEMANDS.items() for n in range(1, last + 1)])
def test_without_a_register_nothing_is_green(province, key):
    assert status(key) in ("no_data", "no_baseline")
