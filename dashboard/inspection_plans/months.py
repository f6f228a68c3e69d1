"""What the counties of a line have on them already, month by month: shown before its days are chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from inspections.clashes import load

# county-days a county and month at which the shade of a month deepens; four steps of one blue
STEPS = (0, 5, 15)


@dataclass(frozen=True, slots=True)
class Month:
    """`days`: on how many days of the month somebody may be at one of the counties, on average over them."""

    number: int
    days: int
    busiest: int

    @property
    def step(self) -> int:
        return sum(self.days > limit for limit in STEPS)


def months_of(counties: Collection[int], year: int) -> list[Month]:
    """Twelve months; nothing where no county is named. `busiest`: the most teams at one county on one day."""
    if not counties:
        return []
    found = load(counties, date(year, 1, 1), date(year, 12, 31))
    days, most = [0] * 13, [0] * 13
    for booked in found.values():
        for day, teams in booked.items():
            days[day.month] += 1
            most[day.month] = max(most[day.month], teams)
    return [Month(month, -(-days[month] // len(found)), most[month]) for month in range(1, 13)]
