"""Proposals for a whole province and year: alike items, allowed teams, the best choice, and the best days for each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate

from inspections.merging.alike import neighbours
from inspections.merging.choose import choose
from inspections.merging.groups import allowed, components
from inspections.merging.objective import Ground, Group, Span, proposal_of
from inspections.merging.problem import Problem, Proposal

# what is told on the way: how many of the alike items are done, of how many
Progress = Callable[[int, int], None]


def solve(problem: Problem, progress: Progress = lambda _done, _total: None) -> list[Proposal]:
    """The proposals that save the most county-days together (objective.py), the one that saves most first.

    The same problem has the same answer. Items that nothing is alike to are in none.
    """
    ground = Ground(problem)
    partners = neighbours(problem)
    parts = list(components(partners))
    total, done = sum(map(len, parts)), 0
    chosen: list[Group] = []
    for part in parts:
        chosen += choose(allowed(ground, part, partners), partial(progress, done, total))
        done += len(part)
        progress(done, total)
    chosen.sort(key=lambda group: (-group.saved, group.members))
    booked = Booked(ground)
    return [_proposal(ground, group, booked) for group in chosen]


class Booked:
    """How many teams each county has on each working day, by what was planned and proposed so far."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        size = len(ground.days)
        self._steps: dict[int, list[int]] = {
            county: [0] * (size + 1) for item in ground.items for county in item.counties
        }
        for at, item in enumerate(ground.items):
            self.planned(at, item.counties, 1)

    def planned(self, at: int, counties: Iterable[int], teams: int) -> None:
        """Adds (or with -1 takes away) an item at these counties, on every working day of its planned span."""
        item, days = self._ground.items[at], self._ground.days
        span = bisect_left(days, item.first), bisect_right(days, item.last) - 1
        for county in counties:
            self.span(county, span, teams)

    def span(self, county: int, span: Span, teams: int) -> None:
        self._steps[county][span[0]] += teams
        self._steps[county][span[1] + 1] -= teams

    def sums(self, counties: Sequence[int]) -> list[int]:
        """Running totals over the working days of the load of all these counties; [0] before the first."""
        steps = [sum(column) for column in zip(*(self._steps[county] for county in counties), strict=True)]
        return [0, *accumulate(accumulate(steps))]


def _proposal(ground: Ground, group: Group, booked: Booked) -> Proposal:
    joint, _saved = ground.joint(group.members)
    found = ground.lead_and_spans(group.members, joint)
    if found is None:
        raise ValueError(f"team {group.members} was allowed and has no days")
    lead, spans = found
    together = ground.counties(joint)
    for at in group.members:
        counties = ground.items[at].counties
        booked.planned(at, counties if at == lead else counties & together, -1)
    visited = sorted(together | ground.items[lead].counties)
    span = _quietest(ground, lead, spans, booked.sums(visited))
    for county in visited:
        booked.span(county, span, 1)
    return proposal_of(ground, group.members, lead, (ground.days[span[0]], ground.days[span[1]]))


def _quietest(ground: Ground, lead: int, spans: Sequence[Span], sums: Sequence[int]) -> Span:
    """The span on which the counties have the fewest others, then the nearest to what the lead had planned."""
    planned = ground.items[lead].first

    def rank(span: Span) -> tuple[int, int, int]:
        return sums[span[1] + 1] - sums[span[0]], abs((ground.days[span[0]] - planned).days), span[0]

    return min(spans, key=rank)
