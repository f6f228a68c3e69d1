"""Cumulative figures by month, this year beside the baseline year, between ceiling and lower edge (DESIGN.md §9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import ExtractMonth
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboard.overview.tiles import Total
from measures.catalogue import Obligation
from measures.models import Explanation
from measures.rules import Reduction
from metrics.registry import Metric, registry
from organizations.models import Succession
from organizations.roles import Power
from organizations.tree import Link, inherited

# obligation → the tab's name
TABS: dict[str, str | Promise] = {"4.1": _("文件"), "9.1": _("会议"), "14.1": _("督检考")}
MONTHS = range(1, 13)


@dataclass(frozen=True)
class Trend:
    """Twelve cumulative figures of the baseline year; this year's as far as it has come, the last as of `as_of`."""

    obligation: str
    name: str
    unit: str
    year: int
    baseline_year: int
    as_of: date
    before: tuple[Decimal, ...]
    now: tuple[Decimal, ...]
    limit: Decimal | None
    stretch: Decimal | None
    forecast: Decimal | None

    def edge(self, whole: Decimal | None) -> tuple[Decimal, ...]:
        """What the year's limit leaves at the end of each month, spread as the baseline year was; else evenly."""
        if whole is None:
            return ()
        last = self.before[-1]
        if not last:
            return tuple(whole * month / 12 for month in MONTHS)
        return tuple(whole * figure / last for figure in self.before)

    @property
    def top(self) -> Decimal:
        """The highest figure drawn."""
        known = [one for one in (self.limit, self.forecast) if one is not None]
        return max([*self.before, *self.now, *known])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """For the table view, one row a month."""
        limits, stretches = self.edge(self.limit), self.edge(self.stretch)
        return [
            {
                "month": month,
                "before": self.before[month - 1],
                "now": self.now[month - 1] if month <= len(self.now) else None,
                "limit": limits[month - 1] if limits else None,
                "stretch": stretches[month - 1] if stretches else None,
            }
            for month in MONTHS
        ]


def drawable(obligation: Obligation | None) -> Metric | None:
    """The metric, where a trend can be drawn of it: a condition of a register that exists, compared with a year."""
    if obligation is None or obligation.awaits or not isinstance(obligation.rule, Reduction):
        return None
    metric = registry.get(obligation.metric)
    return None if metric is None or metric.findings or obligation.baseline_metric else metric


def trend(user: Any, obligation: Obligation, metric: Metric, whole: Total, as_of: date) -> Trend:
    """Of the organizations that are in the tile's sum, with what they inherit. Two queries."""
    assert isinstance(obligation.rule, Reduction)
    earlier = obligation.rule.baseline_year(as_of.year)
    weights = _weights(user, whole.counted, as_of)
    months = _by_month(user, obligation, metric, (earlier, as_of.year), as_of, weights)
    now = list(accumulate(months[as_of.year, month] for month in range(1, as_of.month + 1)))
    return Trend(
        obligation=obligation.key,
        name=str(TABS.get(obligation.key, obligation.demand)),
        unit=str(metric.unit),
        year=as_of.year,
        baseline_year=earlier,
        as_of=as_of,
        before=tuple(accumulate(months[earlier, month] for month in MONTHS)),
        now=tuple(now),
        limit=whole.limit,
        stretch=whole.stretch,
        forecast=whole.forecast,
    )


def _weights(user: Any, counted: frozenset[int], as_of: date) -> Mapping[int, Fraction]:
    """Whose records count, and for how much: the organizations' own in full, their predecessors' by share."""
    rows = Succession.objects.reached_by(user, Power.SEE_STANDINGS).filter(effective__lte=as_of)
    links = [Link(*row) for row in rows.values_list("predecessor_id", "successor_id", "effective", "share")]
    weights: dict[int, Fraction] = defaultdict(Fraction, dict.fromkeys(counted, Fraction(1)))
    for successor, predecessors in inherited(links, as_of).items():
        if successor in counted:
            for predecessor, share in predecessors.items():
                weights[predecessor] += share
    return weights


def _by_month(
    user: Any,
    obligation: Obligation,
    metric: Metric,
    years: Iterable[int],
    as_of: date,
    weights: Mapping[int, Fraction],
) -> Mapping[tuple[int, int], Decimal]:
    """(year, month) → figure. What was explained does not count in this year; it does in the baseline year."""
    source = metric.source
    amount = Count(source.organization) if metric.value is None else Sum(metric.value)
    rows = (
        source.rows()
        .filter(metric.condition(**dict(obligation.parameters_for(metric.parameters))))
        .filter(**{f"{source.year}__in": list(years), f"{source.organization}__in": list(weights)})
        .exclude(**{source.year: as_of.year, f"{source.day}__gt": as_of})
        .exclude(_explained(user, obligation, metric, as_of.year))
        .order_by()
        .values(whose=F(source.organization), when=F(source.year), month=ExtractMonth(source.day))
        .annotate(amount=amount)
    )
    figures: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for row in rows:
        weight = weights[row["whose"]]
        figures[row["when"], row["month"]] += Decimal(row["amount"] or 0) * weight.numerator / weight.denominator
    return figures


def _explained(user: Any, obligation: Obligation, metric: Metric, year: int) -> Q:
    accepted = Explanation.objects.visible_to(user).filter(
        obligation=obligation.key, state=Explanation.State.ACCEPTED, year=year
    )
    return Q(**{metric.source.year: year, f"{metric.source.key}__in": accepted.values("record_key")})
