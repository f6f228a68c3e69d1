"""The pure rules of matching: how alike two names are, and which pairs are proposed."""

from datetime import date
from fractions import Fraction

import pytest

from meetings.matching.likeness import core, likeness
from meetings.matching.pairing import Held, Planned, candidates, propose

DAY = date(2019, 5, 20)


def line(pk, name, starts=DAY, ends=None, organization=1):
    return Planned(pk, organization, name, starts, ends or starts)


def held(pk, name, day=DAY, organization=1):
    return Held(pk, organization, name, day)


@pytest.mark.parametrize(
    ("name", "matter"),
    [
        ("2019年全省交通运行工作会议", "交通运行"),
        ("全省“四好农村路”现场推进会", "四好农村路"),
        ("农村公路建设推进会 ", "农村公路建设"),
        ("全省工作会议", "全省工作会议"),
        ("春运动员大会", "春运动员"),
        ("会", "会"),
        ("", ""),
    ],
)
def test_stock_words_are_no_matter(name, matter):
    assert core(name) == matter


def test_the_same_matter_in_other_words_is_the_same_meeting():
    assert likeness("2019年全省公路养护现场推进会", "公路养护推进会") == 1


def test_likeness_counts_the_pairs_that_both_names_have():
    # 公路 路养 养护 | 公路 路安 安全 保护 have one pair in common of 3 + 3
    assert likeness("公路养护", "公路安全") == Fraction(2, 6)
    assert likeness("哈哈哈", "哈哈") == Fraction(2, 3)


def test_what_begins_a_matter_and_what_ends_it_are_two_meetings():
    assert candidates(held(1, "主题教育总结大会"), [line(7, "主题教育动员大会")]) == []


def test_nothing_is_alike_to_a_name_without_letters():
    assert likeness("——", "——") == 0
    assert likeness("甲", "乙") == 0


@pytest.mark.parametrize(("days", "found"), [(-16, False), (-15, True), (0, True), (15, True), (16, False)])
def test_fifteen_days_before_and_after_are_near(days, found):
    one = held(1, "公路养护推进会", date.fromordinal(DAY.toordinal() + days))
    assert bool(candidates(one, [line(7, "公路养护推进会")])) is found


def test_a_vague_plan_is_near_from_its_first_to_its_last_day():
    vague = line(7, "公路养护推进会", date(2019, 4, 1), date(2019, 6, 30))
    (found,) = candidates(held(1, "公路养护推进会"), [vague])
    assert found.days == 0


def test_another_unit_s_line_is_no_candidate():
    assert candidates(held(1, "公路养护推进会"), [line(7, "公路养护推进会", organization=2)]) == []


def test_the_limit_of_likeness_itself_is_alike():
    # 4 common pairs of 6 + 6: exactly two thirds
    one, other = "甲乙丙丁戊己庚", "甲乙丙丁戊辛壬"
    assert likeness(one, other) == Fraction(2, 3)
    assert candidates(held(1, one), [line(7, other)])


def test_the_more_alike_pair_is_proposed_and_nothing_twice():
    lines = [line(7, "公路养护推进会"), line(8, "公路养护安全推进会")]
    meetings = [
        held(1, "公路养护安全现场会"),
        held(2, "全省公路养护推进会"),
        held(3, "公路养护推进会", date(2019, 5, 25)),
    ]
    assert {(pair.held, pair.planned) for pair in propose(meetings, lines)} == {(1, 8), (2, 7)}


def test_of_two_equally_alike_the_nearer_day_is_proposed():
    lines = [line(7, "公路养护推进会", date(2019, 5, 10)), line(8, "公路养护推进会", date(2019, 5, 19))]
    (pair,) = propose([held(1, "公路养护推进会")], lines)
    assert (pair.planned, pair.days) == (8, 1)


def test_a_refused_pair_is_not_proposed_again_but_another_may_be():
    lines = [line(7, "公路养护推进会"), line(8, "公路养护现场会", date(2019, 5, 25))]
    (pair,) = propose([held(1, "公路养护推进会")], lines, {(1, 7)})
    assert pair.planned == 8
