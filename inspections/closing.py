"""How long a county can tap, and what silence means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from registers.workdays import MissingYear, Workdays

# working days after the last day of an item; then silence counts as planned
SILENCE = 3
# an unplanned visit can be taken back for so long, unless the office has answered
TAKEN_BACK = timedelta(hours=24)


@dataclass(frozen=True)
class Window:
    """The days of one item on which its county can tap: from its first day on. `last` is None while unknown."""

    first: date
    last: date | None

    def open_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def over_on(self, day: date) -> bool:
        """Whether silence has become “as planned”."""
        return self.last is not None and day > self.last


def window(starts: date, ends: date, workdays: Workdays) -> Window:
    """Until three working days after the end; open as long as the holidays of that year are not known."""
    try:
        return Window(starts, workdays.add(ends, SILENCE))
    except MissingYear:
        return Window(starts, None)


def changeable_until(now_day: date) -> datetime:
    """A tap of today can be changed until tomorrow 24:00."""
    return make_aware(datetime.combine(now_day + timedelta(days=2), time.min))
