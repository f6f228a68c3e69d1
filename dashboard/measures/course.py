"""The course of a cumulative year, its ceiling and its target band, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Course:
    """A cumulative year. `elapsed` is the share of it that has passed; `before` is empty where it has no months."""

    this: Sequence[Decimal]
    before: Sequence[Decimal]
    elapsed: float
    baseline: Decimal | None
    limit: Decimal | None
    stretch: Decimal | None
    forecast: Decimal | None

    def share_of_baseline(self, month: int) -> Decimal:
        """How much of the baseline year had passed at the end of the month: by its own course, else by days."""
        if self.before and self.before[-1]:
            return self.before[month] / self.before[-1]
        return Decimal(month + 1) / 12

    def edge(self, end: Decimal) -> list[tuple[float, Decimal]]:
        return [(0.0, Decimal(0)), *(((m + 1) / 12, end * self.share_of_baseline(m)) for m in range(12))]

    @property
    def line(self) -> list[tuple[float, Decimal]]:
        points = [(0.0, Decimal(0))]
        for month, value in enumerate(self.this):
            points.append((min((month + 1) / 12, self.elapsed), value))
            if (month + 1) / 12 >= self.elapsed:
                break
        return points

    @property
    def highest(self) -> Decimal:
        ends = (self.baseline, self.limit, self.forecast, self.this[-1] if self.this else None)
        return max([one for one in ends if one is not None] + [Decimal(4)])
