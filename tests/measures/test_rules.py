"""Reduction and ceiling: the tables of the specification, line by line, with their edges. Exact, not nearly."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.rules import (
    Ceiling,
    Facts,
    Force,
    Judgement,
    MonthDay,
    Reduction,
    Status,
    judge,
    raises_flag,
    severity,
)

OK, RISK, RED, ASK = Status.ON_TRACK, Status.AT_RISK, Status.BREACHED, Status.TO_EXPLAIN
OPEN, NO_BASE, NO_DATA = Status.NOT_DUE, Status.NO_BASELINE, Status.NO_DATA
D = Decimal
MIDDLE, LAST = date(2019, 6, 30), date(2019, 12, 31)


def facts(value: object, as_of: date = MIDDLE, **others: object) -> Facts:
    return Facts(value=value, as_of=as_of, **{"year": as_of.year, "force": Force.MUST, "covered": True, **others})


def status(rule: object, value: object, as_of: date = MIDDLE, **others: object) -> Status:
    return judge(rule, facts(value, as_of, **others)).status


BAND = Reduction(D("0.30"), D("0.50"))


@pytest.mark.parametrize(
    ("baseline", "same_period", "value", "committed", "as_of", "limit", "stretch", "forecast", "expected"),
    [
        (100, 60, 42, 0, MIDDLE, 70, 50, 70, OK),
        (100, 60, 43, 0, MIDDLE, 70, 50, Fraction(215, 3), RISK),
        (100, 60, 71, 0, MIDDLE, 70, 50, Fraction(355, 3), RED),
        (100, 60, 40, 31, MIDDLE, 70, 50, Fraction(200, 3), RISK),
        (100, 60, 40, 30, MIDDLE, 70, 50, Fraction(200, 3), OK),
        (7, 7, 5, 0, MIDDLE, 4, 3, 5, RED),
        (7, 7, 4, 0, LAST, 4, 3, 4, OK),
        (0, 0, 0, 0, MIDDLE, 0, 0, 0, OK),
        (0, 0, 1, 0, MIDDLE, 0, 0, None, RED),
        (D("9.5"), D("9.5"), 6, 0, MIDDLE, 6, 4, 6, OK),
        (10, 0, 3, 0, MIDDLE, 7, 5, Fraction(3 * 365, 181), OK),
    ],
)
def test_the_worked_examples_of_the_reduction(
    baseline, same_period, value, committed, as_of, limit, stretch, forecast, expected
):
    found = judge(BAND, facts(value, as_of, baseline=baseline, same_period=same_period, committed=committed))
    assert found[:4] == (expected, limit, stretch, forecast)


def test_without_a_baseline_nothing_is_judged():
    assert judge(BAND, facts(12)) == Judgement(NO_BASE)


@pytest.mark.parametrize(
    ("value", "population", "expected"), [(0, 0, NO_DATA), (0, 5, OK), (1, 0, OK), (None, 5, NO_DATA)]
)
def test_neither_coverage_nor_a_record_is_never_green(value, population, expected):
    assert status(BAND, value, baseline=100, covered=False, population=population) == expected


def test_a_covered_year_without_a_record_is_a_real_zero():
    assert status(BAND, 0, baseline=100, population=0) == OK


def test_a_forecast_just_past_the_ceiling_is_not_rounded_away():
    assert status(BAND, 42, baseline=100, same_period=D("59.999")) == RISK


def test_the_ceiling_itself_is_allowed():
    assert status(BAND, 70, LAST, baseline=100, same_period=100) == OK
    assert status(BAND, 71, LAST, baseline=100, same_period=100) == RED


def test_past_a_ceiling_is_breached_even_in_principle():
    assert status(Reduction(D(0)), 8, baseline=7, same_period=7, force=Force.IN_PRINCIPLE) == RED


def test_a_signed_baseline_without_months_is_taken_by_days():
    found = judge(BAND, facts(30, baseline=100))
    assert found.forecast == Fraction(30 * 365, 181)
    assert found.reduction == 1 - Fraction(30) / (100 * Fraction(181, 365))


def test_a_leap_year_has_366_days():
    assert judge(BAND, facts(30, date(2020, 6, 30), baseline=100)).forecast == Fraction(30 * 366, 182)


def test_the_reduction_is_a_share_of_the_same_period_or_none():
    assert judge(BAND, facts(42, baseline=100, same_period=60)).reduction == Fraction(3, 10)
    assert judge(BAND, facts(66, baseline=100, same_period=60)).reduction == Fraction(-1, 10)
    assert judge(BAND, facts(3, baseline=10, same_period=0)).reduction is None


def test_a_small_base_need_only_not_grow():
    rule = Reduction(D("0.30"), D("0.50"), small_base=D(5))
    assert rule.bounds(5) == (5, 5)
    assert rule.bounds(6) == (4, 3)
    assert status(rule, 5, LAST, baseline=5, same_period=5) == OK
    assert status(rule, 6, LAST, baseline=5, same_period=5) == RED


@pytest.mark.parametrize(
    ("value", "committed", "beyond"), [(29, 0, True), (30, 0, False), (29, 42, False), (42, 0, False)]
)
def test_a_fall_beyond_the_band_is_marked_on_what_is_on_track(value, committed, beyond):
    found = judge(BAND, facts(value, baseline=100, same_period=60, committed=committed))
    assert found.beyond_band is beyond


def test_without_an_expected_fall_there_is_no_band():
    found = judge(Reduction(D("0.50")), facts(1, baseline=100, same_period=60))
    assert (found.stretch, found.beyond_band) == (None, False)


def test_an_issued_target_stands_instead_of_the_computed_one():
    found = judge(BAND, facts(75, LAST, baseline=100, same_period=100, ceiling=80, stretch=D("60")))
    assert found[:3] == (OK, 80, 60)


def test_a_fixed_year_or_a_metric_of_the_same_year_can_be_the_baseline():
    fixed, before = Reduction(D("0.3"), baseline=2018), Reduction(D("0.3"), baseline="inspections.indicators_before")
    assert (BAND.baseline_year(2021), fixed.baseline_year(2021), before.baseline_year(2021)) == (2020, 2018, 2021)
    assert (BAND.baseline_metric, fixed.baseline_metric) == (None, None)
    assert before.baseline_metric == "inspections.indicators_before"


def test_a_metric_of_the_same_year_knows_no_months():
    before = Reduction(D("0.30"), baseline="inspections.indicators_before")
    assert judge(before, facts(70, baseline=100))[:4] == (OK, 70, None, 70)
    assert status(before, 71, baseline=100) == RED


@given(
    baseline=st.decimals(0, 5000, places=2),
    same_period=st.decimals(0, 5000, places=2),
    value=st.integers(0, 5000),
    more=st.integers(1, 50),
)
def test_one_more_never_makes_a_reduction_better(baseline, same_period, value, more):
    before, after = (
        severity(status(BAND, figure, baseline=baseline, same_period=same_period)) for figure in (value, value + more)
    )
    assert before <= after


@pytest.mark.parametrize(
    ("value", "force", "expected"),
    [
        (0, Force.MUST, OK),
        (1, Force.MUST, OK),
        (2, Force.MUST, RISK),
        (3, Force.MUST, RISK),
        (4, Force.MUST, RED),
        (4, Force.IN_PRINCIPLE, ASK),
        (2, Force.IN_PRINCIPLE, RISK),
    ],
)
def test_a_ceiling_warns_then_breaks_or_asks(value, force, expected):
    assert judge(Ceiling(D(3), warn=D(1)), facts(value, force=force)) == Judgement(expected, Fraction(3))


@pytest.mark.parametrize(
    ("value", "population", "covered", "expected"),
    [
        (0, 0, False, NO_DATA),
        (0, None, False, NO_DATA),
        (None, 3, True, NO_DATA),
        (0, 0, True, OK),
        (0, 1, False, OK),
        (1, 0, False, RED),
    ],
)
def test_a_ceiling_is_not_kept_by_what_nobody_recorded(value, population, covered, expected):
    assert status(Ceiling(), value, population=population, covered=covered) == expected


def test_a_ceiling_that_begins_in_march_is_not_due_before():
    rule = Ceiling(since=MonthDay(3, 31))
    assert status(rule, 1, date(2019, 3, 30)) == OPEN
    assert status(rule, 1, date(2019, 3, 31)) == RED
    assert status(rule, 0, date(2019, 3, 30)) == OK


def test_a_day_outside_the_year_is_no_day_to_judge_by():
    with pytest.raises(ValueError, match="2020-01-01"):
        facts(0, date(2020, 1, 1), year=2019)


def test_only_three_statuses_raise_a_flag_worst_first():
    ranks = {one: severity(one) for one in Status}
    assert ranks == {RED: 3, ASK: 2, RISK: 1, OK: 0, OPEN: 0, NO_BASE: 0, NO_DATA: 0}
    assert [one for one in Status if raises_flag(one)] == [RISK, RED, ASK]
