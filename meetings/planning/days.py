"""Moving a planned time out of a month, in the words in which it was written."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

SATURDAY = 5
MONTH = re.compile(r"\d{1,2}(?=月)")


@dataclass(frozen=True, slots=True)
class Time:
    """A planned time: as written, and the first and last day that it may mean."""

    text: str
    first: date
    last: date

    @property
    def changes(self) -> dict[str, object]:
        return {"planned_text": self.text, "planned_from": self.first, "planned_to": self.last}


def touches(first: date | None, last: date | None, month: int) -> bool:
    """Whether a span of days has a day in the month of any year."""
    if first is None:
        return False
    last = last or first
    return any(
        first <= date(year, month, monthrange(year, month)[1]) and date(year, month, 1) <= last
        for year in range(first.year, last.year + 1)
    )


def within(first: date, last: date | None, month: int) -> bool:
    """Whether every day of a span lies in one and the same month of this number."""
    last = last or first
    return (first.year, first.month) == (last.year, last.month) == (first.year, month)


def before_and_after(text: str, first: date, last: date | None) -> list[Time]:
    """The same time one month earlier, and soon after the month: 8月20日 → 7月20日, 9月3日; 8月 → 7月, 9月.

    Days are moved to working days of the week; holidays are left to those who plan. A month is not left beyond
    the year.
    """
    last = last or first
    if first == last:
        days = [_earlier(first), _later(first)]
        return [Time(_said(day), day, day) for day in days if day.year == first.year]
    return [_same_part(text, first, last, step) for step in (-1, 1) if 1 <= first.month + step <= 12]


def _earlier(day: date) -> date:
    month, year = (day.month - 1, day.year) if day.month > 1 else (12, day.year - 1)
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    return moved - timedelta(days=max(moved.weekday() - SATURDAY + 1, 0))


def _later(day: date) -> date:
    """Two weeks on, at least the first day of the next month."""
    after = date(day.year, day.month, monthrange(day.year, day.month)[1]) + timedelta(days=1)
    moved = max(day + timedelta(days=14), after)
    while moved.weekday() >= SATURDAY:
        moved += timedelta(days=1)
    return moved


def _same_part(text: str, first: date, last: date, step: int) -> Time:
    """上旬 stays 上旬; a whole month stays whole, whatever its length."""
    month = first.month + step
    ends = monthrange(first.year, first.month)[1]
    longest = monthrange(first.year, month)[1]
    end = longest if last.day == ends else min(last.day, longest)
    start, stop = date(first.year, month, min(first.day, longest)), date(first.year, month, end)
    written = MONTH.sub(str(month), text) if MONTH.search(text) else _("%(month)s月") % {"month": month}
    return Time(written, start, stop)


def _said(day: date) -> str:
    return _("%(month)s月%(day)s日") % {"month": day.month, "day": day.day}
