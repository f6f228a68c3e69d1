"""What is to be merged, within which limits, and what a proposal says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Item:
    """One line of a plan. `days` are working days at each county, `people` those who come (None: not said).

    `objects` says whom it looks at (counties, enterprises, schools …), `basis` how high what it rests on
    stands (the higher the number the higher), `position` the administrative order of its department.
    """

    pk: int
    department: int
    kind: str
    objects: str
    name: str
    counties: frozenset[int]
    first: date
    last: date
    days: int
    people: int | None = None
    basis: int = 0
    comprehensive: bool = False
    position: int = 0


@dataclass(frozen=True)
class Quiet:
    """Days, both included, on which no joint team is sent down (August, the weeks of sowing …)."""

    first: date
    last: date


@dataclass(frozen=True)
class Limits:
    """The parameters; the page of proposals shows them and the office may change them for a run.

    likeness   least Dice of two names (inspections.merging.alike)
    within     days between the planned spans of two items that still count as alike (measure 15)
    shift      days by which a member may be moved before or after its planned span
    team       people of a joint team at one county (measure 21, 轻车简从)
    least      people that every member sends, or as many as it planned where that is fewer
    members    departments in one joint team
    """

    likeness: Fraction = Fraction(3, 5)
    within: int = 14
    shift: int = 14
    team: int = 10
    least: int = 2
    members: int = 4


@dataclass(frozen=True)
class Problem:
    """A year of a province. `working` are the days on which offices work, in order; none before `earliest` is used.

    `apart`: pairs of items (the lower first) that were proposed before and are not to be joined.
    """

    items: tuple[Item, ...]
    working: tuple[date, ...]
    earliest: date
    quiet: tuple[Quiet, ...] = ()
    limits: Limits = field(default_factory=Limits)
    apart: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def seasons(self) -> tuple[tuple[date, ...], ...]:
        """Working days that may be used, cut at every quiet period: no joint team works on both sides of one."""
        return tuple(_cut([day for day in self.working if day >= self.earliest], self.quiet))

    def window(self, item: Item) -> tuple[date, date]:
        """The first and last day on which this item may take part in a joint team."""
        shift = timedelta(days=self.limits.shift)
        return max(item.first - shift, self.earliest), item.last + shift

    def least_people(self, item: Item) -> int:
        return min(item.people or self.limits.least, self.limits.least)


@dataclass(frozen=True)
class Proposal:
    """A joint team: at `counties` all members that planned to come there come once, for `days` days.

    The lead's item takes on the joint counties and the new span; other counties of the other members stay as
    they were. `saved` are county-days. `people` come to one county at most.
    """

    members: tuple[int, ...]
    lead: int
    first: date
    last: date
    days: int
    people: int
    counties: frozenset[int]
    saved: int


def _cut(days: list[date], quiet: Iterable[Quiet]) -> list[tuple[date, ...]]:
    seasons: list[list[date]] = [[]]
    periods = sorted(quiet, key=lambda one: one.first)
    for day in days:
        if any(one.first <= day <= one.last for one in periods):
            if seasons[-1]:
                seasons.append([])
            continue
        # a quiet period without a working day in it still parts what lies before from what comes after
        if seasons[-1] and any(seasons[-1][-1] < one.first and one.last < day for one in periods):
            seasons.append([])
        seasons[-1].append(day)
    return [tuple(season) for season in seasons if season]
