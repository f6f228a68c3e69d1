"""Working days by the table of the year: weekends, statutory holidays, make-up days (trust.md, rule 7).

A year that the table does not know stops the calculation with a notice: nothing is guessed.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from registers.models import Holiday

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class MissingYear(LookupError):
    """The table holds no day of this year; `str()` is the sentence to show."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(year)

    def __str__(self) -> str:
        return _("%(year)d年的节假日安排尚未录入，无法推算工作日。请系统管理员在“节假日”中录入后再试。") % {
            "year": self.year
        }


class Workdays:
    """The table of the years asked for so far: one query a year. Make one for many days, the functions for one."""

    def __init__(self) -> None:
        self._years: dict[int, dict[date, bool]] = {}

    def is_working_day(self, day: date) -> bool:
        if day.year not in self._years:
            rows = Holiday.objects.filter(day__year=day.year)
            self._years[day.year] = dict(rows.values_list("day", "works"))
        listed = self._years[day.year]
        if not listed:
            raise MissingYear(day.year)
        return listed.get(day, day.weekday() < SATURDAY)

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which itself does not count; n = 0 is `day`, whatever it is."""
        if n < 0:
            raise ValueError(f"working days are added, not taken away: {n}")
        while n:
            day += ONE_DAY
            n -= self.is_working_day(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; 0 when `last` is not later."""
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day) for day in days)


def is_working_day(day: date) -> bool:
    """Raises MissingYear."""
    return Workdays().is_working_day(day)


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after `day`: a deadline counted from the day after. Raises MissingYear."""
    return Workdays().add(day, n)


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and including `last`: `add_working_days(d, n)` is n away. Raises MissingYear."""
    return Workdays().between(first, last)
