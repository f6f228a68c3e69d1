"""No less than: what has to be reached by a day, or never be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from django.utils.translation import gettext as _

from measures.rules import parameters
from measures.rules.days import next_quarter_end, quarters_elapsed
from measures.rules.facts import Facts, Judgement
from measures.rules.parameters import ParameterError, Parser
from measures.status import Status


class Due(StrEnum):
    """When the minimum has to be there: on 31 December, a quarter of it on each quarter's last day, every day."""

    YEAR_END = "year_end"
    QUARTERLY = "quarterly"
    ALWAYS = "always"


def _due(value: object) -> Due:
    if not isinstance(value, str) or value not in set(Due):
        raise ParameterError(_("应为 %(choices)s 之一") % {"choices": "、".join(Due)})
    return Due(value)


@dataclass(frozen=True, slots=True)
class Floor:
    """At least `minimum` (a number or a share), or what the baseline year had (`not_below_baseline`).

    Either the one or the other. A due day counts as reached on the day itself: `as_of` is its 24:00.
    The judgement's limit is the minimum of the whole year.
    """

    name: ClassVar[str] = "floor"
    parsers: ClassVar[Mapping[str, Parser]] = {
        "minimum": parameters.number,
        "due": _due,
        "not_below_baseline": parameters.flag,
        "warn_days": parameters.whole,
    }
    required: ClassVar[tuple[str, ...]] = ()

    minimum: Decimal | None = None
    due: Due = Due.YEAR_END
    not_below_baseline: bool = False
    warn_days: int = 30

    def __post_init__(self) -> None:
        if self.not_below_baseline == (self.minimum is not None):
            raise ParameterError(_("参数 minimum 与 not_below_baseline 必须且只能写一个"))

    def judge(self, facts: Facts) -> Judgement:
        figure = facts.figure
        if facts.unknown or figure is None:
            return Judgement(Status.NO_DATA)
        minimum = facts.baseline_figure if self.minimum is None else Fraction(self.minimum)
        if minimum is None:
            return Judgement(Status.NO_BASELINE)
        return Judgement(self._status(facts, figure, minimum), minimum)

    def _status(self, facts: Facts, figure: Fraction, minimum: Fraction) -> Status:
        if figure < self._required(minimum, facts.as_of):
            return facts.exceeded
        following = self._following(facts.as_of)
        if (
            following is not None
            and (following - facts.as_of).days <= self.warn_days
            and figure < self._required(minimum, following)
        ):
            return Status.AT_RISK
        return Status.NOT_DUE if figure < minimum else Status.ON_TRACK

    def _required(self, minimum: Fraction, day: date) -> Fraction:
        if self.due == Due.ALWAYS:
            return minimum
        if self.due == Due.QUARTERLY:
            return minimum * quarters_elapsed(day) / 4
        return minimum if (day.month, day.day) == (12, 31) else Fraction(0)

    def _following(self, day: date) -> date | None:
        """The next due day after `day`, in its year."""
        if self.due == Due.ALWAYS:
            return None
        if self.due == Due.QUARTERLY:
            return next_quarter_end(day)
        last = date(day.year, 12, 31)
        return last if day < last else None
