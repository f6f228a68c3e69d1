"""Records whose explanation is accepted: they leave the value of their obligation and stay visible, marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from measures.catalogue import Obligation
from measures.counting import Figures, Organizations
from measures.models import Explanation
from metrics.period import Period
from metrics.registry import Metric, registry


def explained_keys(year: int, obligations: Iterable[str]) -> dict[str, set[str]]:
    """Obligation → natural keys of the records whose explanation is accepted. One query."""
    keys: dict[str, set[str]] = defaultdict(set)
    rows = Explanation.objects.filter(state=Explanation.State.ACCEPTED, year=year, obligation__in=list(obligations))
    for obligation, key in rows.values_list("obligation", "record_key"):
        keys[obligation].add(key)
    return keys


def explained_figures(
    obligations: Iterable[Obligation], year: int, as_of: date, organizations: Organizations
) -> dict[str, Figures]:
    """Obligation → organization → how much of its figure is explained; only where anything is."""
    live = {one.key: one for one in obligations}
    figures: dict[str, Figures] = {}
    for key, records in explained_keys(year, live).items():
        one = live[key]
        metric = registry[one.metric]
        parameters = dict(one.parameters_for(metric.parameters))
        period = Period(date(year, 1, 1), as_of)
        if metric.findings:
            figures[key] = _found(metric, period, records, organizations, parameters)
        else:
            figures[key] = _counted(metric, period, records, organizations, parameters)
    return figures


def _found(metric: Metric, period: Period, keys: set[str], whose: Organizations, parameters: dict) -> Figures:
    figures: Figures = defaultdict(Decimal)
    for finding in metric.find(period, whose, **parameters):
        if finding.key in keys:
            figures[finding.organization] += finding.weight
    return dict(figures)


def _counted(metric: Metric, period: Period, keys: set[str], whose: Organizations, parameters: dict) -> Figures:
    source = metric.source
    rows = source.rows().filter(
        metric.condition(**parameters),
        **{source.year: period.start.year, f"{source.day}__lte": period.end, f"{source.key}__in": keys},
    )
    if whose is not None:
        rows = rows.filter(**{f"{source.organization}__in": whose})
    amount = Count(source.organization) if metric.value is None else Sum(metric.value)
    found = rows.order_by().values(source.organization).annotate(amount=amount)
    return {row[source.organization]: Decimal(row["amount"] or 0) for row in found}
