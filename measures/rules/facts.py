"""What a rule is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from measures.status import Force, Status, severity

Figure = Decimal | int


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One thing assigned for the year (register 18). `due` is None where only the rule names a day.

    `accepted` as of the day that is judged: what was accepted later is not accepted yet.
    """

    due: date | None
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The figures of one organization, obligation and year, as of the end of the day `as_of` (24:00).

    `value`: 1 January … `as_of`, None when nothing is known. `baseline`: the whole baseline year; `same_period`: the
    baseline year up to the same day, None when it has no months and is taken by days. `population`: records
    examined (ceiling), or deliverables assigned (milestone). A share brings its divisor in `out_of`, its baseline
    in `baseline_out_of` (a signed baseline is the share itself, without one). `ceiling` and `stretch` are those of the
    target in force, and stand instead of the computed ones. `covered`: the register covers days of the year.
    Raises ValueError when `as_of` lies outside `year`: a closed year is judged as of 31 December.
    """

    value: Figure | None
    year: int
    as_of: date
    force: Force
    covered: bool
    baseline: Figure | None = None
    same_period: Figure | None = None
    committed: Figure = 0
    population: Figure | None = None
    out_of: Figure | None = None
    baseline_out_of: Figure | None = None
    ceiling: Figure | None = None
    stretch: Figure | None = None
    deliverables: tuple[Deliverable, ...] = ()

    def __post_init__(self) -> None:
        if self.as_of.year != self.year:
            raise ValueError(f"{self.as_of} is not a day of {self.year}")

    @property
    def unknown(self) -> bool:
        """Neither coverage nor a record. Something that counts is a record, whatever `population` says."""
        if self.value is None:
            return True
        return not (self.covered or self.population or self.value or self.out_of)

    @property
    def figure(self) -> Fraction | None:
        """The value, or the share: added up first, divided last. None when there is nothing to divide by."""
        return _divided(self.value, self.out_of)

    @property
    def baseline_figure(self) -> Fraction | None:
        return _divided(self.baseline, self.baseline_out_of)

    @property
    def exceeded(self) -> Status:
        """What going past a limit means: a breach of what is demanded, a question where it is a principle."""
        return Status.BREACHED if self.force == Force.MUST else Status.TO_EXPLAIN


def _divided(value: Figure | None, out_of: Figure | None) -> Fraction | None:
    if value is None or out_of == 0:
        return None
    return Fraction(value) if out_of is None else Fraction(value) / Fraction(out_of)


def raises_flag(status: Status) -> bool:
    """At risk, breached and to be explained ask the organization a question; the rest ask nothing."""
    return severity(status) > 0


class Judgement(NamedTuple):
    """What a rule found, exactly; rounded only when shown (`percent_shown`) or stored (`stored`).

    `limit` is the ceiling of a reduction or a ceiling, the year's minimum of a floor, nothing for a milestone.
    `same_period` is what a reduction was compared with, worked out by days where the baseline has no months;
    `reduction` is a share of the same period: 0.3 is 30 % fewer, below 0 is more.
    """

    status: Status
    limit: Fraction | None = None
    stretch: Fraction | None = None
    forecast: Fraction | None = None
    reduction: Fraction | None = None
    beyond_band: bool = False
    same_period: Fraction | None = None
