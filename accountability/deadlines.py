"""The clock of a tip: an answer within so many working days after it came (30.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accountability.models import Tip
from registers.workdays import MissingYear, Workdays

# as the catalogue of 2019 has it
WORKING_DAYS = 15
DELETED_AFTER_DAYS = 90


@dataclass(frozen=True)
class Clock:
    """`due`: the last day in time. `left`: working days until then, below zero when late. `missing`: why unknown."""

    due: date | None = None
    left: int = 0
    stopped: bool = False
    missing: str = ""

    @property
    def late(self) -> bool:
        return self.left < 0

    @property
    def days_late(self) -> int:
        return -self.left


def clock(tip: Tip, today: date, table: Workdays) -> Clock:
    """Stops with the first answer; what was late then stays late."""
    try:
        due = table.add(tip.received_on, WORKING_DAYS)
        until = tip.answered_on or today
        left = table.between(until, due) if until <= due else -table.between(due, until)
        # a day off after the last day is late as well
        return Clock(due, left or (-1 if until > due else 0), tip.answered_on is not None)
    except MissingYear as missing:
        return Clock(stopped=tip.answered_on is not None, missing=str(missing))
