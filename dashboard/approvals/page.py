"""One meeting to decide on, on one screen: what it is, and what it does to those below and to the ceiling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from django.utils import timezone

from dashboard.approvals.ceiling import ceiling_beside
from dashboard.approvals.points import joining, points
from dashboard.approvals.said import Said
from dashboard.plans.limits import limits_for
from meetings.actions.single import warnings_of_single
from meetings.approval import places as reached
from meetings.approval.effect import Effect, effect
from meetings.approval.entitled import absent_leaders, capacity, waiting_for
from meetings.approval.places import Place, Places, leaves_level
from meetings.approval.undoing import settled_before, until
from meetings.approval.wording import day_of, form_of, when, who_comes
from meetings.checking import SEEN, warnings_of
from meetings.matching.likeness import likeness
from meetings.models import Decision, LineState, Meeting, PlannedMeeting
from meetings.planning.checks import check
from meetings.planning.line import Line
from meetings.planning.warning import Warning
from organizations.roles import Power
from registers.history_shown import action
from registers.models import Change

# 近三年同名会议: names this alike, of the same unit
SAME_NAME = Fraction(3, 4)
YEARS_BACK = 3
HISTORY = 20
LINE = PlannedMeeting._meta.label_lower


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the meeting stands in the queue: its place (0: not in it), how many wait, and the one after it."""

    place: int
    waiting: int
    following: int | None


def turn(user: Any, day: date, pk: int) -> Turn:
    queue = list(waiting_for(user, day).values_list("pk", flat=True))
    if pk not in queue:
        return Turn(0, len(queue), queue[0] if queue else None)
    at = queue.index(pk)
    others = queue[at + 1 :] + queue[:at]
    return Turn(at + 1, len(queue), others[0] if others else None)


def page(user: Any, planned: PlannedMeeting, now: datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    places = Places.load(today)
    warnings = warnings_for(planned)
    ordinary = planned.decisions.all()
    return {
        "planned": planned,
        "turn": turn(user, today, planned.pk),
        "capacity": capacity(planned, user, today),
        "when": when(planned),
        "form": form_of(planned),
        "who": who_comes(planned),
        "effect": effect_of(planned, places),
        "points": points(planned, warnings, ceiling_beside(user, planned, today)),
        "joining": joining(warnings),
        "decisions": [Said.of(one) for one in ordinary.select_related("decided_by", "on_behalf_of")],
        "alike": alike(user, planned, today),
        "history": _history(user, planned),
        "undoable": undoable(user, now, places),
    }


def effect_of(planned: PlannedMeeting, places: Places) -> Effect:
    return effect(
        counties=reached.counties(_reached(planned, places)),
        leaves_level=leaves_level(planned),
        form=planned.form,
        half_days=planned.half_days,
        minutes=planned.minutes,
        people=planned.people,
    )


def _reached(planned: PlannedMeeting, places: Places) -> list[Place]:
    named = () if planned.reaches_all else set(planned.reaches.values_list("pk", flat=True))
    return places.reached(planned, named)


def warnings_for(planned: PlannedMeeting) -> list[Warning]:
    """What the checks say of it now; beside the others of its plan where it has one."""
    limits = limits_for(planned.year)
    if planned.state == LineState.CHECKED and planned.plan is not None:
        return warnings_of(planned.plan, limits).get(planned.pk, [])
    values = {name: getattr(planned, name) for name in SEEN}
    line = Line.of(values, planned.organization.kind)
    return check(line, limits) if planned.plan else warnings_of_single(planned.organization, line, limits)


@dataclass(frozen=True, slots=True)
class Undoable:
    """An own decision that can still be taken back, and how many counties will hear of it afterwards."""

    said: Said
    until: datetime
    counties: int

    @property
    def waits(self) -> bool:
        """Approved, and the principal has still to approve."""
        return self.said.decision.planned.state == LineState.CHECKED


def undoable(user: Any, now: datetime, places: Places) -> list[Undoable]:
    """The newest first."""
    made = Decision.objects.visible_to(user).standing().filter(decided_by=user, decided_at__gte=settled_before(now))
    found: Iterable[Decision] = made.select_related("planned__organization", "decided_by", "on_behalf_of")
    return [
        Undoable(Said.of(one), until(one.decided_at), reached.counties(_reached(one.planned, places))) for one in found
    ]


def alike(user: Any, planned: PlannedMeeting, today: date) -> list[tuple[Meeting, str]]:
    """The unit's meetings of the last three years whose name is much the same, the newest first."""
    since = today - timedelta(days=YEARS_BACK * 365)
    held = Meeting.objects.visible_to(user).filter(organization=planned.organization_id, day__gte=since)
    return [(one, one.get_form_display()) for one in held if likeness(one.name, planned.name) >= SAME_NAME]


def _history(user: Any, planned: PlannedMeeting) -> list[tuple[Change, str]]:
    """The newest first, each with its action in a word."""
    lines = Change.objects.reached_by(user, Power.SEE_RECORDS).filter(subject=LINE, key=planned.key)
    return [(line, action(line.action)) for line in lines.select_related("actor")[:HISTORY]]


def queue_rows(user: Any, today: date) -> list[dict[str, Any]]:
    """What waits, with the absent leader where this person stands in for one."""
    leaders = {one.pk: one for one in absent_leaders(user, today)}
    waiting = waiting_for(user, today).select_related("organization__portfolio")
    return [
        {"planned": one, "day": day_of(one), "form": form_of(one), "for": leaders.get(_leader(one))} for one in waiting
    ]


def _leader(planned: PlannedMeeting) -> int | None:
    portfolio = getattr(planned.organization, "portfolio", None)
    return portfolio.leader_id if portfolio else None
