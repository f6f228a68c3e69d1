"""The merging of a province: every constraint kept, nobody worse off, near to what can be proven possible."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from inspections.merging.alike import likeness
from inspections.merging.problem import Item, Limits, Problem, Proposal, Quiet
from inspections.merging.solve import solve
from tests.inspections.checking import days_after, days_before, violations
from tests.inspections.provinces import AUGUST, YEAR, province, working_days
from tests.inspections.proving import prove


def item(pk, department, *, counties=(1, 2), first=date(YEAR, 11, 4), last=date(YEAR, 11, 8), days=2, **fields):
    said = {"kind": "check", "objects": "county", "name": "安全生产专项检查"} | fields
    return Item(pk, department, counties=frozenset(counties), first=first, last=last, days=days, **said)


def problem(*items, quiet=(AUGUST,), earliest=date(YEAR, 1, 15), **limits):
    return Problem(tuple(items), working_days(), earliest, tuple(quiet), Limits(**limits))


def only(found):
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("seed", range(1, 21))
def test_a_small_province_is_merged_within_two_percent_of_what_cp_sat_proves_possible(seed):
    small = province(seed, departments=20, counties=30, items=120, matters=2, span=200)
    found = solve(small)
    assert violations(small, found) == []
    proof = prove(small)
    assert proof.found == proof.at_most > 0
    assert proof.at_most * 0.98 <= sum(one.saved for one in found) <= proof.at_most


@pytest.mark.parametrize("matters", [120, 15])
def test_a_whole_province_is_merged_in_less_than_a_minute_and_keeps_every_constraint(matters):
    large = province(7, departments=60, counties=170, items=2_000, matters=matters)
    began = time.perf_counter()
    found = solve(large)
    assert time.perf_counter() - began < 60
    assert len(found) > 100
    assert violations(large, found) == []


def test_no_county_of_a_whole_province_is_worse_off():
    large = province(3, departments=60, counties=170, items=2_000, matters=40)
    found = solve(large)
    items = {one.pk: one for one in large.items}
    merged = {pk for proposal in found for pk in proposal.members}
    before = days_before(large.items)
    after = days_before(one for one in large.items if one.pk not in merged)
    for proposal in found:
        after.update(days_after([items[pk] for pk in proposal.members], proposal))
    assert all(after[county] <= before[county] for county in before)
    assert before.total() - after.total() == sum(proposal.saved for proposal in found)


def test_the_same_province_has_the_same_proposals():
    def made():
        return solve(province(5, departments=20, counties=40, items=300, matters=6))

    assert made() == made()


def test_progress_is_told_up_to_the_end():
    told = []
    solve(
        province(5, departments=20, counties=40, items=300, matters=6), lambda done, total: told.append((done, total))
    )
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 0


def test_two_departments_at_the_same_counties_go_once():
    found = only(solve(problem(item(1, 1, days=2), item(2, 2, days=2))))
    assert (found.members, found.saved, found.days, found.counties) == ((1, 2), 4, 2, frozenset({1, 2}))


def test_counties_that_only_one_of_them_visits_are_left_alone():
    found = only(solve(problem(item(1, 1, counties=(1, 2, 3)), item(2, 2, counties=(3, 4)))))
    assert found.counties == frozenset({3})
    assert found.saved == 2


def test_a_department_does_not_merge_with_itself():
    assert solve(problem(item(1, 1), item(2, 1))) == []


@pytest.mark.parametrize("other", [{"kind": "research"}, {"objects": "school"}, {"name": "粮食库存检查"}])
def test_unlike_items_stay_apart(other):
    assert solve(problem(item(1, 1), item(2, 2, **other))) == []


@pytest.mark.parametrize(("first", "merged"), [(22, True), (23, False)])
def test_fourteen_days_apart_is_alike_and_fifteen_is_not(first, merged):
    later = item(2, 2, first=date(YEAR, 11, first), last=date(YEAR, 11, first + 4))
    assert bool(solve(problem(item(1, 1), later))) is merged


@pytest.mark.parametrize(("team", "together"), [(8, [4]), (7, [3]), (5, [2, 2]), (3, [])])
def test_a_team_takes_no_more_departments_than_its_people_allow(team, together):
    four = [item(pk, pk) for pk in range(1, 5)]
    assert [len(one.members) for one in solve(problem(*four, team=team))] == together


def test_a_department_that_planned_one_person_sends_one():
    four = [item(pk, pk, people=1) for pk in range(1, 5)]
    assert only(solve(problem(*four, team=4))).people == 4


def test_no_more_departments_than_the_limit_go_together():
    assert [len(one.members) for one in solve(problem(*[item(pk, pk) for pk in range(1, 5)], members=2))] == [2, 2]


def test_a_county_visited_shortly_is_not_made_to_bear_a_long_joint_stay():
    found = solve(problem(item(1, 1, counties=(1, 2), days=1), item(2, 2, counties=(2, 3), days=5)))
    assert only(found).lead == 2


def test_the_higher_basis_leads_before_the_comprehensive_one():
    both = item(1, 1, comprehensive=True, basis=1), item(2, 2, basis=3)
    assert only(solve(problem(*both))).lead == 2
    same = item(1, 1, basis=3), item(2, 2, basis=3, comprehensive=True)
    assert only(solve(problem(*same))).lead == 2


def test_no_joint_team_goes_in_a_quiet_period_or_across_one():
    first = item(1, 1, first=date(YEAR, 7, 29), last=date(YEAR, 8, 2))
    pair = first, item(2, 2, first=date(YEAR, 8, 1), last=date(YEAR, 8, 6))
    assert only(solve(problem(*pair))).last < date(YEAR, 8, 1)
    assert solve(problem(*pair, quiet=[Quiet(date(YEAR, 7, 1), date(YEAR, 8, 31))])) == []


def test_a_holiday_inside_a_joint_span_is_no_working_day():
    # the first week of October is off, the Saturday after it is made up for
    autumn = {"first": date(YEAR, 9, 30), "last": date(YEAR, 10, 8), "days": 2}
    found = only(solve(problem(item(1, 1, **autumn), item(2, 2, **autumn), shift=0)))
    assert (found.first, found.last) == (date(YEAR, 9, 30), date(YEAR, 10, 8))


def test_no_joint_team_goes_before_the_earliest_day():
    pair = item(1, 1), item(2, 2)
    assert only(solve(problem(*pair, earliest=date(YEAR, 11, 18)))).first == date(YEAR, 11, 18)
    assert solve(problem(*pair, earliest=date(YEAR, 11, 22))) == []


def test_the_joint_team_takes_the_days_on_which_its_counties_have_the_fewest_others():
    week, later = date(YEAR, 11, 4), date(YEAR, 11, 15)
    other = item(3, 3, name="粮价检查", first=week, last=date(YEAR, 11, 8), days=5)
    pair = item(1, 1, first=week, last=later), item(2, 2, first=week, last=later)
    assert only(solve(problem(*pair, shift=0))).first == week
    assert only(solve(problem(*pair, other, shift=0))).first == date(YEAR, 11, 11)


def test_stock_words_do_not_make_names_alike():
    assert likeness("全省安全生产专项检查", "2019年度安全生产督查") == 1
    assert likeness("全省安全生产专项检查", "全省粮食库存专项检查") < Fraction(3, 5)


GOOD = {"lead": 1, "first": date(YEAR, 11, 4), "last": date(YEAR, 11, 5), "days": 2, "people": 4, "saved": 4}


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({}, None),
        ({"lead": 9}, "a stranger leads"),
        ({"days": 1}, "not the longest stay"),
        ({"people": 11}, "11 people"),
        ({"saved": 5}, "says it saves 5"),
        ({"counties": frozenset({1})}, "other counties"),
        ({"members": (1, 3)}, "not alike"),
        ({"first": date(YEAR, 12, 2), "last": date(YEAR, 12, 3)}, "outside the window"),
        ({"last": date(YEAR, 11, 9)}, "day off"),
        ({"last": date(YEAR, 11, 6)}, "3 working days where 2 are needed"),
    ],
)
def test_the_checker_notices_what_is_broken(broken, words):
    pair = item(1, 1), item(2, 2), item(3, 3, kind="research")
    proposal = Proposal(**{"members": (1, 2), "counties": frozenset({1, 2})} | GOOD | broken)
    found = [text for text in violations(problem(*pair), [proposal]) if words and words in text]
    assert bool(found) is bool(words)


def test_the_checker_notices_an_item_in_two_proposals_and_a_quiet_period():
    pair = item(1, 1), item(2, 2)
    proposal = Proposal(members=(1, 2), counties=frozenset({1, 2}), **GOOD)
    assert any("in 2 proposals" in text for text in violations(problem(*pair), [proposal, proposal]))
    november = problem(*pair, quiet=[Quiet(date(YEAR, 11, 1), date(YEAR, 11, 30))])
    assert any("quiet" in text for text in violations(november, [proposal]))


def test_the_checker_notices_a_county_that_is_worse_off():
    pair = item(1, 1, counties=(1, 2), days=1), item(2, 2, counties=(2, 3), days=5)
    by_the_shorter = replace(only(solve(problem(*pair))), lead=1)
    assert any("county 1 is worse off" in text for text in violations(problem(*pair), [by_the_shorter]))
