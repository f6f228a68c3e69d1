"""Counts, amounts, shares, yes and no, and one of several."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.values import BadValue, choice, count, decimal, share, yes_no

CELLS = (
    st.text()
    | st.text(alphabet="0123456789.,+-%约余共十百千万半()份家人OoIl一二两", max_size=12)
    | st.integers()
    | st.floats()
)
LEVELS = {"省": 1, "市": 2, "县": 3, "乡镇": 4}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (27, 27),
        (27.0, 27),
        ("27", 27),
        ("２７", 27),
        ("约27家", 27),
        ("27家左右", 27),
        ("100余人", 100),
        ("12(份)", 12),
        ("12（份）", 12),
        ("共12份", 12),
        ("3户（以实际抽查数为准。）", 3),
        ("不超过300人", 300),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千", 2_000),
        ("廿三", 23),
        ("1,234", 1_234),
        ("1.2万", 12_000),
        ("3万余人", 30_000),
        ("一万二千", 12_000),
        ("3+1", 4),
        ("0", 0),
        ("无", 0),
        ("零", 0),
        ("没有", 0),
        (None, None),
        ("", None),
        ("—", None),
        ("/", None),
    ],
)
def test_a_count_in_any_dress(written, number):
    assert count(written) == number


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("1O", "如果是 10，请改为 10"),
        ("l2", "如果是 12，请改为 12"),
        ("O", "如果是 0，请改为 0"),
        ("1.5", "不是整数"),
        ("-3", "不是数字"),
        ("3-5人", "不是数字"),
        ("若干", "不是数字"),
        ("40%", "不是数字"),
        ("99999999999", "太大"),
        (True, "不是数字"),
        (float("nan"), "不是数字"),
        ("根据需要", "不是数字"),
    ],
)
def test_what_is_no_count_is_refused_with_what_to_write(written, hint):
    with pytest.raises(BadValue, match=hint):
        count(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0.5", "0.5"),
        ("半天", "0.5"),
        ("1天半", "1.5"),
        ("1.5天", "1.5"),
        (0.3, "0.3"),
        (100 / 3, "33.33333333"),
        ("3万元", "30000"),
        ("12", "12"),
    ],
)
def test_amounts_may_have_fractions(written, number):
    assert decimal(written) == Decimal(number)


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("40%", "0.4"),
        ("40％", "0.4"),
        (0.4, "0.4"),
        (1, "1"),
        ("100%", "1"),
        ("百分之四十", "0.4"),
        ("0", "0"),
        (1 / 3, "0.33333333"),
        ("1e-99", "0"),
    ],
)
def test_shares_are_parts_of_one(written, part):
    assert share(written) == Decimal(part)


@pytest.mark.parametrize("written", ["140%", 40, "-1", "一半", "nan", "Infinity", True])
def test_what_is_no_share_is_refused(written):
    with pytest.raises(BadValue, match=r"不是比例|不是数字"):
        share(written)


@pytest.mark.parametrize("written", ["是", "√", "✓", "有", "1", 1, 1.0, "Y", "yes", True, " 是 "])
def test_yes(written):
    assert yes_no(written) is True


@pytest.mark.parametrize("written", ["否", "×", "无", "0", 0, 0.0, "N", "no", False, "没有", "x"])
def test_no(written):
    assert yes_no(written) is False


@pytest.mark.parametrize("written", [None, "", " ", "—", "/", "□"])
def test_a_blank_is_no_answer(written):
    assert yes_no(written) is None


def test_a_text_that_is_neither_yes_nor_no_is_refused():
    with pytest.raises(BadValue, match="请填写“是”或“否”"):
        yes_no("可能")


def test_a_choice_is_found_by_label_or_synonym_and_blank_is_none():
    assert choice("乡镇", LEVELS) == 4
    assert choice(" 乡 镇 ", LEVELS) == 4
    assert choice("县级", LEVELS, {"县级": 3}) == 3
    assert choice("", LEVELS) is None
    assert choice("无", {"无": "none"}) == "none"


def test_a_wrong_choice_is_told_what_there_is_and_what_was_probably_meant():
    with pytest.raises(BadValue, match="可以填写：省、市、县、乡镇"):
        choice("国", LEVELS)
    with pytest.raises(BadValue, match="是否应为“乡镇”"):
        choice("乡填", {"乡镇级": 1, "乡镇": 2})


@given(CELLS)
def test_any_cell_is_a_value_or_refused(cell):
    for parse in (count, decimal, share, yes_no, lambda value: choice(value, LEVELS)):
        assert acceptable(parse, cell)


def acceptable(parse, cell):
    """Nothing, a number from 0 that a database keeps, or a sentence."""
    try:
        value = parse(cell)
    except BadValue as refusal:
        return refusal.message.endswith("。")
    return value is None or 0 <= value <= 2_147_483_647


@given(st.integers(0, 99_999))
def test_a_count_comes_back_however_it_is_wrapped(number):
    for written in (
        number,
        float(number),
        str(number),
        f"约{number}家",
        f"共{number}份",
        f"{number}余人",
        f"{number:,}",
    ):
        assert count(written) == number
