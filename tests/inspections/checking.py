"""An independent checker of proposals: plain loops over the definitions, nothing of the solver's own.

`violations` says in words what is broken; an empty list means that every constraint is kept. `allowed_days`
and `dice` are written anew here on purpose.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from inspections.merging.alike import core
from inspections.merging.problem import Item, Problem, Proposal


def dice(one: str, other: str) -> float:
    one, other = core(one), core(other)
    if one == other:
        return 1.0
    first = [one[at : at + 2] for at in range(len(one) - 1)]
    second = [other[at : at + 2] for at in range(len(other) - 1)]
    left = list(second)
    common = 0
    for pair in first:
        if pair in left:
            left.remove(pair)
            common += 1
    return 2 * common / (len(first) + len(second)) if first or second else 0.0


def are_alike(one: Item, other: Item, problem: Problem) -> bool:
    limits = problem.limits
    gap = max((other.first - one.last).days, (one.first - other.last).days)
    return (
        one.department != other.department
        and (one.kind, one.objects) == (other.kind, other.objects)
        and bool(one.counties & other.counties)
        and gap <= limits.within
        and not {(one.pk, other.pk), (other.pk, one.pk)} & problem.apart
        and dice(one.name, other.name) >= float(limits.likeness) - 1e-9
    )


def quiet(day: date, problem: Problem) -> bool:
    return any(period.first <= day <= period.last for period in problem.quiet)


def each_day(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def teams_of(item: Item, problem: Problem) -> int:
    """How many counties the item's own plan visits at the same time."""
    length = sum(item.first <= day <= item.last for day in problem.working)
    return math.ceil(len(item.counties) * item.days / max(length, 1))


def joint_counties(members: list[Item]) -> set[int]:
    planned = Counter({county: 0 for item in members for county in item.counties})
    for item in members:
        for county in item.counties:
            planned[county] += item.days
    longest = max(item.days for item in members)
    return {county for county, days in planned.items() if days > longest}


def days_before(items: Iterable[Item]) -> Counter[int]:
    days: Counter[int] = Counter()
    for item in items:
        for county in item.counties:
            days[county] += item.days
    return days


def days_after(members: list[Item], proposal: Proposal) -> Counter[int]:
    """County-days of these members once the proposal is carried out."""
    days: Counter[int] = Counter()
    for item in members:
        leads = item.pk == proposal.lead
        for county in item.counties | proposal.counties if leads else item.counties - proposal.counties:
            days[county] += proposal.days if leads else item.days
    return days


def violations(problem: Problem, proposals: list[Proposal]) -> list[str]:
    items = {item.pk: item for item in problem.items}
    found = []
    taken = Counter(pk for proposal in proposals for pk in proposal.members)
    found += [f"item {pk} stands in {times} proposals" for pk, times in taken.items() if times > 1]
    for proposal in proposals:
        members = [items[pk] for pk in proposal.members]
        found += [f"{proposal.members}: {text}" for text in _wrong(problem, proposal, members)]
    return found


def _wrong(problem: Problem, proposal: Proposal, members: list[Item]) -> Iterator[str]:
    limits = problem.limits
    if not 2 <= len(members) <= limits.members:
        yield f"{len(members)} members"
    for one, other in combinations(members, 2):
        if not are_alike(one, other, problem):
            yield f"{one.pk} and {other.pk} are not alike"
    if sum(min(item.people or limits.least, limits.least) for item in members) > limits.team:
        yield "the team is too large even with the least of each"
    if proposal.people > limits.team:
        yield f"{proposal.people} people at one county"
    if proposal.lead not in proposal.members:
        yield "a stranger leads"
    if proposal.days != max(item.days for item in members):
        yield f"{proposal.days} days are not the longest stay"
    if proposal.counties != joint_counties(members):
        yield "other counties than those where days are saved"
    if proposal.lead in proposal.members:
        yield from _wrong_days(problem, proposal, members)
    yield from _wrong_saving(proposal, members)


def _wrong_days(problem: Problem, proposal: Proposal, members: list[Item]) -> Iterator[str]:
    shift = timedelta(days=problem.limits.shift)
    if proposal.first < problem.earliest:
        yield "before the earliest day"
    for item in members:
        if proposal.first < item.first - shift or proposal.last > item.last + shift:
            yield f"outside the window of {item.pk}"
    if proposal.first not in problem.working or proposal.last not in problem.working:
        yield "begins or ends on a day off"
    if any(quiet(day, problem) for day in each_day(proposal.first, proposal.last)):
        yield "touches a quiet period"
    lead = next(item for item in members if item.pk == proposal.lead)
    work = len(lead.counties | proposal.counties) * proposal.days
    needed = max(proposal.days, math.ceil(work / sum(teams_of(item, problem) for item in members)))
    given = sum(proposal.first <= day <= proposal.last for day in problem.working)
    if given != needed:
        yield f"{given} working days where {needed} are needed"


def _wrong_saving(proposal: Proposal, members: list[Item]) -> Iterator[str]:
    before, after = days_before(members), days_after(members, proposal)
    for county in before | after:
        if after[county] > before[county]:
            yield f"county {county} is worse off: {before[county]} before, {after[county]} after"
    saved = before.total() - after.total()
    if saved != proposal.saved:
        yield f"says it saves {proposal.saved}, saves {saved}"
    if saved <= 0:
        yield "saves nothing"
