"""The figures of one run, gathered before anything is judged: a handful of queries, then plain arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from measures.catalogue import Obligation
from measures.counting import ZERO, Cut, Figures, Organizations, Wanted, count, inherit
from measures.deliverables import Deliverables, deliverables
from measures.explained import explained_figures
from measures.people import People
from measures.rules import Facts, Floor, Milestone, Reduction
from measures.targets import InForce, Signed, Whose, in_force, issued_targets, signed_baselines
from metrics.period import same_day
from metrics.registry import registry
from registers.coverage import Span, Spans, data_through, spans, touches


@dataclass(frozen=True)
class Book:
    """Everything a run needs to state the facts of any obligation and organization, as of one day."""

    year: int
    as_of: date
    people: People
    raw: Mapping[Cut, Figures]
    explained: Mapping[str, Figures]
    covered: Spans
    signed: Mapping[Whose, Signed]
    deliverables: Deliverables
    whole: dict[tuple[str, Cut], Figures] = field(default_factory=dict)

    def facts(self, obligation: Obligation, organization: int) -> Facts:
        """The facts of one obligation and organization; all unknown where its register is still to come, or where
        the working days of a year are not known.
        """
        value = _wanted(obligation, obligation.metric)
        if value is None or (value, self.as_of) not in self.raw:
            return Facts(value=None, year=self.year, as_of=self.as_of, force=obligation.force, covered=False)
        assigned = self.deliverables.get((obligation.key, organization), ())
        baseline, divisor = self.baseline(obligation, organization)
        out_of = _wanted(obligation, obligation.out_of)
        return Facts(
            value=self._figure(value, self.as_of, organization, obligation.key),
            year=self.year,
            as_of=self.as_of,
            force=obligation.force,
            covered=touches(self._spans(obligation, organization), self.year),
            baseline=baseline.baseline,
            same_period=baseline.same_period,
            ceiling=baseline.ceiling,
            stretch=baseline.stretch,
            committed=self._committed(obligation, organization),
            population=self._examined(obligation, value, len(assigned), organization),
            out_of=None if out_of is None else self._figure(out_of, self.as_of, organization),
            baseline_out_of=divisor,
            deliverables=assigned,
        )

    def _examined(self, obligation: Obligation, value: Wanted, assigned: int, organization: int) -> Decimal:
        """How many records were looked at; of a milestone, how many things are owed."""
        if isinstance(obligation.rule, Milestone):
            return Decimal(obligation.rule.owed or assigned)
        return self._figure(_population(value), self.as_of, organization)

    def data_through(self, obligation: Obligation, organization: int) -> date | None:
        return data_through(self._spans(obligation, organization), self.year)

    def _spans(self, obligation: Obligation, organization: int) -> list[Span]:
        """What the organization's register covers, and its predecessors' before it."""
        wanted = _wanted(obligation, obligation.metric)
        if wanted is None:
            return []
        register = wanted.definition.source.register
        whose = [organization, *self.people.shares.get(organization, ())]
        kept = [(date(self.year, 1, 1), self.as_of)] if wanted.definition.source.kept_here else []
        return [*kept, *(span for one in whose for span in self.covered.get((register, one), ()))]

    def _figure(self, wanted: Wanted, day: date, organization: int, explained_under: str = "") -> Decimal:
        """The figure with its predecessors' shares, less what was explained under the obligation."""
        slot = (explained_under if explained_under in self.explained else "", (wanted, day))
        if slot not in self.whole:
            figures = dict(self.raw[wanted, day])
            for whose, excused in self.explained.get(explained_under, {}).items():
                figures[whose] = figures.get(whose, ZERO) - excused
            self.whole[slot] = inherit(figures, self.people.shares)
        return self.whole[slot].get(organization, ZERO)

    def _committed(self, obligation: Obligation, organization: int) -> Decimal:
        wanted = _wanted(obligation, obligation.committed)
        return ZERO if wanted is None else self._figure(wanted, self.as_of, organization)

    def baseline(self, obligation: Obligation, organization: int) -> tuple[InForce, Decimal | None]:
        """The baseline in force, and for a share what it is divided by."""
        year = baseline_year(obligation, self.year)
        if year is None:
            return InForce(None, None), None
        wanted = _wanted(obligation, obligation.baseline_metric or obligation.metric)
        if wanted is None:
            return InForce(None, None), None
        if year == self.year:
            figure = self._figure(wanted, self.as_of, organization)
            return InForce(figure, figure), None
        rule = obligation.rule if isinstance(obligation.rule, Reduction) else None
        own = self.people.whose_figures(organization)
        found = in_force(
            (obligation.key, organization),
            self.signed,
            {one: self._registered(wanted, year, one) for one in own if self._covers(wanted, one, year)},
            self.people.succeeded(organization),
            rule,
        )
        divisor = _wanted(obligation, obligation.out_of)
        if divisor is None or found.signed:
            return found, None
        return found, self._figure(divisor, date(year, 12, 31), organization)

    def _covers(self, wanted: Wanted, organization: int, year: int) -> bool:
        return touches(self.covered.get((wanted.definition.source.register, organization), ()), year)

    def _registered(self, wanted: Wanted, year: int, organization: int) -> tuple[Decimal, Decimal]:
        """The organization's own whole year and same period, without its predecessors."""
        days = (date(year, 12, 31), same_day(self.as_of, year))
        whole, part = (self.raw[wanted, day].get(organization, ZERO) for day in days)
        return whole, part


def gather(
    obligations: Iterable[Obligation],
    year: int,
    as_of: date,
    people: People,
    organizations: Organizations,
    with_targets: bool = True,
) -> Book:
    """Counts what the obligations need for the organizations given (None: all), predecessors among them.

    `with_targets=False` leaves issued targets aside: what the registers and signed baselines imply by themselves.
    """
    live = [one for one in obligations if _wanted(one, one.metric) is not None]
    raw = count([wanted for one in live for wanted in _of_the_year(one)], year, [as_of], organizations)
    years = {baseline_year(one, year) for one in live} - {None, year}
    for earlier in years:
        wanted = [w for one in live if baseline_year(one, year) == earlier for w in _of_the_baseline(one)]
        raw |= count(wanted, earlier, [date(earlier, 12, 31), same_day(as_of, earlier)], organizations)
    registers = {registry[one.metric].source.register for one in live}
    return Book(
        year,
        as_of,
        people,
        raw,
        explained_figures(live, year, as_of, organizations),
        spans(registers, {year, *years}, organizations),
        signed_baselines(year, organizations) | (issued_targets(year, organizations) if with_targets else {}),
        deliverables(live, as_of, organizations),
    )


def baseline_year(obligation: Obligation, year: int) -> int | None:
    """The year that an obligation is compared with; None where its rule compares nothing."""
    rule = obligation.rule
    if isinstance(rule, Reduction):
        return rule.baseline_year(year)
    return year - 1 if isinstance(rule, Floor) and rule.not_below_baseline else None


def _wanted(obligation: Obligation, name: str | None) -> Wanted | None:
    """The metric with the obligation's parameters for it; None while its register is still to come."""
    metric = registry.get(name) if name else None
    if metric is None or obligation.awaits:
        return None
    return Wanted(metric.name, obligation.parameters_for(metric.parameters))


def _population(wanted: Wanted) -> Wanted:
    return Wanted(wanted.metric, population=True)


def _of_the_year(obligation: Obligation) -> Iterable[Wanted]:
    for name in obligation.metrics:
        wanted = _wanted(obligation, name)
        if wanted is not None:
            yield wanted
    first = _wanted(obligation, obligation.metric)
    if first is not None:
        yield _population(first)


def _of_the_baseline(obligation: Obligation) -> Iterable[Wanted]:
    for name in (obligation.baseline_metric or obligation.metric, obligation.out_of):
        wanted = _wanted(obligation, name)
        if wanted is not None:
            yield wanted
