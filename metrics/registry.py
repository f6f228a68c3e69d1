"""The registry of metrics: every figure of the system has a name here, and one function that says what counts.

A metric is either a *condition*: the function returns a `Q` on the rows of its source, and the engine counts
(or sums) every condition of one source in a single pass; or *findings*: where a condition cannot say it
(holes in a series, a match between registers), the function yields `Finding`s for a period. The figure is
the number (or weight) of what the function names, and the list behind the figure is the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from metrics.period import Period


@dataclass(frozen=True)
class Source:
    """The rows of one register as metrics see them.

    `rows` returns the unscoped queryset; `organization`, `year` and `day` name the columns that say whose,
    in which year and on which day a row counts; `key` and `title` are what the evidence list shows.
    `kept_here`: the rows come into being in the system itself, so that every day is covered and none is a real zero.
    """

    register: str
    rows: Callable[[], QuerySet[Any]]
    organization: str = "organization"
    year: str = "year"
    day: str = "day"
    key: str = "key"
    title: str = "title"
    kept_here: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that counts and is not a row by itself. `pk` is the row it points at, where there is one."""

    organization: int
    day: date
    key: str
    title: str
    weight: Decimal = Decimal(1)
    pk: int | None = None


Condition = Callable[..., Q]
Finder = Callable[..., Iterable[Finding]]


@dataclass(frozen=True)
class Metric:
    """A named figure. `value` is None for a count, else the expression that is summed over the condition."""

    name: str
    unit: str
    source: Source
    function: Callable[..., Any]
    findings: bool = False
    value: Any = None
    parameters: frozenset[str] = field(default_factory=frozenset)

    def condition(self, **parameters: Any) -> Q:
        """The Q that says which rows of the source count; only for metrics that are conditions."""
        if self.findings:
            raise TypeError(f"{self.name} is not a condition")
        condition: Q = self.function(**parameters)
        return condition

    def find(self, period: Period, organizations: frozenset[int] | None = None, **parameters: Any) -> Iterator[Finding]:
        """What counts in the period, for the organizations given (None: all); only for findings."""
        if not self.findings:
            raise TypeError(f"{self.name} is a condition")
        return iter(self.function(period, organizations, **parameters))


class Registry:
    """Metrics by name. A second metric of the same name is refused."""

    def __init__(self) -> None:
        self._metrics: dict[str, Metric] = {}

    def add(self, metric: Metric) -> None:
        if metric.name in self._metrics:
            raise ValueError(f"metric {metric.name} is already defined")
        self._metrics[metric.name] = metric

    def get(self, name: str) -> Metric | None:
        return self._metrics.get(name)

    def __getitem__(self, name: str) -> Metric:
        return self._metrics[name]

    def __contains__(self, name: str) -> bool:
        return name in self._metrics

    def __iter__(self) -> Iterator[Metric]:
        return iter(self._metrics.values())


registry = Registry()
