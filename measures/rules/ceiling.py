"""No more than: what must not happen, or not often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from django.utils.translation import gettext as _

from measures.rules import parameters
from measures.rules.days import MonthDay
from measures.rules.facts import Facts, Judgement
from measures.rules.parameters import ParameterError, Parser
from measures.status import Status


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most `limit` in the year; above `warn` it is at risk.

    `since`: the first day of the year on which the limit holds (29.1: from 31 March); before it, what would
    exceed the limit is not due. A value above 0 is a record, so it is judged even where `population` says 0.
    """

    name: ClassVar[str] = "ceiling"
    parsers: ClassVar[Mapping[str, Parser]] = {
        "limit": parameters.number,
        "warn": parameters.number,
        "since": parameters.month_day,
    }
    required: ClassVar[tuple[str, ...]] = ()

    limit: Decimal = Decimal(0)
    warn: Decimal | None = None
    since: MonthDay | None = None

    def __post_init__(self) -> None:
        if self.warn is not None and self.warn >= self.limit:
            raise ParameterError(_("参数 warn 应小于 limit，否则永远不会预警"))

    def judge(self, facts: Facts) -> Judgement:
        figure = facts.figure
        if facts.unknown or figure is None:
            return Judgement(Status.NO_DATA)
        return Judgement(self._status(facts, figure), Fraction(self.limit))

    def _status(self, facts: Facts, figure: Fraction) -> Status:
        if figure > self.limit:
            early = self.since is not None and facts.as_of < self.since.on(facts.year)
            return Status.NOT_DUE if early else facts.exceeded
        if self.warn is not None and figure > self.warn:
            return Status.AT_RISK
        return Status.ON_TRACK
