"""谁已经有: shared results found by likeness in Chinese, by those to whom they are shared."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from inspections.library import HOLDS, how_alike, may_use, plain, who_holds
from inspections.models import ResultUse
from tests import make

TODAY = date(2019, 6, 30)


def names(hits):
    return [hit.result.name for hit in hits]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("危房改造户数统计表", "农村危房改造户数统计成果"),
        ("学校食堂", "2018年度全省学校食堂食品安全专项检查结果"),
        ("耕地面积数据", "各县耕地保有面积（2018年）"),
        ("贫困户家庭收入调查表", "建档立卡贫困户收入情况"),
        ("医保基金", "医疗保障基金审计结果（医保基金）"),
    ],
)
def test_what_is_held_under_another_name_is_found(wanted, name, province):
    make.shared_result(province.other_department, name=name)
    make.shared_result(province.other_department, name="河道采砂专项审计")
    assert names(who_holds(wanted, [province.department], TODAY)) == [name]


def test_the_likeliest_comes_first_and_ten_at_most(province):
    for number in range(12):
        make.shared_result(province.other_department, name=f"学校经费使用情况{number}")
    make.shared_result(province.other_department, name="学校食堂经费")
    found = names(who_holds("学校食堂经费", [province.department], TODAY))
    assert found[0] == "学校食堂经费"
    assert len(found) == 10


def test_words_that_stand_in_a_name_are_held_by_it_to_the_full():
    assert how_alike(plain("学校食堂"), "全省学校食堂检查") == 1
    assert how_alike(plain("学校食堂"), "河道采砂") == 0
    assert how_alike(plain("危房改造户数统计表"), "农村危房改造户数统计成果") >= HOLDS
    assert isinstance(how_alike("学校食堂", "学校经费"), Fraction)


def test_only_what_was_shared_by_the_day_is_found(province):
    make.shared_result(province.other_department, name="学校食堂", shared_on=None)
    make.shared_result(province.other_department, name="学校食堂检查", shared_on=TODAY + timedelta(days=1))
    assert who_holds("学校食堂", [province.department], TODAY) == []


@pytest.mark.parametrize(
    ("scope", "may"), [("", True), ("全省", True), ("省直各部门", True), ("示例厅、第三厅", True), ("第三厅", False)]
)
def test_a_result_shared_with_named_units_is_for_those(scope, may, province):
    result = make.shared_result(province.other_department, name="学校食堂", shared_with=scope)
    assert may_use(result, province.department) is may
    assert may_use(result, province.other_department)
    assert bool(who_holds("学校食堂", [province.department], TODAY)) is may


@pytest.mark.parametrize("words", ["", "  ", "，。", "表"])
def test_words_that_say_nothing_find_nothing_and_break_nothing(words, province):
    make.shared_result(province.other_department, name="学校食堂")
    assert who_holds(words, [province.department], TODAY) == []


def test_the_library_page_finds_and_uses_by_one_press(department, province):
    result = make.shared_result(province.other_department, name="学校食堂检查结果")
    page = department.get(reverse("inspections:library"), {"q": "食堂"}).content.decode()
    assert result.name in page
    department.post(
        reverse("inspections:use_result", args=[result.pk]), {"wanted": "食堂", "unit": province.department.pk}
    )
    use = ResultUse.objects.get()
    assert (use.organization, use.wanted, use.request) == (province.department, "食堂", None)


def test_a_result_that_is_not_for_this_unit_is_not_used(department, province):
    result = make.shared_result(province.other_department, name="学校食堂", shared_with="第三厅")
    assert department.post(reverse("inspections:use_result", args=[result.pk]), {"wanted": "食堂"}).status_code == 404
    assert not ResultUse.objects.exists()
