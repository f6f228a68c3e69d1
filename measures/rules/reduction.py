"""Fewer than before: documents, meetings, inspections (measures 4, 9, 14, 19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import ClassVar

from django.utils.translation import gettext as _

from measures.rules import parameters
from measures.rules.days import elapsed_share
from measures.rules.facts import Facts, Figure, Judgement
from measures.rules.parameters import ParameterError, Parser
from measures.status import Status


@dataclass(frozen=True, slots=True)
class Reduction:
    """The year's figure falls by at least `minimum` (a share), down to `expected` where a band is named.

    `baseline`: `previous_year`, a fixed year, or the name of a metric of the same year; the last knows no months, so
    its same period is itself. `small_base`: organizations with no more than this need only not grow.
    `committed`: the metric of what is approved and still to come. Past the ceiling is breached whatever the
    force is: a ceiling is issued and signed. Where the baseline is 0 and something was counted nothing can be
    extrapolated: there is no forecast. Beyond the band is a mark on what is on track, not a status.
    """

    name: ClassVar[str] = "reduction"
    parsers: ClassVar[Mapping[str, Parser]] = {
        "minimum": parameters.share,
        "expected": parameters.share,
        "baseline": parameters.baseline,
        "small_base": parameters.number,
        "committed": parameters.metric_name,
    }
    required: ClassVar[tuple[str, ...]] = ("minimum",)

    minimum: Decimal
    expected: Decimal | None = None
    baseline: str | int = "previous_year"
    small_base: Decimal = Decimal(0)
    committed: str | None = None

    def __post_init__(self) -> None:
        if self.expected is not None and self.expected < self.minimum:
            raise ParameterError(_("参数 expected 不得小于 minimum"))

    @property
    def baseline_metric(self) -> str | None:
        """The metric of the same year that is the baseline, where it is one."""
        return self.baseline if isinstance(self.baseline, str) and self.baseline != "previous_year" else None

    def baseline_year(self, year: int) -> int:
        """The year whose figure is the baseline of `year`."""
        if isinstance(self.baseline, int):
            return self.baseline
        return year - 1 if self.baseline == "previous_year" else year

    def bounds(self, baseline: Figure) -> tuple[Fraction, Fraction | None]:
        """Ceiling (上限) and lower edge of the target band (目标区下沿) that follow from a baseline."""
        whole = Fraction(baseline)
        if whole <= self.small_base:
            return whole, None if self.expected is None else whole
        limit = Fraction(floor(whole * (1 - Fraction(self.minimum))))
        if self.expected is None:
            return limit, None
        return limit, Fraction(floor(whole * (1 - Fraction(self.expected))))

    def judge(self, facts: Facts) -> Judgement:
        if facts.unknown or facts.value is None:
            return Judgement(Status.NO_DATA)
        if facts.baseline is None:
            return Judgement(Status.NO_BASELINE)
        limit, stretch = self._bounds(facts, facts.baseline)
        value, same_period = Fraction(facts.value), self.same_period(facts, facts.baseline)
        forecast = self._forecast(facts, value, same_period)
        status = Status.ON_TRACK
        if value > limit:
            status = Status.BREACHED
        elif (forecast is not None and forecast > limit) or value + Fraction(facts.committed) > limit:
            status = Status.AT_RISK
        beyond = stretch is not None and forecast is not None and forecast < stretch
        reduction = 1 - value / same_period if same_period else None
        beyond = beyond and status == Status.ON_TRACK
        return Judgement(status, limit, stretch, forecast, reduction, beyond, same_period)

    def _bounds(self, facts: Facts, baseline: Figure) -> tuple[Fraction, Fraction | None]:
        limit, stretch = self.bounds(baseline)
        if facts.ceiling is not None:
            limit = Fraction(facts.ceiling)
        if facts.stretch is not None:
            stretch = Fraction(facts.stretch)
        return limit, stretch

    def same_period(self, facts: Facts, baseline: Figure) -> Fraction:
        """The baseline up to the same day; by days where the baseline has no months."""
        if facts.same_period is not None:
            return Fraction(facts.same_period)
        if self.baseline_metric:
            return Fraction(baseline)
        return Fraction(baseline) * elapsed_share(facts.as_of)

    def _forecast(self, facts: Facts, value: Fraction, same_period: Fraction) -> Fraction | None:
        if same_period > 0:
            return value * Fraction(facts.baseline or 0) / same_period
        if facts.baseline == 0 and value:
            return None
        return value / elapsed_share(facts.as_of)
