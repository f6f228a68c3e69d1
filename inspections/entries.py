"""What stands in a county's calendar: approved, reaching it, and from when to when.

`CalendarEntry` is all that the pages and the feed know of an entry; what else reaches counties (meetings) comes in
by another function with the same answer (dashboard/calendar/sources.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Protocol

from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspections.models import APPROVED_STATES, ReachedCounty
from organizations.models import Organization
from organizations.roles import Power

INSPECTION, MEETING = "inspection", "meeting"


class CalendarEntry(Protocol):
    """One inspection or meeting that reaches a county.

    `uid` names it for ever (RFC 5545, 3.8.4.7). `starts` and `ends` are both included; `floating`: it takes place on
    some days between them that are not fixed yet. `organizer` is the name of the organ that comes or calls, `detail`
    how long it takes. `sequence` grows with every change that a calendar shows, `stamped` is when it was decided.
    `item`: id of the planned inspection that the county can tap, None for what it cannot. `lines`: what else to say
    about it, a sentence each.
    """

    @property
    def uid(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def organizer(self) -> str: ...
    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...
    @property
    def floating(self) -> bool: ...
    @property
    def detail(self) -> str: ...
    @property
    def cancelled(self) -> bool: ...
    @property
    def sequence(self) -> int: ...
    @property
    def stamped(self) -> datetime: ...
    @property
    def item(self) -> int | None: ...
    @property
    def lines(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Entry:
    """The plain form of a CalendarEntry."""

    uid: str
    kind: str
    name: str
    organizer: str
    starts: date
    ends: date
    floating: bool
    detail: str
    cancelled: bool
    sequence: int
    stamped: datetime
    item: int | None = None
    lines: tuple[str, ...] = ()


def inspections_reaching(user: Any, county: Organization, first: date, last: date) -> list[CalendarEntry]:
    """Approved inspections that reach the county and touch the days `first` to `last`; one query."""
    reached = ReachedCounty.objects.visible_to(user).filter(county=county)
    return list(_entries(reached.filter(item__planned_from__lte=last, item__planned_to__gte=first)))


def inspections_to_follow(user: Any, county: Organization, first: date, last: date) -> list[CalendarEntry]:
    """The same with what was approved once and is no longer: a calendar program is told that it is cancelled."""
    reached = ReachedCounty.objects.once_approved(user, Power.SEE_CALENDAR).filter(county=county)
    return list(_entries(reached.filter(item__planned_from__lte=last, item__planned_to__gte=first)))


def _entries(reached: Iterable[Any]) -> Iterator[CalendarEntry]:
    rows = reached.select_related("item__organization").order_by("item__planned_from", "item_id")
    for row in rows:
        item = row.item
        span = (item.planned_to - item.planned_from).days + 1
        fixed = make_aware(datetime.combine(item.planned_from, time.min))
        yield Entry(
            uid=f"inspection-{item.pk}@qingzhuang",
            kind=INSPECTION,
            name=item.name,
            organizer=str(item.organization),
            starts=item.planned_from,
            ends=item.planned_to,
            floating=item.days is not None and span > item.days,
            detail=_days(item.days or span),
            cancelled=item.state not in APPROVED_STATES,
            sequence=item.sequence,
            stamped=item.decided_at or fixed,
            item=item.pk,
            lines=tuple(_lines(item)),
        )


def _days(days: int) -> str:
    return ngettext("%(days)d天", "%(days)d天", days) % {"days": days}


def _lines(item: Any) -> Iterator[str]:
    yield _("类型：%(kind)s") % {"kind": item.get_kind_display()}
    if item.people:
        yield _("人数：%(people)d人") % {"people": item.people}
    if item.filing_number:
        yield _("备案号：%(number)s") % {"number": item.filing_number}
