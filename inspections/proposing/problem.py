"""From the plans to the merging problem: which items may be joined, within which parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any

from django.db.models import Prefetch

from inspections.merging.problem import Item, Limits, Problem, Quiet
from inspections.models import (
    BasisLevel,
    ItemState,
    MergeMember,
    PlannedInspection,
    PlannedInspectionQuerySet,
    ProposalState,
    ReachedCounty,
)
from registers.workdays import Workdays

# handed in or approved, and not yet carried out
MERGEABLE = (ItemState.SUBMITTED, ItemState.CHECKED, ItemState.APPROVED)
# an item stands in one of these at most; what was rejected keeps its members apart
STANDING = (ProposalState.SENT, ProposalState.ACCEPTED, ProposalState.REFUSED, ProposalState.DECIDED)
_BASIS = {BasisLevel.CENTRE: 3, BasisLevel.PROVINCE: 2, BasisLevel.DEPARTMENT: 1}
# a plan that does not say how long its team stays: the least it can
DAYS_UNSAID = 1


def options(limits: Limits, quiet: Iterable[Quiet], earliest: date) -> dict[str, Any]:
    """As a run keeps its parameters."""
    return {
        "likeness": str(limits.likeness),
        **{name: getattr(limits, name) for name in ("within", "shift", "team", "least", "members")},
        "quiet": [[one.first.isoformat(), one.last.isoformat()] for one in quiet],
        "earliest": earliest.isoformat(),
    }


def limits_of(kept: Mapping[str, Any]) -> Limits:
    whole = {name: kept[name] for name in ("within", "shift", "team", "least", "members")}
    return Limits(likeness=Fraction(kept["likeness"]), **whole)


def candidates(year: int, earliest: date) -> PlannedInspectionQuerySet:
    """Items of the year that may be joined: not emergencies, not begun, in no other proposal that stands."""
    taken = MergeMember.objects.filter(proposal__state__in=STANDING)
    return PlannedInspection.objects.filter(
        year=year, state__in=MERGEABLE, emergency=False, planned_from__gte=earliest, planned_to__isnull=False
    ).exclude(pk__in=taken.values("item"))


def problem_of(items: PlannedInspectionQuerySet, year: int, kept: Mapping[str, Any]) -> Problem:
    """The problem with the parameters of a run. Raises MissingYear where the year's holidays are not entered."""
    loaded = items.select_related("organization").prefetch_related(
        Prefetch("reached", queryset=ReachedCounty.objects.order_by("county"))
    )
    quiet = tuple(Quiet(date.fromisoformat(first), date.fromisoformat(last)) for first, last in kept["quiet"])
    return Problem(
        items=tuple(item for one in loaded.order_by("pk") if (item := _item(one)).counties),
        working=working_days(year),
        earliest=date.fromisoformat(kept["earliest"]),
        quiet=quiet,
        limits=limits_of(kept),
        apart=frozenset(_apart(year)),
    )


def working_days(year: int) -> tuple[date, ...]:
    table, first = Workdays(), date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    return tuple(day for day in days if table.is_working_day(day))


def _item(one: Any) -> Item:
    return Item(
        pk=one.pk,
        department=one.organization_id,
        kind=one.kind,
        objects=one.object_level,
        name=one.name,
        counties=frozenset(reached.county_id for reached in one.reached.all()),
        first=one.planned_from,
        last=one.planned_to,
        days=one.days or DAYS_UNSAID,
        people=one.people,
        basis=_BASIS.get(BasisLevel(one.basis_level), 0) if one.basis_level else 0,
        comprehensive=one.comprehensive,
        position=one.organization.position,
    )


def _apart(year: int) -> Iterable[tuple[int, int]]:
    members: dict[int, list[int]] = {}
    rejected = MergeMember.objects.filter(proposal__year=year, proposal__state=ProposalState.REJECTED)
    for proposal, item in rejected.order_by("item").values_list("proposal_id", "item_id"):
        members.setdefault(proposal, []).append(item)
    return (pair for items in members.values() for pair in combinations(items, 2))
