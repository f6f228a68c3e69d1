"""Days of a year as rules name them: a month and a day, the quarters, the part of a year that has passed."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of every year, written MM-DD. 29 February is 28 February in common years.

    Raises ValueError for a day that no year has (02-30).
    """

    month: int
    day: int

    def __post_init__(self) -> None:
        date(2000, self.month, self.day)

    @classmethod
    def parse(cls, text: str) -> MonthDay:
        """From `06-30`. Raises ValueError for any other form."""
        day = date.fromisoformat(f"2000-{text}")
        return cls(day.month, day.day)

    def on(self, year: int) -> date:
        if (self.month, self.day) == (2, 29) and not isleap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


def elapsed_share(day: date) -> Fraction:
    """The part of the day's year that has passed with it, both ends included: 30 June 2019 is 181/365."""
    return Fraction(day.timetuple().tm_yday, 366 if isleap(day.year) else 365)


def quarters_elapsed(day: date) -> int:
    """Full quarters of the day's year, 0 to 4; a quarter has elapsed on its last day."""
    return sum((day.month, day.day) >= end for end in QUARTER_ENDS)


def next_quarter_end(day: date) -> date | None:
    """The first quarter end after the day, in its year."""
    for month, last in QUARTER_ENDS:
        if (day.month, day.day) < (month, last):
            return date(day.year, month, last)
    return None
