"""For each demand of measures 14 and 15 a register that turns it red and one that turns it green, at the exact limit.

Every register goes through `import_register` as a file, and every status comes out of `evaluate`.
"""

import pytest

from tests.inspections.judged import PLANS, TICKED, VISITS, approve_all, planned, status, visit

pytestmark = pytest.mark.django_db


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
