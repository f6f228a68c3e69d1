"""Floor and milestone: what falls due, when it warns, and when it is missed."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from measures.rules import (
    Deliverable,
    Facts,
    Floor,
    Force,
    Judgement,
    Milestone,
    MonthDay,
    Status,
    build,
    judge,
)

OK, RISK, RED, ASK = Status.ON_TRACK, Status.AT_RISK, Status.BREACHED, Status.TO_EXPLAIN
OPEN, NO_BASE, NO_DATA = Status.NOT_DUE, Status.NO_BASELINE, Status.NO_DATA
D = Decimal
MIDDLE, LAST = date(2019, 6, 30), date(2019, 12, 31)


def facts(value: object, as_of: date = MIDDLE, **others: object) -> Facts:
    return Facts(value=value, as_of=as_of, **{"year": as_of.year, "force": Force.MUST, "covered": True, **others})


def status(rule: object, value: object, as_of: date = MIDDLE, **others: object) -> Status:
    return judge(rule, facts(value, as_of, **others)).status


@pytest.mark.parametrize(
    ("as_of", "value", "expected"),
    [
        (date(2019, 12, 30), 0, RISK),
        (date(2019, 12, 1), 0, RISK),
        (date(2019, 11, 30), 0, OPEN),
        (date(2019, 11, 30), 1, OK),
        (LAST, 0, RED),
        (LAST, 1, OK),
    ],
)
def test_a_floor_at_year_end_warns_thirty_days_before(as_of, value, expected):
    assert status(Floor(D(1)), value, as_of) == expected


@pytest.mark.parametrize(
    ("as_of", "value", "expected"),
    [
        (date(2019, 2, 28), 0, OPEN),
        (date(2019, 3, 1), 0, RISK),
        (date(2019, 3, 30), 0, RISK),
        (date(2019, 3, 31), 0, RED),
        (date(2019, 3, 31), 1, OPEN),
        (date(2019, 6, 29), 1, RISK),
        (date(2019, 6, 30), 1, RED),
        (date(2019, 6, 30), 2, OPEN),
        (date(2019, 9, 30), 2, RED),
        (date(2019, 9, 30), 3, OPEN),
        (date(2019, 12, 2), 3, RISK),
        (LAST, 3, RED),
        (LAST, 4, OK),
        (date(2019, 1, 1), 4, OK),
    ],
)
def test_a_quarterly_floor_is_due_on_each_quarters_last_day(as_of, value, expected):
    assert status(Floor(D(4), build("floor", {"minimum": 4, "due": "quarterly"}).due), value, as_of) == expected


def test_warn_days_can_be_set():
    rule = Floor(D(1), warn_days=10)
    assert status(rule, 0, date(2019, 12, 20)) == OPEN
    assert status(rule, 0, date(2019, 12, 21)) == RISK


def test_on_a_quarters_last_day_the_next_one_is_looked_at():
    rule = build("floor", {"minimum": 4, "due": "quarterly", "warn_days": 91})
    assert status(rule, 1, date(2019, 3, 31)) == RISK
    assert status(rule, 2, date(2019, 3, 31)) == OPEN


def test_a_floor_in_principle_asks():
    assert status(Floor(D(1)), 0, LAST, force=Force.IN_PRINCIPLE) == ASK


def test_a_share_is_divided_last_and_compared_exactly():
    always = build("floor", {"minimum": D("1.0001"), "due": "always"})
    assert judge(always, facts(10001, out_of=10000)) == Judgement(OK, Fraction(10001, 10000))
    assert status(always, 10000, out_of=10000) == RED
    assert status(Floor(D("0.95")), 19, LAST, out_of=20) == OK
    assert status(Floor(D("0.95")), 94, LAST, out_of=100) == RED


@pytest.mark.parametrize("covered", [True, False])
def test_a_share_with_nothing_to_divide_by_has_no_data(covered):
    assert status(Floor(D("0.95")), 0, LAST, out_of=0, covered=covered) == NO_DATA


def test_a_share_of_something_is_judged_though_nothing_reached_it():
    assert status(Floor(D("0.95")), 0, LAST, out_of=20, population=0, covered=False) == RED


@pytest.mark.parametrize(("population", "covered", "expected"), [(0, False, NO_DATA), (0, True, RED), (2, False, RED)])
def test_a_floor_needs_a_register_that_is_covered_or_used(population, covered, expected):
    assert status(Floor(D(1)), 0, LAST, population=population, covered=covered) == expected


def test_a_floor_not_below_the_baseline_year():
    rule = build("floor", {"not_below_baseline": True, "due": "always"})
    third = {"baseline": 10, "baseline_out_of": 30}
    assert judge(rule, facts(4, out_of=12, **third)) == Judgement(OK, Fraction(1, 3))
    assert judge(rule, facts(39, out_of=118, **third)) == Judgement(RED, Fraction(1, 3))
    assert status(rule, 4, out_of=12, baseline=D("0.35")) == RED
    assert status(rule, 4, out_of=12) == NO_BASE
    assert status(rule, 4, out_of=12, baseline=0, baseline_out_of=0) == NO_BASE


JUNE = Milestone((MonthDay(6, 30),))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2019, 5, 30), OPEN),
        (date(2019, 5, 31), RISK),
        (date(2019, 6, 29), RISK),
        (date(2019, 6, 30), RED),
        (date(2019, 7, 1), RED),
    ],
)
def test_a_milestone_is_missed_at_the_end_of_its_day(as_of, expected):
    assert status(JUNE, None, as_of, deliverables=(Deliverable(None, False), Deliverable(None, True))) == expected


def test_a_milestone_is_kept_when_everything_assigned_is_accepted():
    assert status(JUNE, None, LAST, deliverables=(Deliverable(date(2019, 3, 1), True),) * 2) == OK
    assert status(JUNE, None, LAST, deliverables=()) == NO_DATA
    assert status(JUNE, 0, LAST, population=0) == NO_DATA


def test_the_day_of_the_assignment_decides():
    late = Deliverable(date(2019, 12, 31), False)
    assert status(JUNE, None, date(2019, 7, 1), deliverables=(late,)) == OPEN
    assert status(JUNE, None, LAST, deliverables=(late,)) == RED
    assert status(JUNE, None, date(2019, 7, 1), deliverables=(late, Deliverable(None, False))) == RED


def test_a_missed_milestone_in_principle_asks():
    assert status(JUNE, None, LAST, deliverables=(Deliverable(None, False),), force=Force.IN_PRINCIPLE) == ASK


def test_a_milestone_can_be_judged_by_counts():
    assert status(JUNE, 1, date(2019, 7, 1), population=2) == RED
    assert status(JUNE, 2, date(2019, 7, 1), population=2) == OK
    assert status(JUNE, 0, date(2019, 1, 1), population=1) == OPEN


def test_several_days_of_a_milestone_come_in_order_and_the_last_is_the_fallback():
    rule = build("milestone", {"due": ["12-31", "06-30"]})
    assert rule.due_days(2019) == (date(2019, 6, 30), date(2019, 12, 31))
    assert status(rule, 0, date(2019, 7, 1), population=1) == OPEN


def test_29_february_is_28_february_in_common_years():
    rule = build("milestone", {"due": "02-29"})
    assert (rule.due_days(2019), rule.due_days(2020)) == ((date(2019, 2, 28),), (date(2020, 2, 29),))
