"""Limits in working days, by the table of holidays; a year that the table lacks stops the count (MissingYear)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from metrics.period import Period
from registers.workdays import Workdays

ONE_DAY = timedelta(days=1)
# no statutory limit of n working days lasts longer than n × this many days, long holidays included
LONGEST = 4


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month: a month from 31 January is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def late_on(table: Workdays, start: date, working_days: int, done: date | None, period: Period) -> date | None:
    """The first late day of a limit in working days after `start`; None when it was kept or is late outside the period.

    Looks no further than the end of the period: a deadline in a year without a table is not needed to know that
    it has not passed yet.
    """
    until = min(done, period.end) if done else period.end
    if until <= start or table.between(start, until) < working_days:
        return None
    late = table.add(start, working_days) + ONE_DAY
    return late if late in period and until >= late else None


def earliest(period: Period, working_days: int) -> date:
    """No limit that began before this day becomes late inside the period."""
    return period.start - timedelta(days=working_days * LONGEST + 30)
