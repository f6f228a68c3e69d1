"""Limits that run: of what a person may open, and of an organ for its reminders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accountability.clocks.running import Running, running
from accountability.models import Outcome
from accountability.rooms import CASE, COMPLAINT, ROOMS, TALK, Room

# rows on which a limit can run; clocks.running says which
OPEN: dict[str, Q] = {
    CASE.name: Q(influence_ends_on__isnull=False, reviewed_on=None),
    COMPLAINT.name: Q(named=True, notified_on=None)
    | Q(named=True, closed_on__isnull=False, result_told_on=None)
    | Q(outcome=Outcome.UNTRUE, needs_clarification=True),
    TALK.name: Q(closed_on=None),
}


def all_running(user: Any, today: date) -> list[Running]:
    """Of everything that this person may open, the next to end first."""
    return _of(lambda room: room.model.objects.known_to(user), today)


def running_everywhere(today: date) -> list[Running]:
    """Of every organ; for the schedule alone."""
    return _of(lambda room: room.model.objects.all(), today)


def _of(rows: Callable[[Room], QuerySet[Any]], today: date) -> list[Running]:
    found = [
        (room, record)
        for room in ROOMS
        for record in rows(room).filter(OPEN[room.name]).select_related("organization").order_by("day", "pk")
    ]
    return running(found, today)
