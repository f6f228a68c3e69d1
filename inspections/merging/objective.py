"""What a joint team saves and what binds it (docs/decisions/0009-merging.md).

A county-day is one working day of one team at one county. Members of a joint team are alike to each other,
every two of them (inspections.merging.alike), and of as many departments as there are members.

    D            the longest stay of a member: the joint team's days at each county
    before(c)    the sum of the stays of those members that planned to come to county c
    joint        the counties with before(c) > D: there one joint team comes for D days instead
    saved        the sum over the joint counties of before(c) - D, to be made as large as possible over all
                 proposals of the year together

A proposal is allowed only where
  * an item stands in at most one proposal;
  * each member sends at least `least` people, and all together at most `team`;
  * the lead is a member, and one that makes no county worse off: it stays D days anyway, or every county of
    its own is joint (with the lead's item, its other counties move to the joint days);
  * the joint span lies within the window of every member (planned span, moved by at most `shift` days), has
    as many working days as the work needs, and neither touches nor crosses a quiet period;
  * the work needs ceil(counties of the lead's new item * D / teams) days, D at least, where `teams` are as many
    counties as the members' own plans visit at the same time: ceil(counties * days / working days of the span).
So before(c) is at least what county c has afterwards, for every county.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from inspections.merging.problem import Item, Problem, Proposal

# first and last place of a span among the working days of a season
Span = tuple[int, int]


@dataclass(frozen=True)
class Group:
    """Members by their place among the items, ascending; what they save together."""

    members: tuple[int, ...]
    saved: int


class Ground:
    """A problem made quick to ask: counties as bits, windows as places among the working days."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.items = problem.items
        counties = sorted({county for item in self.items for county in item.counties})
        self._bits = {county: 1 << at for at, county in enumerate(counties)}
        self._counties = counties
        self.masks = [self.mask(item.counties) for item in self.items]
        self.least = [problem.least_people(item) for item in self.items]
        self.windows = [self._window(item) for item in self.items]
        self.teams = [self._teams(item) for item in self.items]

    @cached_property
    def days(self) -> list[date]:
        return [day for season in self.problem.seasons for day in season]

    @cached_property
    def _seasons(self) -> list[Span]:
        spans, at = [], 0
        for season in self.problem.seasons:
            spans.append((at, at + len(season) - 1))
            at += len(season)
        return spans

    def mask(self, counties: frozenset[int]) -> int:
        return sum(self._bits[county] for county in counties)

    def counties(self, mask: int) -> frozenset[int]:
        found = []
        while mask:
            lowest = mask & -mask
            found.append(self._counties[lowest.bit_length() - 1])
            mask ^= lowest
        return frozenset(found)

    def _window(self, item: Item) -> Span:
        first, last = self.problem.window(item)
        return bisect_left(self.days, first), bisect_right(self.days, last) - 1

    def _teams(self, item: Item) -> int:
        working = self.problem.working
        length = bisect_right(working, item.last) - bisect_left(working, item.first)
        return -(-len(item.counties) * item.days // max(length, 1))

    def window(self, members: Sequence[int]) -> Span:
        """Places among the working days that lie in the window of every member; empty where first > last."""
        return max(self.windows[at][0] for at in members), min(self.windows[at][1] for at in members)

    def joint(self, members: Sequence[int]) -> tuple[int, int]:
        """The joint counties as bits, and the county-days saved there."""
        longest = max(self.items[at].days for at in members)
        regions = [(0, self._union(members))]
        for at in members:
            mask, days = self.masks[at], self.items[at].days
            parts = [(total + days, region & mask) for total, region in regions]
            parts += [(total, region & ~mask) for total, region in regions]
            regions = [part for part in parts if part[1]]
        joint = [(total - longest, region) for total, region in regions if total > longest]
        return sum(region for _surplus, region in joint), sum(n * region.bit_count() for n, region in joint)

    def _union(self, members: Sequence[int]) -> int:
        union = 0
        for at in members:
            union |= self.masks[at]
        return union

    def leads(self, members: Sequence[int], joint: int) -> list[int]:
        """Members that may lead, the best first: higher basis, comprehensive, more counties, administrative order."""
        longest = max(self.items[at].days for at in members)
        fit = [at for at in members if self.items[at].days == longest or not self.masks[at] & ~joint]
        return sorted(fit, key=self._rank)

    def _rank(self, at: int) -> tuple[int, bool, int, int, int]:
        one = self.items[at]
        return -one.basis, not one.comprehensive, -len(one.counties), one.position, one.pk

    def length(self, members: Sequence[int], lead: int, joint: int) -> int:
        """Working days that the joint team needs."""
        longest = max(self.items[at].days for at in members)
        teams = sum(self.teams[at] for at in members)
        work = (self.masks[lead] | joint).bit_count() * longest
        return max(longest, -(-work // teams))

    def spans(self, members: Sequence[int], length: int) -> list[Span]:
        """Every span of so many working days within one season and every member's window."""
        first, last = self.window(members)
        found = []
        for opens, closes in self._seasons:
            earliest, latest = max(first, opens), min(last, closes) - length + 1
            found += [(at, at + length - 1) for at in range(earliest, latest + 1)]
        return found

    def lead_and_spans(self, members: Sequence[int], joint: int) -> tuple[int, list[Span]] | None:
        """The best lead for whom there are days, and those days; None where nobody can lead."""
        for lead in self.leads(members, joint):
            spans = self.spans(members, self.length(members, lead, joint))
            if spans:
                return lead, spans
        return None


def proposal_of(
    ground: Ground, members: Sequence[int], lead: int, span: tuple[date, date], people: int | None = None
) -> Proposal:
    """The joint team of these members (places) on these days; people not said: as many as planned and allowed."""
    joint, saved = ground.joint(members)
    items = [ground.items[at] for at in members]
    planned = sum(item.people or ground.problem.limits.least for item in items)
    return Proposal(
        members=tuple(item.pk for item in items),
        lead=ground.items[lead].pk,
        first=span[0],
        last=span[1],
        days=max(item.days for item in items),
        people=min(planned, ground.problem.limits.team) if people is None else people,
        counties=ground.counties(joint),
        saved=saved,
    )
