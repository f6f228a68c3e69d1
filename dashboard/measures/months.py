"""A reduction month by month, this year and the year it is compared with, by the metric's own condition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractMonth

from measures.catalogue import Obligation
from measures.counting import inherit
from measures.explained import explained_keys
from measures.figures import baseline_year
from measures.people import Inheritance
from metrics.registry import Metric, registry

# organization id → twelve figures, January first
Months = dict[int, list[Decimal]]


@dataclass(frozen=True)
class Monthly:
    """Both years by organization, shares of predecessors included; this year up to the day."""

    year: int
    base: int
    day: date
    this: Months
    before: Months

    def of(self, organizations: Collection[int], months: Months) -> list[Decimal]:
        """The sum over the organizations, January first."""
        rows = [months[one] for one in organizations if one in months]
        return [sum(column, Decimal(0)) for column in zip(*rows, strict=True)] if rows else [Decimal(0)] * 12


def monthly(
    obligation: Obligation, year: int, day: date, who: Inheritance, organizations: Collection[int]
) -> Monthly | None:
    """Two queries. None where nothing can be counted by month: a register to come, or no condition."""
    metric = None if obligation.awaits else registry.get(obligation.metric)
    base = baseline_year(obligation, year)
    if metric is None or metric.findings or base is None or base == year:
        return None
    found = _counted(metric, obligation, {year: day, base: date(base, 12, 31)}, who.closure(organizations))
    this, before = (_inherited(found[one], who) for one in (year, base))
    return Monthly(year, base, day, this, before)


def _counted(
    metric: Metric, obligation: Obligation, until: dict[int, date], whose: frozenset[int]
) -> dict[int, dict[int, dict[int, Decimal]]]:
    """year → month → organization → figure. What is explained is left out of the newest year only."""
    source = metric.source
    excused = explained_keys(max(until), [obligation.key]).get(obligation.key, set())
    span = Q()
    for year, last in until.items():
        span |= Q(**{source.year: year, f"{source.day}__lte": last})
    rows = source.rows().filter(
        span,
        metric.condition(**dict(obligation.parameters_for(metric.parameters))),
        **{f"{source.organization}__in": list(whose)},
    )
    if excused:
        rows = rows.exclude(**{source.year: max(until), f"{source.key}__in": excused})
    amount = Count(source.organization) if metric.value is None else Sum(metric.value)
    found: dict[int, dict[int, dict[int, Decimal]]] = {year: defaultdict(dict) for year in until}
    grouped = rows.order_by().annotate(counted_month=ExtractMonth(source.day))
    for year, month, one, figure in grouped.values_list(source.year, "counted_month", source.organization).annotate(
        amount=amount
    ):
        found[year][month][one] = Decimal(figure or 0)
    return found


def _inherited(by_month: dict[int, dict[int, Decimal]], who: Inheritance) -> Months:
    months: Months = defaultdict(lambda: [Decimal(0)] * 12)
    for month, figures in by_month.items():
        for one, figure in inherit(figures, who.shares).items():
            months[one][month - 1] = figure
    return dict(months)


def cumulative(months: list[Decimal]) -> list[Decimal]:
    return list(accumulate(months))
