"""A proposal as it is stored and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from inspections.merging.layout import visits
from inspections.merging.problem import Item, Problem, Proposal
from inspections.models import MergeMember, MergeProposal


def store(proposal: MergeProposal, problem: Problem, one: Proposal) -> MergeProposal:
    """Writes what the proposal says into its row, new or not, and its members, counties and grid beside it."""
    items = [item for item in problem.items if item.pk in one.members]
    before = sum(len(item.counties) * item.days for item in items)
    proposal.lead_id, proposal.organization_id = one.lead, next(i.department for i in items if i.pk == one.lead)
    proposal.first_day, proposal.last_day = one.first, one.last
    proposal.days, proposal.people, proposal.saved = one.days, one.people, one.saved
    proposal.county_days_before, proposal.county_days_after = before, before - one.saved
    proposal.grid = grid(problem, items, one)
    proposal.save()
    proposal.counties.set(one.counties)
    have = set(proposal.members.values_list("item_id", flat=True))
    MergeMember.objects.bulk_create(
        [MergeMember(proposal=proposal, item_id=pk) for pk in one.members if pk not in have]
    )
    return proposal


def grid(problem: Problem, items: Iterable[Item], one: Proposal) -> dict[str, Any]:
    """{"before" | "after": {county: {item: [day …]}}}; in "after" the lead's item at a joint county is the team."""
    members = list(items)
    before: dict[str, dict[str, list[str]]] = {}
    after: dict[str, dict[str, list[str]]] = {}
    for item in members:
        span = [day for day in problem.working if item.first <= day <= item.last] or [item.first]
        planned = visits(sorted(item.counties), item.days, span)
        _put(before, item.pk, planned)
        if item.pk != one.lead:
            _put(after, item.pk, {county: days for county, days in planned.items() if county not in one.counties})
            continue
        joint = [day for day in problem.working if one.first <= day <= one.last]
        # the joint counties first: those that many plans meet at are visited in the order of the plan
        visited = sorted(one.counties) + sorted(item.counties - one.counties)
        _put(after, item.pk, visits(visited, one.days, joint))
    return {"before": before, "after": after}


def _put(into: dict[str, dict[str, list[str]]], item: int, planned: Mapping[int, list[date]]) -> None:
    for county, days in planned.items():
        into.setdefault(str(county), {})[str(item)] = [day.isoformat() for day in days]
