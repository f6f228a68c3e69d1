"""What a planned meeting does to those below (对基层): counties, county-days, people who have to travel up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from meetings.models.kinds import REMOTE

HALF_DAY = 240


@dataclass(frozen=True, slots=True)
class Effect:
    """`county_days` and `people` are None where the length or the number of people is not known.

    `people` are those who have to travel up: nobody by video or telephone, nobody for a meeting that stays at the
    level that calls it.
    """

    counties: int
    county_days: Decimal | None
    people: int | None


def effect(
    *, counties: int, leaves_level: bool, form: str, half_days: int | None, minutes: int | None, people: int | None
) -> Effect:
    """`counties`: how many it reaches; `leaves_level`: whether it reaches below the level that calls it.

    A county-day is one county for one day: 62 counties for half a day are 31. A begun half day of 240 minutes is
    a half day, as in 13.1.
    """
    halves = half_days if half_days is not None else None if minutes is None else ceil(minutes / HALF_DAY)
    if not counties:
        days: Decimal | None = Decimal(0)
    else:
        days = None if halves is None else Decimal(counties * halves) / 2
    travelling = people if leaves_level and form not in REMOTE else 0
    return Effect(counties, days, travelling)
