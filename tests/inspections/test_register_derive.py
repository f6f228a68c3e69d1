"""What follows from words: kinds, places, objects, items, and what counts. Pure, no database."""

import pytest

from inspections.derive import (
    Place,
    Places,
    comprehensive,
    counts_as_inspection,
    item_key,
    kind_of,
    level_of,
    number_key,
    reached,
)

PLACES = Places(
    [
        Place(1, "P0", "示例省", "", "leading", "/1/"),
        Place(2, "C1", "示例市", "", "city", "/1/2/"),
        Place(3, "C2", "另一市", "", "city", "/1/3/"),
        Place(4, "X1", "示例县", "", "county", "/1/2/4/"),
        Place(5, "X2", "青山区", "青山", "county", "/1/2/5/"),
        Place(6, "X3", "远方县", "", "county", "/1/3/6/"),
        Place(7, "Z1", "示例镇", "", "township", "/1/2/4/7/"),
        Place(8, "D1", "示例厅", "", "department", "/1/8/"),
    ]
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("秋粮收购督查", "supervision"),
        ("年度目标责任考核", "assessment"),
        ("督查考核工作", "supervision"),
        ("危化品专项检查", "inspection"),
        ("产业发展调研", "research"),
        ("业务指导", "research"),
        ("春节走访慰问", "research"),
        ("春季植树", ""),
    ],
)
def test_the_kind_follows_from_the_name(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "said"), [("年度综合督查", True), ("综合性考核", True), ("综合治理督查", False), ("秋粮督查", False)]
)
def test_only_what_calls_itself_comprehensive_is_by_its_name(name, said):
    assert comprehensive(name) is said


@pytest.mark.parametrize(
    ("kind", "ticks", "joint", "counts"),
    [
        ("research", 2, False, False),
        ("research", 3, False, True),
        ("supervision", 0, False, True),
        ("", 0, False, True),
        ("inspection", 5, True, False),
    ],
)
def test_research_counts_with_three_ticks_and_a_partner_never(kind, ticks, joint, counts):
    verdict = counts_as_inspection(kind, ticks, joint)
    assert verdict.counts is counts
    assert bool(verdict.reason) is not counts


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("示例县", "county"),
        ("青山", "county"),
        ("示例市", "city"),
        ("示例县教育局", "county"),
        ("示例镇", "township"),
        ("示例县幸福乡", "township"),
        ("示例市示例县幸福村", "village"),
        ("青山区第一小学", "school"),
        ("示例县化肥厂", "enterprise"),
        ("某某实业有限公司", "enterprise"),
        ("别处县", "county"),
        ("某处", "unknown"),
    ],
)
def test_what_kind_of_place_a_text_names(text, level):
    assert level_of(text, PLACES) == level


@pytest.mark.parametrize(
    ("text", "place"),
    [("示例市示例县幸福村", 4), ("示例县示例镇", 7), ("另一市某局", 3), ("某处", None), ("示例厅", None)],
)
def test_a_text_lies_in_the_deepest_place_that_it_names(text, place):
    found = PLACES.within(text)
    assert (found.id if found else None) == place


@pytest.mark.parametrize(
    ("text", "counties", "visits"),
    [
        ("示例县", [4], 1),
        ("示例县、青山区", [4, 5], 2),
        ("示例县和青山区", [4, 5], 2),
        ("各县（市、区）", [4, 5, 6], 3),
        ("全省各县", [4, 5, 6], 3),
        ("各市、县", [4, 5, 6], 3),
        ("示例市各县", [4, 5], 2),
        ("示例县、某某公司、两所学校", [4], 3),
        ("约27家企业", [], 27),
        ("示例县，3所学校", [4], 4),
        ("示例市", [], 1),
        ("", [], 1),
        ("示例县、示例县", [4], 1),
    ],
)
def test_objects_are_counties_and_visits(text, counties, visits):
    found = reached(text, PLACES)
    assert (list(found.counties), found.visits) == (counties, visits)


@pytest.mark.parametrize(
    "other", ["2019年秋粮收购督查", "“秋粮收购”督查", " 秋粮 收购督查", "秋粮收购督查（2019年度）", "秋粮收购督查"]
)
def test_one_item_goes_by_many_ways_of_writing(other):
    assert item_key(other) == item_key("秋粮收购督查")


def test_another_item_has_another_key_and_a_bare_year_has_one_too():
    assert item_key("秋粮收购督查") != item_key("夏粮收购督查")
    assert item_key("2019年") != ""


@pytest.mark.parametrize("other", ["督检[2019]12", "督检〔2019〕012号", "督检（2019）第12号", "督检 〔2019〕 12 号"])
def test_one_filing_number_in_many_brackets(other):
    assert number_key(other) == number_key("督检〔2019〕12号")


def test_other_numbers_stay_apart():
    assert number_key("督检〔2019〕12号") != number_key("督检〔2019〕120号")
    assert number_key("督检〔2019〕12号") != number_key("督检表〔2019〕12号")
