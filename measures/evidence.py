"""The records behind one figure: the same condition that counted them, listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import F, Q

from measures.catalogue import Obligation
from measures.explained import explained_keys
from measures.people import inheritance
from metrics.period import Period
from metrics.registry import Metric, registry
from registers.workdays import MissingYear


@dataclass(frozen=True, slots=True)
class Piece:
    """One record behind a figure. `share` is below 1 where it came from a predecessor in part; `pk` is its row.

    `explained`: its explanation is accepted, so it is shown and not counted.
    """

    key: str
    title: str
    day: date
    organization: int
    weight: Decimal
    share: Fraction
    explained: bool
    pk: int | None


@dataclass(frozen=True)
class Evidence:
    """What stands behind the figure of one obligation, organization and year, newest first."""

    obligation: Obligation
    metric: Metric | None
    period: Period
    shares: dict[int, Fraction]
    explained: frozenset[str]

    @property
    def register(self) -> str:
        return "" if self.metric is None else self.metric.source.register

    def pieces(self, before: tuple[date, int] | None = None, limit: int | None = None) -> Iterator[Piece]:
        """All of it, or `limit` pieces that come after the piece with day and row number `before`."""
        if self.metric is None:
            return iter(())
        if self.metric.findings:
            return self._findings(self.metric)
        return self._rows(self.metric, before, limit)

    def _findings(self, metric: Metric) -> Iterator[Piece]:
        parameters = dict(self.obligation.parameters_for(metric.parameters))
        try:
            found = list(metric.find(self.period, frozenset(self.shares), **parameters))
        except MissingYear:
            # the figure is unknown and the obligation without data (measures.counting says so in the log)
            return
        for one in sorted(found, key=lambda finding: (finding.day, finding.key), reverse=True):
            yield self._piece(one.key, one.title, one.day, one.organization, one.weight, one.pk)

    def _rows(self, metric: Metric, before: tuple[date, int] | None, limit: int | None) -> Iterator[Piece]:
        source = metric.source
        rows = source.rows().filter(
            metric.condition(**dict(self.obligation.parameters_for(metric.parameters))),
            **{
                source.year: self.period.start.year,
                f"{source.day}__lte": self.period.end,
                f"{source.organization}__in": list(self.shares),
            },
        )
        if before is not None:
            day, pk = before
            rows = rows.filter(Q(**{f"{source.day}__lt": day}) | Q(**{source.day: day, "pk__lt": pk}))
        columns: list[Any] = [source.key, source.title, source.day, source.organization, "pk"]
        if metric.value is not None:
            rows = rows.annotate(weight_of_row=metric.value)
        rows = rows.order_by(F(source.day).desc(), "-pk")
        names = [*columns, *(["weight_of_row"] if metric.value is not None else [])]
        for key, title, day, organization, pk, *weight in rows.values_list(*names)[:limit]:
            yield self._piece(key, title, day, organization, Decimal(weight[0] if weight else 1), pk)

    def _piece(self, key: str, title: str, day: date, organization: int, weight: Decimal, pk: int | None) -> Piece:
        return Piece(key, title, day, organization, weight, self.shares[organization], key in self.explained, pk)


def evidence(obligation: Obligation, organization: int, as_of: date) -> Evidence:
    """What stands behind the figure of the year up to the day; empty where the register is still to come."""
    who = inheritance(as_of)
    shares = {organization: Fraction(1), **who.shares.get(organization, {})}
    metric = None if obligation.awaits else registry.get(obligation.metric)
    excused = explained_keys(as_of.year, [obligation.key]).get(obligation.key, set())
    return Evidence(obligation, metric, Period.year_to(as_of), shares, frozenset(excused))
