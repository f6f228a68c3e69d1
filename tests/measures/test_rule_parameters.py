"""What a catalogue may write as a rule, and how exact figures are shown and stored."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.rules import (
    ParameterError,
    build,
    percent_shown,
    stored,
)

D = Decimal


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
