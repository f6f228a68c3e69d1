"""A proposal as its page draws it: who takes part, the grid of counties and days, and what it saves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inspections.models import (
    APPROVED_STATES,
    MergeMember,
    MergeProposal,
    PlannedInspection,
    ProposalState,
    ReachedCounty,
)
from inspections.proposing.problem import DAYS_UNSAID, MERGEABLE
from organizations.models import Kind, Organization

# how the members' cells look: filled, dashed, light, outlined; then again from the first
LOOKS = ("a", "b", "c", "d")
JOINT_LOOK = "joint"


@dataclass(frozen=True)
class Part:
    """One member: its letter in the grid, its counties that the joint team takes over and those it keeps."""

    member: MergeMember
    letter: str
    look: str
    leads: bool
    joint: int
    alone: int


@dataclass(frozen=True)
class Mark:
    letter: str
    look: str
    name: str


@dataclass(frozen=True)
class Line:
    """One county: a cell for each day, each with the marks of who is there; `total` county-days."""

    county: str
    cells: list[tuple[bool, list[Mark]]]
    total: int
    first_alone: bool


@dataclass(frozen=True)
class Drawn:
    """Both grids. `days`: (day, whether a new week begins); the first `joint` lines are the joint counties."""

    days: list[tuple[date, bool]]
    before: list[Line]
    after: list[Line]
    joint: int

    @property
    def wide(self) -> bool:
        """Too many days to stand beside each other."""
        return len(self.days) > 13

    @property
    def joint_days(self) -> str:
        """Days that a joint county has as planned: "5", or "4–5" where they differ."""
        totals = [line.total for line in self.before[: self.joint]] or [0]
        return f"{min(totals)}–{max(totals)}" if min(totals) != max(totals) else str(totals[0])


def parts_of(proposal: MergeProposal, members: Iterable[MergeMember]) -> list[Part]:
    """The lead first, then in administrative order. The grid says where each planned to go when it was proposed."""
    joint = {str(county.pk) for county in proposal.counties.all()}
    before = proposal.grid["before"]
    ordered = sorted(members, key=lambda one: (one.item_id != proposal.lead_id, one.item.organization.position, one.pk))
    letters = _letters([str(one.item.organization) for one in ordered])
    found = []
    for at, one in enumerate(ordered):
        counties = {county for county, items in before.items() if str(one.item_id) in items}
        leads, shared = one.item_id == proposal.lead_id, len(counties & joint)
        found.append(Part(one, letters[at], LOOKS[at % len(LOOKS)], leads, shared, len(counties) - shared))
    return found


def _letters(names: Iterable[str]) -> list[str]:
    """The first character of each name that no other has taken yet."""
    taken: list[str] = []
    for name in names:
        taken.append(next((letter for letter in name if letter not in (*taken, "省")), name[:1]))
    return taken


def drawn(proposal: MergeProposal, parts: Iterable[Part]) -> Drawn:
    marks = {str(one.member.item_id): Mark(one.letter, one.look, str(one.member.item.organization)) for one in parts}
    joint = {str(county.pk) for county in proposal.counties.all()}
    before, after = proposal.grid["before"], proposal.grid["after"]
    counties = Organization.objects.filter(pk__in={*before, *after}).in_order()
    named = sorted(((str(one.pk), str(one)) for one in counties), key=lambda one: one[0] not in joint)
    days = sorted({date.fromisoformat(day) for grid in (before, after) for day in _all_days(grid)})
    team = Mark(_("联"), JOINT_LOOK, _("联合组"))
    joined = {county: {str(proposal.lead_id): team} for county in joint}
    return Drawn(
        days=[(day, at > 0 and day.isocalendar()[1] != days[at - 1].isocalendar()[1]) for at, day in enumerate(days)],
        before=_lines(before, named, days, marks, {}, joint),
        after=_lines(after, named, days, marks, joined, joint),
        joint=sum(county in joint for county, _name in named),
    )


def _all_days(grid: Mapping[str, Mapping[str, list[str]]]) -> Iterable[str]:
    return (day for items in grid.values() for days in items.values() for day in days)


def _lines(
    grid: Mapping[str, Mapping[str, list[str]]],
    named: Iterable[tuple[str, str]],
    days: list[date],
    marks: Mapping[str, Mark],
    joined: Mapping[str, Mapping[str, Mark]],
    joint: Collection[str],
) -> list[Line]:
    found: list[Line] = []
    alone = False
    for county, name in named:
        here: dict[str, list[Mark]] = {}
        for item, visited in grid.get(county, {}).items():
            for day in visited:
                here.setdefault(day, []).append(joined.get(county, {}).get(item, marks[item]))
        cells = [
            (at > 0 and day.isocalendar()[1] != days[at - 1].isocalendar()[1], here.get(day.isoformat(), []))
            for at, day in enumerate(days)
        ]
        first_alone = bool(joint) and county not in joint and not alone
        alone = alone or county not in joint
        found.append(Line(name, cells, sum(map(len, here.values())), first_alone))
    return found


@dataclass(frozen=True)
class Saving:
    """Days of inspection that a county has in the year by the plans, on average: now, and with the proposal."""

    now: float
    then: float


def a_county(proposal: MergeProposal) -> Saving | None:
    """None without counties. What was joined already is in the plans: then it is the figure before it."""
    counties = Organization.objects.filter(kind=Kind.COUNTY, ends=None).count()
    if not counties:
        return None
    total = county_days(proposal.year)
    if proposal.state == ProposalState.DECIDED:
        return Saving((total + proposal.saved) / counties, total / counties)
    return Saving(total / counties, (total - proposal.saved) / counties)


def county_days(year: int) -> int:
    """County-days of all items of a year that were handed in or approved."""
    rows = ReachedCounty.objects.filter(item__year=year, item__state__in=(*MERGEABLE, *APPROVED_STATES))
    return rows.aggregate(sum=Sum(Coalesce(F("item__days"), DAYS_UNSAID)))["sum"] or 0


def title(proposal: MergeProposal, members: Collection[Any], counties: int) -> str:
    """11月3项检查，9个县重叠."""
    item: PlannedInspection = proposal.lead
    return _("%(month)s月%(items)s项%(kind)s，%(counties)s个县重叠") % {
        "month": proposal.first_day.month,
        "items": len(members),
        "kind": item.get_kind_display(),
        "counties": counties,
    }
