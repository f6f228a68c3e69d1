"""Meetings in a county's calendar: approved ones that call people from the county, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.approval.places import Places
from meetings.approval.undoing import settled_before
from meetings.approval.wording import form_of, length_of
from meetings.models import MATCHED, Decision, LineState, Meeting, PlannedMeeting, PlannedMeetingQuerySet
from organizations.models import Level, Organization
from organizations.roles import Power

SHOWN = (LineState.APPROVED, LineState.HELD)
# approved once, and off again: a calendar program is told
OFF = (LineState.REPLACED, LineState.CANCELLED, LineState.WITHDRAWN, LineState.LAPSED)
HALF_DAYS_OF_A_DAY = 2


@dataclass(frozen=True)
class Entry:
    """What a county's calendar shows of a meeting (inspections.entries says what each name means)."""

    uid: str
    name: str
    organizer: str
    starts: date
    ends: date
    floating: bool
    detail: str
    cancelled: bool
    sequence: int
    stamped: datetime
    lines: tuple[str, ...]
    kind: str = "meeting"
    item: int | None = None


def meetings_reaching(user: Any, county: Organization, first: date, last: date) -> list[Entry]:
    """Approved meetings that reach the county and touch the days, those held on the day they were held."""
    return list(_entries(user, county, first, last, SHOWN))


def meetings_to_follow(user: Any, county: Organization, first: date, last: date) -> list[Entry]:
    """The same with what was approved once and is off again."""
    return list(_entries(user, county, first, last, (*SHOWN, *OFF)))


def _entries(
    user: Any, county: Organization, first: date, last: date, states: tuple[LineState, ...]
) -> Iterator[Entry]:
    now = timezone.now()
    theirs = Organization.objects.reached_by(user, Power.SEE_CALENDAR).filter(pk=county.pk)
    rows = list(_settled(first, last, states, now).filter(Exists(theirs)))
    places = Places.load(timezone.localdate(now)) if rows else Places([])
    for planned in rows:
        named = [] if planned.reaches_all else [one.pk for one in planned.reaches.all()]
        if any(place.pk == county.pk for place in places.reached(planned, named)):
            yield _entry(planned)


def _settled(first: date, last: date, states: tuple[LineState, ...], now: datetime) -> PlannedMeetingQuerySet:
    """A decision that can still be taken back is nobody's news yet. A joint meeting stands once, as its lead's."""
    fresh = Decision.objects.standing().filter(planned=OuterRef("pk"), decided_at__gte=settled_before(now))
    rows = PlannedMeeting.objects.filter(state__in=states, joined_to=None, level__gte=Level.COUNTY)
    rows = rows.filter(planned_from__lte=last, planned_to__gte=first, approved_on__isnull=False).exclude(Exists(fresh))
    held = Meeting.objects.filter(match__in=MATCHED).only("held_on", "ended_on", "planned_id")
    return rows.select_related("organization").prefetch_related(
        Prefetch("reaches", queryset=Organization.objects.only("pk")), Prefetch("meetings", held, to_attr="held")
    )


def _entry(planned: PlannedMeeting) -> Entry:
    starts, ends = planned.planned_from, planned.planned_to
    held = next(iter(planned.held), None)
    if held is not None:
        starts, ends = held.held_on, held.ended_on or held.held_on
    assert starts is not None
    assert ends is not None
    assert planned.approved_on is not None
    days = -(-(planned.half_days or 1) // HALF_DAYS_OF_A_DAY)
    return Entry(
        uid=f"meeting-{planned.pk}@qingzhuang",
        name=planned.name,
        organizer=str(planned.organization),
        starts=starts,
        ends=ends,
        floating=held is None and (ends - starts).days + 1 > days,
        detail=length_of(planned),
        cancelled=planned.state in OFF,
        sequence=planned.version,
        stamped=timezone.make_aware(datetime.combine(planned.approved_on, time.min)),
        lines=(
            _("形式：%(form)s") % {"form": form_of(planned)},
            _("计划编号：%(number)s") % {"number": planned.number},
        ),
    )
