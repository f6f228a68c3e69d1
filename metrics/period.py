"""A span of days, both ends included. Days are dates in Asia/Shanghai; nothing here reads a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included. Raises ValueError when the end lies before the start."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end on {self.end} before it starts on {self.start}")

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def year_to(cls, day: date) -> Period:
        """1 January of the day's year up to the day itself."""
        return cls(date(day.year, 1, 1), day)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


def same_day(day: date, year: int) -> date:
    """The same month and day of another year; 29 February becomes 28 February."""
    if (day.month, day.day) == (2, 29):
        day = day - timedelta(days=1)
    return day.replace(year=year)


def clamp(day: date, year: int) -> date:
    """The day itself inside its year, else 1 January or 31 December of that year, whichever is nearer."""
    return min(max(day, date(year, 1, 1)), date(year, 12, 31))
