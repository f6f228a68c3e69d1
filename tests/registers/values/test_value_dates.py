"""Days, vague times of plans and times of day."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.values import BadValue, parse_date, parse_time, parse_vague

FIFTH = date(2019, 3, 5)
CELLS = st.text() | st.text(alphabet="0123456789年月日号季度上下旬半-./至~、二〇一九初底前拟 :T", max_size=24)


@pytest.mark.parametrize(
    "written",
    [
        FIFTH,
        datetime.fromisoformat("2019-03-05 23:59"),
        "2019-03-05",
        "2019-3-5",
        "2019/3/5",
        "2019.3.5",
        "2019.03.05.",
        "19.3.5",
        "20190305",
        20190305,
        20190305.0,
        "2019年3月5日",
        "2019 年 03 月 05 日",
        "２０１９年３月５日",
        "2019年3月5号",
        "二〇一九年三月五日",
        "二○一九年三月五日",
        "二零一九年三月五日",
        "二O一九年三月五日",
        "3月5日",
        "三月五日",
        "3.5",
        3.5,
        "3/5",
        "成文日期 ：2019-03-05",
        "日期:2019年3月5日",
        "2019-03-05 15:09:45",
        "2019-03-05T15:09:45",
        "2019年3月5日上午9时30分",
        "2019年3月5日 下午3点半",
        "2019年3月5日（星期二）",
        "2019年3月5日 周二",
        "\u200b2019-03-05",
        43529,
        43529.75,
        "43529",
        "43529.0",
        "2019-03-04T20:00:00Z",
        datetime(2019, 3, 4, 20, tzinfo=UTC),
    ],
)
def test_one_day_in_any_dress(written):
    assert parse_date(written, 2019) == FIFTH


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇〇六年二月二十日", date(2006, 2, 20)),
        ("二OO六年十二月三十一日", date(2006, 12, 31)),
        ("一九九八年十月十一日", date(1998, 10, 11)),
        ("98.1.2", date(1998, 1, 2)),
        ("2020-02-29", date(2020, 2, 29)),
        ("3.10", date(2019, 3, 10)),
    ],
)
def test_other_days(written, day):
    assert parse_date(written, 2019) == day


@pytest.mark.parametrize("blank", [None, "", "  ", "—", "/", "无"])
def test_a_blank_cell_is_no_day(blank):
    assert parse_date(blank) is None
    assert parse_vague(blank) is None
    assert parse_time(blank) is None


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2019-13-05", "13月不存在"),
        ("2019-00-05", "0月不存在"),
        ("2019-02-29", "2019年2月没有29日"),
        ("2019年2月30日", "2019年2月没有30日"),
        ("20191305", "13月不存在"),
        ("1219-03-05", "年份 1219 不合理"),
        ("03/05/19", "看不出哪个是年份"),
        (3.1, "3月1日，也可能是3月10日"),
        ("201903", "看不出是哪一天"),
        ("2019年3月", "看不出是哪一天"),
        (2019, "看不出是哪一天"),
        (True, "看不出是哪一天"),
        ("待定", "看不出是哪一天"),
        ("3.5-3.7", "看不出是哪一天"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(written, hint):
    with pytest.raises(BadValue, match=hint):
        parse_date(written, 2019)


def test_a_day_without_year_needs_the_year_of_the_import():
    with pytest.raises(BadValue, match="没有年份"):
        parse_date("3月5日")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019-03-05", "03-05", "03-05"),
        (FIFTH, "03-05", "03-05"),
        ("3.5", "03-05", "03-05"),
        ("3月", "03-01", "03-31"),
        ("2月份", "02-01", "02-28"),
        ("三月", "03-01", "03-31"),
        (3, "03-01", "03-31"),
        ("2019年3月", "03-01", "03-31"),
        ("2019.03", "03-01", "03-31"),
        ("201903", "03-01", "03-31"),
        ("4月上旬", "04-01", "04-10"),
        ("4月中旬", "04-11", "04-20"),
        ("2月下旬", "02-21", "02-28"),
        ("4月中下旬", "04-11", "04-30"),
        ("4月初", "04-01", "04-10"),
        ("4月底", "04-21", "04-30"),
        ("一季度", "01-01", "03-31"),
        ("第四季度", "10-01", "12-31"),
        ("2019年第2季度", "04-01", "06-30"),
        ("Q3", "07-01", "09-30"),
        ("上半年", "01-01", "06-30"),
        ("2019年下半年", "07-01", "12-31"),
        ("年底", "12-01", "12-31"),
        ("全年", "01-01", "12-31"),
        ("2019年", "01-01", "12-31"),
        ("每季度", "01-01", "12-31"),
        ("拟4月", "04-01", "04-30"),
        ("计划4月中旬召开", "04-11", "04-20"),
        ("4月左右", "04-01", "04-30"),
        ("6月底前", "01-01", "06-30"),
        ("6月30日前", "01-01", "06-30"),
        ("6月前", "01-01", "05-31"),
        ("2019.01.01-2019.12.31", "01-01", "12-31"),
        ("2019-03-05-2019-03-07", "03-05", "03-07"),
        ("2019-03-05至2019-03-07", "03-05", "03-07"),
        ("3.5-3.7", "03-05", "03-07"),
        ("3月5日至7日", "03-05", "03-07"),
        ("3月5-7日", "03-05", "03-07"),
        ("3-5月", "03-01", "05-31"),
        ("3月—5月", "03-01", "05-31"),
        ("1月～12月", "01-01", "12-31"),
        ("2019年3月至5月", "03-01", "05-31"),
        ("2019年3-5月", "03-01", "05-31"),
        ("一至三季度", "01-01", "09-30"),
        ("4月中旬至5月上旬", "04-11", "05-10"),
        ("3、4月", "03-01", "04-30"),
        ("3月、9月", "03-01", "09-30"),
        ("三、四季度", "07-01", "12-31"),
    ],
)
def test_a_vague_time_is_its_first_and_last_day(written, first, last):
    assert parse_vague(written, 2019) == (date.fromisoformat(f"2019-{first}"), date.fromisoformat(f"2019-{last}"))


def test_a_time_may_run_into_the_next_year():
    assert parse_vague("2019年12月至次年2月") == (date(2019, 12, 1), date(2020, 2, 29))


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("根据需要", "看不出时间"),
        ("待定", "看不出时间"),
        ("13月", "13月不存在"),
        ("2019-13-05", "13月不存在"),
        ("5月至3月", "看不出时间"),
        (2019.1, "1月，也可能是10月"),
        (True, "看不出时间"),
        ("长" * 60, "看不出时间"),
    ],
)
def test_what_is_no_time_is_refused_with_an_example(written, hint):
    with pytest.raises(BadValue, match=hint):
        parse_vague(written, 2019)


def test_a_vague_time_without_year_needs_the_year_of_the_plan():
    with pytest.raises(BadValue, match="没有年份"):
        parse_vague("4月中旬")


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("9:00", time(9)),
        ("9：05", time(9, 5)),
        ("09:00:00", time(9)),
        ("14时30分", time(14, 30)),
        ("下午3点半", time(15, 30)),
        ("下午三点", time(15)),
        ("上午9时", time(9)),
        (0.375, time(9)),
        (datetime.fromisoformat("2019-03-05 09:30:10"), time(9, 30)),
    ],
)
def test_times_of_day(written, clock):
    assert parse_time(written) == clock


@pytest.mark.parametrize("written", ["25:00", "9:70", "上午", "9", 9.5])
def test_what_is_no_time_of_day_is_refused(written):
    with pytest.raises(BadValue, match="不是时间"):
        parse_time(written)


@given(st.dates(date(1949, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_each_way_of_writing_it(day):
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    for written in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{str(day.year).translate(digits)}年{day.month}月{day.day}日",
    ):
        assert parse_date(written) == day
        assert parse_vague(written) == (day, day)


@given(CELLS | st.integers() | st.floats() | st.booleans())
def test_any_cell_is_a_day_a_time_or_refused(cell):
    for parse in (lambda value: parse_date(value, 2019), lambda value: parse_vague(value, 2019), parse_time):
        outcome = read_or_refusal(parse, cell)
        assert outcome is None or isinstance(outcome, date | time | tuple) or outcome.endswith("。")


def read_or_refusal(parse, cell):
    try:
        return parse(cell)
    except BadValue as refusal:
        return refusal.message
