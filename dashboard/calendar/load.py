"""How much a county has on each day of a year; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from inspections.entries import INSPECTION, CalendarEntry


@dataclass
class Load:
    """Inspections and meetings of one day."""

    inspections: int = 0
    meetings: int = 0

    @property
    def step(self) -> int:
        """0 nothing, 1 only meetings, 2 one inspection, 3 two and more."""
        if self.inspections:
            return 2 if self.inspections == 1 else 3
        return 1 if self.meetings else 0


def loads(entries: Iterable[CalendarEntry], first: date, last: date) -> dict[date, Load]:
    """Days with anything on them. An entry whose days are not fixed yet lies on none."""
    found: dict[date, Load] = {}
    for entry in entries:
        if entry.floating:
            continue
        day = max(entry.starts, first)
        while day <= min(entry.ends, last):
            load = found.setdefault(day, Load())
            if entry.kind == INSPECTION:
                load.inspections += 1
            else:
                load.meetings += 1
            day += timedelta(days=1)
    return found


def inspected(days: dict[date, Load], first: date, last: date) -> int:
    """On how many of the days an inspection is there."""
    return sum(load.inspections > 0 for day, load in days.items() if first <= day <= last)


def by_month(days: dict[date, Load], year: int) -> list[tuple[date, int, int]]:
    """(first of the month, days with inspections, days with meetings) of every month: the strip as a table."""
    return [
        (
            date(year, month, 1),
            sum(load.inspections > 0 for day, load in days.items() if (day.year, day.month) == (year, month)),
            sum(load.meetings > 0 for day, load in days.items() if (day.year, day.month) == (year, month)),
        )
        for month in range(1, 13)
    ]
