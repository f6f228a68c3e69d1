"""The side panel: why one cell of the matrix looks as it does (design 01, drill)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.counted import unit_of
from dashboard.overview.board import Unit
from dashboard.overview.matrix import RANK
from dashboard.overview.sentences import in_a_line
from dashboard.overview.tiles import shown_change
from measures.catalogue import Measure, Obligation, RuleSet
from measures.models import Flag, Standing
from measures.rules import Reduction


@dataclass(frozen=True)
class Judged:
    """One obligation of the measure with its standing."""

    obligation: Obligation
    standing: Any

    @property
    def line(self) -> str:
        return in_a_line(self.obligation, self.standing)

    @property
    def unit(self) -> str:
        return unit_of(self.obligation)

    @property
    def is_reduction(self) -> bool:
        """Whether it has a bar: a reduction with a baseline."""
        return isinstance(self.obligation.rule, Reduction) and self.standing.limit is not None

    @property
    def change(self) -> str:
        return shown_change(self.obligation, self.standing.reduction)


@dataclass(frozen=True)
class Inspected:
    """`first` is the worst; `others` follow in the catalogue's order. `flag`: the newest open one of the measure."""

    unit: Unit
    measure: Measure
    first: Judged
    others: tuple[Judged, ...]
    flag: Flag | None


def inspected(
    user: Any, unit: Unit, measure: Measure, year: int, rows: Iterable[Any] | None = None
) -> Inspected | None:
    """None when nothing of the measure binds the organization.

    `rows`: standings judged again, in place of the stored ones.
    """
    keys = [obligation.key for obligation in measure.obligations]
    if rows is None:
        rows = Standing.objects.visible_to(user).filter(organization=unit.pk, year=year, obligation__in=keys)
    found = {row.obligation: row for row in rows if row.organization_id == unit.pk and row.obligation in keys}
    judged = [Judged(one, found[one.key]) for one in measure.obligations if one.key in found]
    if not judged:
        return None
    first = min(judged, key=lambda one: RANK[one.standing.status])
    flags = Flag.objects.visible_to(user).open().filter(organization=unit.pk, year=year, obligation__in=keys)
    worst_first = sorted(flags, key=lambda flag: (flag.obligation != first.obligation.key, RANK[flag.status]))
    others = tuple(one for one in judged if one is not first)
    return Inspected(unit, measure, first, others, worst_first[0] if worst_first else None)


def measure_at(rules: RuleSet, number: int, day: date) -> Measure | None:
    """The measure of that number, if any of it holds on the day."""
    for measure in rules.measures:
        if measure.number == number and any(one.holds_on(day) for one in measure.obligations):
            return measure
    return None
