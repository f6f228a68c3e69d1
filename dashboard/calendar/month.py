"""One month as weeks of days, and the entries laid over them in lanes; pure."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from inspections.entries import CalendarEntry

# lanes below the number of a day; what finds no place is counted beside it
LANES = 3
SATURDAY = 5


@dataclass(frozen=True)
class Day:
    """`off`: nobody works; `sign`: 休 or 班 where the table of holidays says so; `hidden`: entries without a lane."""

    day: date
    outside: bool
    off: bool
    sign: str
    today: bool
    chosen: bool
    hidden: int = 0


@dataclass(frozen=True)
class Bar:
    """The part of an entry that lies in one week: columns from 1, lanes from 1."""

    entry: CalendarEntry
    column: int
    span: int
    lane: int
    goes_on: bool


@dataclass(frozen=True)
class Week:
    days: list[Day]
    bars: list[Bar] = field(default_factory=list)


def lanes(spans: Sequence[tuple[int, int]]) -> list[int]:
    """For each span (first and last column, both included) the lowest lane that is free all along it.

    Earlier ones first, of those that begin together the longer one: so no span hangs below an empty place.
    """
    given = [0] * len(spans)
    ends: list[int] = []
    for place in sorted(range(len(spans)), key=lambda one: (spans[one][0], -spans[one][1])):
        first, last = spans[place]
        free = next((lane for lane, end in enumerate(ends) if end < first), len(ends))
        ends[free : free + 1] = [last]
        given[place] = free
    return given


def weeks(
    month: date, entries: Iterable[CalendarEntry], signs: Mapping[date, bool], today: date, chosen: date | None
) -> list[Week]:
    """Weeks of a month, Monday first. `signs`: listed days, True for a make-up working day (班), False for 休."""
    some = [entry for entry in entries if not entry.floating]
    drawn = []
    for days in Calendar().monthdatescalendar(month.year, month.month):
        touching = [entry for entry in some if entry.starts <= days[-1] and entry.ends >= days[0]]
        spans = [(max((entry.starts - days[0]).days, 0), min((entry.ends - days[0]).days, 6)) for entry in touching]
        bars, hidden = [], [0] * 7
        for entry, (first, last), lane in zip(touching, spans, lanes(spans), strict=True):
            if lane < LANES:
                bars.append(Bar(entry, first + 1, last - first + 1, lane + 1, entry.ends > days[-1]))
            else:
                for column in range(first, last + 1):
                    hidden[column] += 1
        bars.sort(key=lambda bar: (bar.column, bar.lane))
        shown = [_day(day, month, signs, today, chosen, hidden[column]) for column, day in enumerate(days)]
        drawn.append(Week(shown, bars))
    return drawn


def _day(day: date, month: date, signs: Mapping[date, bool], today: date, chosen: date | None, hidden: int) -> Day:
    listed = signs.get(day)
    off = day.weekday() >= SATURDAY if listed is None else not listed
    sign = "" if listed is None else "work" if listed else "rest"
    return Day(day, day.month != month.month, off, sign, day == today, day == chosen, hidden)


def month_before(month: date) -> date:
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)
