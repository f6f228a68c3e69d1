"""The month grid, the lanes and the year: pure."""

import random
from datetime import UTC, date, datetime, timedelta

from dashboard.calendar.load import Load, by_month, inspected, loads
from dashboard.calendar.month import LANES, lanes, month_after, month_before, weeks
from dashboard.calendar.strip import strip
from inspections.entries import Entry


def entry(first, days=1, *, kind="inspection", floating=False, name="检查"):
    return Entry(
        uid=f"{name} {first}",
        kind=kind,
        name=name,
        organizer="示例厅",
        starts=first,
        ends=first + timedelta(days=days - 1),
        floating=floating,
        detail=f"{days}天",
        cancelled=False,
        sequence=0,
        stamped=datetime(2026, 1, 1, tzinfo=UTC),
    )


def month_of(entries, month=date(2026, 11, 1), signs=None, today=date(2026, 11, 25), chosen=None):
    return weeks(month, entries, signs or {}, today, chosen)


def test_a_week_begins_on_monday_and_the_month_is_whole():
    shown = month_of([])
    assert {week.days[0].day.weekday() for week in shown} == {0}
    days = [one.day for week in shown for one in week.days]
    assert days == [date(2026, 10, 26) + timedelta(days=n) for n in range(42)]
    assert [one.day for week in shown for one in week.days if not one.outside] == days[6:36]


def test_days_off_and_make_up_days_carry_their_sign():
    signs = {date(2026, 10, 1): False, date(2026, 10, 10): True}
    days = {one.day: one for week in month_of([], date(2026, 10, 1), signs) for one in week.days}
    assert (days[date(2026, 10, 1)].sign, days[date(2026, 10, 1)].off) == ("rest", True)
    assert (days[date(2026, 10, 10)].sign, days[date(2026, 10, 10)].off) == ("work", False)
    assert (days[date(2026, 10, 11)].sign, days[date(2026, 10, 11)].off) == ("", True)


def test_today_and_the_chosen_day_are_marked():
    days = [one for week in month_of([], chosen=date(2026, 11, 3)) for one in week.days]
    assert [one.day for one in days if one.today] == [date(2026, 11, 25)]
    assert [one.day for one in days if one.chosen] == [date(2026, 11, 3)]


def test_no_two_spans_share_a_place_and_no_lane_is_wasted():
    chance = random.Random(6)
    for _round in range(300):
        spans = []
        for _span in range(chance.randint(0, 9)):
            first = chance.randint(0, 6)
            spans.append((first, chance.randint(first, 6)))
        given = lanes(spans)
        taken = [
            (lane, column)
            for lane, (first, last) in zip(given, spans, strict=True)
            for column in range(first, last + 1)
        ]
        assert len(taken) == len(set(taken))
        # the fewest lanes possible: as many as lie on the fullest day
        fullest = max((sum(first <= day <= last for first, last in spans) for day in range(7)), default=0)
        assert len(set(given)) == fullest


def test_a_span_over_the_end_of_a_week_goes_on_in_the_next():
    shown = month_of([entry(date(2026, 11, 6), 4)])
    assert [(bar.column, bar.span, bar.goes_on) for bar in (*shown[1].bars, *shown[2].bars)] == [
        (5, 3, True),
        (1, 1, False),
    ]


def test_what_finds_no_lane_is_counted_on_its_days():
    busy = [entry(date(2026, 11, 10), 2, name=f"检查{n}") for n in range(LANES + 2)]
    week = month_of(busy)[2]
    assert len(week.bars) == LANES
    assert [one.hidden for one in week.days] == [0, 2, 2, 0, 0, 0, 0]


def test_an_entry_without_fixed_days_lies_on_none():
    floating = entry(date(2026, 11, 1), 30, floating=True)
    assert not any(week.bars for week in month_of([floating]))
    assert loads([floating], date(2026, 1, 1), date(2026, 12, 31)) == {}


def test_the_load_of_every_day_is_what_a_plain_loop_counts():
    chance = random.Random(7)
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    some = [
        entry(
            first + timedelta(days=chance.randint(-5, 370)),
            chance.randint(1, 6),
            kind=chance.choice(["inspection", "meeting"]),
            floating=chance.random() < 0.1,
        )
        for _n in range(200)
    ]
    found = loads(some, first, last)
    for n in range(365):
        day = first + timedelta(days=n)
        on = [one for one in some if not one.floating and one.starts <= day <= one.ends]
        inspections = sum(one.kind == "inspection" for one in on)
        assert found.get(day, Load()) == Load(inspections, len(on) - inspections)
    assert sum(row[1] for row in by_month(found, 2026)) == inspected(found, first, last)


def test_four_steps_of_the_strip():
    assert [Load(*one).step for one in [(0, 0), (0, 3), (1, 2), (2, 0), (5, 5)]] == [0, 1, 2, 3, 3]


def test_the_strip_has_every_day_of_the_year_once_and_says_itself_in_a_sentence():
    today = date(2024, 6, 3)
    drawn = strip(2024, {date(2024, 6, 4): Load(1, 0), date(2024, 6, 2): Load(2, 0)}, today, "示例县2024年")
    assert drawn.count("<rect") == 366
    assert 'aria-label="示例县2024年"' in drawn
    assert drawn.count("jf-heat-now") == 1
    assert drawn.count("jf-heat-2 jf-heat-next") == 1
    assert drawn.count("jf-heat-3") == 1
    places = [part.split(' width="')[0].split('" x="')[1] for part in drawn.split("<rect ")[1:]]
    assert len(set(places)) == 366


def test_months_before_and_after_pass_the_turn_of_the_year():
    assert month_before(date(2026, 1, 1)) == date(2025, 12, 1)
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert month_after(date(2026, 1, 1)) == date(2026, 2, 1)
