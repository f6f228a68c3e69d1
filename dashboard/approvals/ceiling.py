"""What an approval does to the unit's ceiling of the year: held, approved to come, and this meeting (9.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dashboard.plans.ceiling import ceiling_of
from measures.catalogue import NoRuleSet, rule_set_for
from measures.engine import weigh
from meetings.models import LineState, PlannedMeeting
from metrics.period import clamp

OBLIGATION = "9.1"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """`held` and `to_come` of the year so far; `limit` None while no ceiling is known; `adds`: 1, or 0 where the
    meeting is not counted (joined to another) or already among those to come.
    """

    held: Decimal
    to_come: Decimal
    adds: int
    limit: Decimal | None

    @property
    def total(self) -> Decimal:
        """Of the whole year once this meeting is approved."""
        return self.held + self.to_come + self.adds

    @property
    def over(self) -> Decimal:
        """By how much the ceiling would be passed; 0 where it would not."""
        return max(self.total - self.limit, Decimal(0)) if self.limit is not None else Decimal(0)


def ceiling_beside(user: Any, planned: PlannedMeeting, today: date) -> Ceiling | None:
    """For a line of a plan the very figures that stand beside the plan; for a single meeting `ceiling`."""
    if planned.plan is None:
        return ceiling(planned, today)
    beside = ceiling_of(user, planned.plan)
    return Ceiling(beside.held, Decimal(beside.approved), _adds(planned), beside.limit)


def ceiling(planned: PlannedMeeting, today: date) -> Ceiling | None:
    """Weighed anew, so that an approval of a minute ago is in it; None where the unit has no such ceiling."""
    try:
        rule_set_for(planned.year)
    except NoRuleSet:
        return None
    whose = {planned.organization_id}
    rows, _judged = weigh(planned.year, clamp(today, planned.year), whose, {OBLIGATION})
    row = next((one for one in rows if one.organization_id == planned.organization_id), None)
    if row is None:
        return None
    return Ceiling(row.value or Decimal(0), row.committed or Decimal(0), _adds(planned), row.limit)


def _adds(planned: PlannedMeeting) -> int:
    to_come = (LineState.APPROVED, LineState.HELD)
    return int(planned.counted and planned.joined_to_id is None and planned.state not in to_come)
