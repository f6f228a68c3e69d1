"""What the organizations together show: sums of standings the person may see, never of others'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.counted import unit_of
from dashboard.facts import change_shown, present
from dashboard.judged import Judged, counts, total, worst
from dashboard.registers import register_names
from dashboard.sentences import judging
from measures.catalogue import Obligation
from measures.restricted import is_restricted
from measures.rules import Reduction
from measures.status import Status

FIGURES = ("value", "baseline", "same_period", "committed", "limit", "stretch", "forecast")


@dataclass(frozen=True)
class Totals:
    """Sums over those who have the figure. Of a share nothing is added up: its parts are not kept."""

    value: Decimal | None
    baseline: Decimal | None
    same_period: Decimal | None
    committed: Decimal | None
    limit: Decimal | None
    stretch: Decimal | None
    forecast: Decimal | None
    organizations: int
    unknown: int


def totals(obligation: Obligation, rows: Sequence[Judged]) -> Totals | None:
    if obligation.out_of or not rows:
        return None
    taken = compared(rows) if isinstance(obligation.rule, Reduction) else rows
    unknown = sum(row.standing.status in {Status.NO_DATA, Status.NO_BASELINE} for row in rows)
    return Totals(**{name: total(taken, name) for name in FIGURES}, organizations=len(rows), unknown=unknown)


def compared(rows: Sequence[Judged]) -> list[Judged]:
    """Those with both a value and a same period: what is compared with nothing would look like growth."""
    return [row for row in rows if row.standing.value is not None and row.standing.same_period is not None]


@dataclass(frozen=True)
class Demand:
    """One row of the table sentence → rule → source → state."""

    obligation: Obligation
    judging: str
    registers: list[str]
    present: str
    unit: str
    change: str
    status: Status | None
    counts: list[tuple[Status, int]]
    binds_nobody_here: bool
    restricted: bool


def demand(obligation: Obligation, rows: Sequence[Judged]) -> Demand:
    """`rows`: the standings of this obligation that the person may see."""
    statuses = [row.standing.status for row in rows]
    return Demand(
        obligation=obligation,
        judging=judging(obligation),
        registers=register_names(obligation),
        present=_present(obligation, rows),
        unit=unit_of(obligation),
        change=_change(obligation, rows),
        status=worst(statuses),
        counts=counts(statuses),
        binds_nobody_here=not rows,
        restricted=not rows and is_restricted(obligation.key),
    )


def _present(obligation: Obligation, rows: Sequence[Judged]) -> str:
    if len(rows) == 1:
        one = rows[0].standing
        return present(obligation, one.value, one.limit, one.population)
    if obligation.out_of:
        return ""
    whole = totals(obligation, rows) if isinstance(obligation.rule, Reduction) else None
    if whole is not None:
        return present(obligation, whole.value, whole.limit, None)
    limit = rows[0].standing.limit if rows else None
    return present(obligation, total(rows, "value"), limit, total(rows, "population"))


def _change(obligation: Obligation, rows: Sequence[Judged]) -> str:
    whole = totals(obligation, rows)
    if whole is None or not whole.same_period:
        return ""
    return change_shown(obligation, whole.value, whole.same_period)
