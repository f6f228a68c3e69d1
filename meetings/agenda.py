"""The agenda of a joint conference as its page shows it: items, what they saved, and what the system proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from meetings.actions.conferences import OPEN_TO_IT
from meetings.matching.joint import HALF_DAY, Coming, ideas
from meetings.models import AgendaItem, JointConference, PlannedMeeting, PlannedMeetingQuerySet, Proposal

# proposals shown and taken at a time
MOST_IDEAS = 30


@dataclass(frozen=True)
class Suggested:
    """A proposal of the system: the lines that would come on the agenda, the one that stays first in `lines`."""

    proposal: Proposal
    lines: tuple[PlannedMeeting, ...]
    planned: tuple[int, ...]
    lead: int | None


@dataclass(frozen=True)
class Agenda:
    """Items, and what the decided ones saved; `half_days` of those that are known, `unknown` how many are not."""

    items: list[AgendaItem]
    meetings: int
    half_days: int
    unknown: int


def agenda_of(items: QuerySet[AgendaItem]) -> Agenda:
    """Three queries, however many items."""
    found = list(items.select_related("lead").prefetch_related("planned__organization").order_by("position", "pk"))
    decided = [one for one in found if one.decided]
    known = [one.saved_person_half_days for one in decided if one.saved_person_half_days is not None]
    return Agenda(found, sum(one.saved_meetings for one in decided), sum(known), len(decided) - len(known))


def candidates(lines: PlannedMeetingQuerySet, sitting: JointConference, words: str = "") -> PlannedMeetingQuerySet:
    """Lines that the sitting can still decide on: not held yet, not joined, on no open agenda; the soonest first."""
    listed = AgendaItem.objects.filter(Q(decided=False) | Q(conference=sitting)).values("planned")
    free = lines.filter(state__in=OPEN_TO_IT, joined_to=None, planned_to__gte=sitting.day).exclude(pk__in=listed)
    for word in words.split():
        of_unit = Q(organization__name__icontains=word) | Q(organization__short_name__icontains=word)
        free = free.filter(Q(name__icontains=word) | Q(number__icontains=word) | of_unit)
    return free.select_related("organization").order_by("planned_from", "pk")


def ideas_for(lines: PlannedMeetingQuerySet, sitting: JointConference) -> list[Suggested]:
    """What the system would join or cut among them, at most MOST_IDEAS. One query."""
    free = {line.pk: line for line in candidates(lines, sitting)}
    found = ideas([_coming(line) for line in free.values()])[:MOST_IDEAS]
    return [_suggested(idea.lead, idea.others, idea.cut, free) for idea in found]


def _suggested(lead: int, others: Sequence[int], cut: bool, free: dict[int, Any]) -> Suggested:
    lines = tuple(free[pk] for pk in (lead, *others))
    if cut:
        return Suggested(Proposal.CUT, lines, tuple(others), None)
    return Suggested(Proposal.JOIN, lines, (lead, *others), lead)


def _coming(line: PlannedMeeting) -> Coming:
    assert line.planned_from is not None
    assert line.planned_to is not None
    minutes = line.minutes
    if minutes is None and line.half_days is not None:
        minutes = line.half_days * HALF_DAY
    return Coming(
        line.pk, line.organization_id, line.name, line.planned_from, line.planned_to, line.level, line.form, minutes
    )
