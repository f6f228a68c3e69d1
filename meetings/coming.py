"""What approved meetings reach a city or county: its whole knowledge of them; it types nothing (registers.md).

Only what is approved, not yet held and still to come. A decision that can still be taken back is nobody's news yet
(design 05b): it enters the list when its ten minutes are over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from meetings.approval.places import Place, Places, counties
from meetings.approval.undoing import settled_before
from meetings.models import TO_COME, Decision, PlannedMeeting, PlannedMeetingQuerySet
from organizations.models import Kind, Level, Organization
from organizations.roles import Power


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting and which of the places asked about it reaches."""

    planned: PlannedMeeting
    reached: tuple[Place, ...]

    @property
    def cities(self) -> list[Place]:
        return [place for place in self.reached if place.kind == Kind.CITY]

    @property
    def counties(self) -> list[Place]:
        return [place for place in self.reached if place.kind == Kind.COUNTY]

    @property
    def amount(self) -> int:
        return counties(self.reached)


def calendar_places(user: Any) -> list[Organization]:
    """The cities and counties whose calendar the person may see, in administrative order."""
    reached = Organization.objects.reached_by(user, Power.SEE_CALENDAR).filter(kind__in=[Kind.CITY, Kind.COUNTY])
    return list(reached.in_order())


def coming(places: Iterable[Organization], now: datetime) -> list[Coming]:
    """What reaches any of the places from this day on, by day; days that are not known yet come last."""
    asked = {one.pk for one in places}
    every = Places.load(timezone.localdate(now))
    found = []
    for planned in settled(now):
        named = [] if planned.reaches_all else [one.pk for one in planned.reaches.all()]
        reached = tuple(place for place in every.reached(planned, named) if place.pk in asked)
        if reached:
            found.append(Coming(planned, reached))
    return found


def settled(now: datetime) -> PlannedMeetingQuerySet:
    """Approved for good, to come, and reaching a city or further down."""
    fresh = Decision.objects.standing().filter(planned=OuterRef("pk"), decided_at__gte=settled_before(now))
    rows = PlannedMeeting.objects.filter(TO_COME, level__gte=Level.CITY).exclude(Exists(fresh))
    rows = rows.filter(Q(planned_to=None) | Q(planned_to__gte=timezone.localdate(now)))
    rows = rows.select_related("organization").prefetch_related(
        Prefetch("reaches", queryset=Organization.objects.only("pk"))
    )
    return rows.order_by(F("planned_from").asc(nulls_last=True), "pk")


def by_month(found: Iterable[Coming]) -> Iterator[tuple[tuple[int, int] | None, list[Coming]]]:
    """((year, month) of the first planned day, or None, and its meetings)."""

    def month(one: Coming) -> tuple[int, int] | None:
        day = one.planned.planned_from
        return (day.year, day.month) if day else None

    for key, some in groupby(found, key=month):
        yield key, list(some)
