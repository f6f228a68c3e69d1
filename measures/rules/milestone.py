"""Done by a day: deliverables assigned for the year (register 18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from measures.rules import parameters
from measures.rules.days import MonthDay
from measures.rules.facts import Deliverable, Facts, Judgement
from measures.rules.parameters import Parser
from measures.status import Status


@dataclass(frozen=True, slots=True)
class Milestone:
    """Every deliverable assigned is accepted on the day it is due.

    The day written in the assignment (时限) decides; `due` is for those without one, the last of its days
    where it names several. Where facts bring counts only, `population` deliverables without a day are
    meant, of which `value` are accepted. What is due on `as_of` and not accepted is overdue: `as_of` is its 24:00,
    otherwise 31 December could never be missed. Assigned things are known, so coverage plays no part.

    `owed`: what every organization bound owes without being assigned it (9.4: one plan of the next year);
    then register 18 has no say, and `value` is what the metric counts.
    """

    name: ClassVar[str] = "milestone"
    parsers: ClassVar[Mapping[str, Parser]] = {
        "due": parameters.month_days,
        "warn_days": parameters.whole,
        "owed": parameters.whole,
    }
    required: ClassVar[tuple[str, ...]] = ("due",)

    due: tuple[MonthDay, ...]
    warn_days: int = 30
    owed: int = 0

    def due_days(self, year: int) -> tuple[date, ...]:
        """The days of the year that the catalogue names, first to last."""
        return tuple(day.on(year) for day in self.due)

    def judge(self, facts: Facts) -> Judgement:
        deliverables = facts.deliverables or _from_counts(facts)
        if not deliverables:
            return Judgement(Status.NO_DATA)
        fallback = self.due[-1].on(facts.year)
        days = [(item.due or fallback) - facts.as_of for item in deliverables if not item.accepted]
        if not days:
            return Judgement(Status.ON_TRACK)
        nearest = min(days).days
        if nearest <= 0:
            return Judgement(facts.exceeded)
        return Judgement(Status.AT_RISK if nearest <= self.warn_days else Status.NOT_DUE)


def _from_counts(facts: Facts) -> tuple[Deliverable, ...]:
    assigned, accepted = int(facts.population or 0), int(facts.value or 0)
    return tuple(Deliverable(None, index < accepted) for index in range(assigned))
