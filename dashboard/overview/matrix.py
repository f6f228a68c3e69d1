"""Measures × organizations: the worst status of each measure's obligations, in administrative order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from dashboard.judged import WORST_FIRST
from dashboard.overview.board import Unit
from measures.catalogue import Measure, RuleSet
from measures.rules import Status

# a measure of which a part has no data is not known to be kept: it is hatched, never green
RANK = {status.value: rank for rank, status in enumerate(WORST_FIRST)}
ASKING = frozenset({Status.BREACHED.value, Status.TO_EXPLAIN.value, Status.AT_RISK.value})


@dataclass(frozen=True, slots=True)
class Column:
    """`restricted`: hidden from this person. `first`: the first of its part. `awaits`: no register of it exists yet."""

    measure: Measure
    restricted: bool
    first: bool

    @property
    def number(self) -> int:
        return self.measure.number

    @property
    def awaits(self) -> bool:
        return all(obligation.awaits for obligation in self.measure.obligations)


@dataclass(frozen=True)
class Line:
    """One organization; `cells` in the order of the columns, None where nothing binds it."""

    unit: Unit
    cells: tuple[str | None, ...]

    @cached_property
    def counts(self) -> tuple[int, int, int]:
        """Cells breached, to be explained, at risk."""
        found = Counter(self.cells)
        return found[Status.BREACHED], found[Status.TO_EXPLAIN], found[Status.AT_RISK]

    @property
    def asks(self) -> bool:
        return any(self.counts)


@dataclass(frozen=True)
class Matrix:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @cached_property
    def counts(self) -> Counter[str | None]:
        """Cells by status, over all lines that are shown, without the measures whose registers are still to come."""
        return Counter(
            cell
            for line in self.lines
            for column, cell in zip(self.columns, line.cells, strict=True)
            if not column.awaits
        )

    @property
    def awaiting(self) -> int:
        """How many measures wait for their registers."""
        return sum(column.awaits and not column.restricted for column in self.columns)


def columns(rules: RuleSet, restricted: Collection[int]) -> tuple[Column, ...]:
    parts: set[int] = set()
    made = []
    for measure in rules.measures:
        made.append(Column(measure, measure.number in restricted, measure.part.number not in parts))
        parts.add(measure.part.number)
    return tuple(made)


def matrix(
    heads: tuple[Column, ...],
    measure_of: dict[str, int],
    units: Iterable[Unit],
    statuses: Iterable[tuple[int, str, str]],
    *,
    only_problems: bool = False,
    by_problems: bool = False,
) -> Matrix:
    """`statuses`: (organization, obligation, status); `measure_of`: obligation → measure number.

    `by_problems` is the viewer's own filter: pages never come in that order by themselves, and nothing exports it.
    """
    worst: dict[tuple[int, int], str] = {}
    for organization, obligation, status in statuses:
        place = organization, measure_of[obligation]
        if place not in worst or RANK[status] < RANK[worst[place]]:
            worst[place] = status
    numbers = [None if head.restricted else head.number for head in heads]
    lines = [
        Line(unit, tuple(worst.get((unit.pk, number)) if number else None for number in numbers)) for unit in units
    ]
    if only_problems:
        lines = [line for line in lines if line.asks]
    if by_problems:
        lines.sort(key=lambda line: line.counts, reverse=True)
    return Matrix(heads, tuple(lines))
