"""Counting: every figure that a run of the engine needs, in as few passes over the registers as can be.

Conditions of one source are counted together, one pass for each year; the days up to which they are
counted (`cuts`) are filters of the same pass. Counting the grouped column keeps the pass inside its index.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import structlog
from django.db.models import Count, Q, Sum

from metrics.period import Period
from metrics.registry import Finding, Metric, Source, registry
from registers.workdays import MissingYear

log = structlog.get_logger(__name__)

# organization id → figure
Figures = dict[int, Decimal]
Organizations = frozenset[int] | None

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A metric with its parameters; without a metric, every row of the register that the named metric counts in."""

    metric: str
    parameters: tuple[tuple[str, Any], ...] = ()
    population: bool = False

    @property
    def definition(self) -> Metric:
        return registry[self.metric]

    @property
    def is_condition(self) -> bool:
        return self.population or not self.definition.findings

    def condition(self) -> Q:
        return Q() if self.population else self.definition.condition(**dict(self.parameters))


Cut = tuple[Wanted, date]


def count(
    wanted: Iterable[Wanted], year: int, cuts: Iterable[date], organizations: Organizations
) -> dict[Cut, Figures]:
    """Figures by organization from 1 January of `year` up to each of the cuts, both days included.

    A figure that needs working days of a year whose holidays nobody entered is left out: unknown, not zero.
    """
    days = sorted(set(cuts))
    figures: dict[Cut, Figures] = {}
    by_source: dict[Source, list[Wanted]] = defaultdict(list)
    for one in dict.fromkeys(wanted):
        if one.is_condition:
            by_source[one.definition.source].append(one)
        else:
            for day in days:
                try:
                    figures[one, day] = _weighed(find(one, Period(date(year, 1, 1), day), organizations))
                except MissingYear as missing:
                    log.warning("holidays_missing", metric=one.metric, year=missing.year)
    for source, conditions in by_source.items():
        figures |= _one_pass(source, conditions, year, days, organizations)
    return figures


def find(wanted: Wanted, period: Period, organizations: Organizations) -> Iterable[Finding]:
    return wanted.definition.find(period, organizations, **dict(wanted.parameters))


def _weighed(findings: Iterable[Finding]) -> Figures:
    figures: Figures = defaultdict(Decimal)
    for finding in findings:
        figures[finding.organization] += finding.weight
    return dict(figures)


def _one_pass(
    source: Source, wanted: list[Wanted], year: int, days: list[date], organizations: Organizations
) -> dict[Cut, Figures]:
    rows = source.rows().filter(**{source.year: year, f"{source.organization}__isnull": False})
    if days[-1] < date(year, 12, 31):
        rows = rows.filter(**{f"{source.day}__lte": days[-1]})
    if organizations is not None:
        rows = rows.filter(**{f"{source.organization}__in": organizations})
    names = {(one, day): f"figure_{index}" for index, (one, day) in enumerate((o, d) for o in wanted for d in days)}
    columns = {name: _column(source, one, None if day == days[-1] else day) for (one, day), name in names.items()}
    figures: dict[Cut, Figures] = {cut: {} for cut in names}
    for row in rows.order_by().values(source.organization).annotate(**columns):
        for cut, name in names.items():
            if row[name]:
                figures[cut][row[source.organization]] = Decimal(row[name])
    return figures


def _column(source: Source, wanted: Wanted, until: date | None) -> Any:
    condition = wanted.condition()
    if until is not None:
        condition &= Q(**{f"{source.day}__lte": until})
    expression = None if wanted.population else wanted.definition.value
    if expression is None:
        return Count(source.organization, filter=condition or None)
    return Sum(expression, filter=condition or None)


def inherit(figures: Mapping[int, Decimal], shares: Mapping[int, Mapping[int, Any]]) -> Figures:
    """Each successor's figure with its share of what its predecessors had (evaluation.md, Successors)."""
    whole = dict(figures)
    for successor, predecessors in shares.items():
        for predecessor, share in predecessors.items():
            if predecessor in figures:
                part = figures[predecessor] * share.numerator / share.denominator
                whole[successor] = whole.get(successor, ZERO) + part
    return whole
