"""For each demand of measures 16 to 21 a register that turns it red and one that turns it green, at the exact limit.

Every register goes through `import_register` as a file, and every status comes out of `evaluate`.
"""

import pytest

from tests.inspections.judged import (
    CLEARED,
    CONDUCT,
    PLANS,
    REQUESTS,
    RESULTS,
    VISITS,
    approve_all,
    planned,
    status,
    visit,
)

pytestmark = pytest.mark.django_db


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
