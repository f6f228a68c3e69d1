"""The four rules: the tables of the specification, line by line, with their edges. Exact, not nearly."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.rules import (
    Ceiling,
    Deliverable,
    Facts,
    Floor,
    Force,
    Judgement,
    Milestone,
    MonthDay,
    ParameterError,
    Reduction,
    Status,
    build,
    judge,
    percent_shown,
    raises_flag,
    severity,
    stored,
)

OK, RISK, RED, ASK = Status.ON_TRACK, Status.AT_RISK, Status.BREACHED, Status.TO_EXPLAIN
OPEN, NO_BASE, NO_DATA = Status.NOT_DUE, Status.NO_BASELINE, Status.NO_DATA
D = Decimal
MIDDLE, LAST = date(2019, 6, 30), date(2019, 12, 31)


def facts(value: object, as_of: date = MIDDLE, **others: object) -> Facts:
    given_ = {"year": as_of.year, "force": Force.MUST, "covered": True, **others}
    return Facts(value=value, as_of=as_of, **given_)


def status(rule: object, value: object, as_of: date = MIDDLE, **others: object) -> Status:
    return judge(rule, facts(value, as_of, **others)).status


# --- reduction ---------------------------------------------------------------------------------------------------

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


# --- ceiling -----------------------------------------------------------------------------------------------------


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


# --- floor -------------------------------------------------------------------------------------------------------


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


# --- milestone ---------------------------------------------------------------------------------------------------

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


# --- facts, statuses, parameters, showing --------------------------------------------------------------------------


def test_a_day_outside_the_year_is_no_day_to_judge_by():
    with pytest.raises(ValueError, match="2020-01-01"):
        facts(0, date(2020, 1, 1), year=2019)


def test_only_three_statuses_raise_a_flag_worst_first():
    ranks = {one: severity(one) for one in Status}
    assert ranks == {RED: 3, ASK: 2, RISK: 1, OK: 0, OPEN: 0, NO_BASE: 0, NO_DATA: 0}
    assert [one for one in Status if raises_flag(one)] == [RISK, RED, ASK]


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("average", {}, "没有规则“average”"),
        ("reduction", {}, "缺少参数“minimum”"),
        ("reduction", {"minimum": D("0.3"), "maximum": 1}, "没有参数“maximum”"),
        ("reduction", {"minimum": 30}, "“minimum”写作“30”"),
        ("reduction", {"minimum": D("-0.1")}, "不小于0"),
        ("reduction", {"minimum": D("NaN")}, "不小于0"),
        ("reduction", {"minimum": 0.3}, "应为数字"),
        ("reduction", {"minimum": True}, "应为数字"),
        ("reduction", {"minimum": D("0.5"), "expected": D("0.3")}, "expected"),
        ("reduction", {"minimum": 0, "baseline": "last year"}, "previous_year"),
        ("reduction", {"minimum": 0, "baseline": 18}, "年份"),
        ("reduction", {"minimum": 0, "committed": "Meetings"}, "指标名"),
        ("ceiling", {"limit": "0"}, "应为数字"),
        ("ceiling", {"limit": 1, "warn": 1}, "warn"),
        ("ceiling", {"since": "3月31日"}, "月-日"),
        ("floor", {}, "minimum"),
        ("floor", {"minimum": 1, "not_below_baseline": True}, "只能写一个"),
        ("floor", {"minimum": 1, "due": "monthly"}, "quarterly"),
        ("floor", {"minimum": 1, "due": []}, "quarterly"),
        ("floor", {"minimum": 1, "warn_days": D("1.5")}, "整数"),
        ("floor", {"not_below_baseline": 1}, "true"),
        ("milestone", {}, "due"),
        ("milestone", {"due": "02-30"}, "存在的日期"),
        ("milestone", {"due": []}, "至少"),
        ("milestone", {"due": [6]}, "月-日"),
    ],
)
def test_a_wrong_rule_or_parameter_is_refused_with_the_reason(name, parameters, words):
    with pytest.raises(ParameterError, match=words):
        build(name, parameters)


@pytest.mark.parametrize(
    ("share", "thresholds", "shown"),
    [
        ("-0.2996", ["-0.3"], "-29.9"),
        ("-0.3", ["-0.3"], "-30.0"),
        ("-0.3004", ["-0.3"], "-30.1"),
        ("-0.2996", [], "-30.0"),
        ("0.7004", ["0.7"], "70.1"),
        ("0.6996", ["0.7"], "69.9"),
        ("0.99999", ["1"], "99.9"),
        ("0.0005", [], "0.1"),
        ("-0.0005", [], "-0.1"),
        ("0.29965", ["0.2996", "0.2997"], "29.965"),
    ],
)
def test_a_percentage_is_never_rounded_across_a_threshold(share, thresholds, shown):
    found = percent_shown(Fraction(share), [Fraction(one) for one in thresholds])
    assert str(found) == shown


@given(share=st.fractions(-2, 2), threshold=st.fractions(-2, 2))
def test_what_is_shown_lies_on_the_same_side_as_what_is_true(share, threshold):
    shown = Fraction(percent_shown(share, [threshold])) / 100
    if share != threshold:
        assert shown != threshold
        assert (shown > threshold) == (share > threshold)


def test_figures_are_stored_to_six_places():
    assert stored(Fraction(215, 3)) == D("71.666667")
    assert stored(Fraction(-1, 3)) == D("-0.333333")
    assert stored(None) is None
