"""Who else comes to the same county on the same days, and how much a county has on each day.

Looked up live, whatever the state of the plans: of two departments that book the same county at the same moment
both are told, by the first page that either opens afterwards, and neither booking is lost.

    load(counties, first, last) -> {county: {day: n}}
    overlaps(item) -> list[Overlap]                     one saved item
    overlaps_of(bookings) -> {booking.pk: [Overlap]}    a whole plan, or a line that is still being typed
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from inspections.models import APPROVED_STATES, ItemState, PlannedInspection, ReachedCounty

# what may still come: being drawn up, on its way, or approved
LIVE = (ItemState.DRAFT, ItemState.RETURNED, ItemState.SUBMITTED, ItemState.CHECKED, *APPROVED_STATES)


@dataclass(frozen=True)
class Booking:
    """Counties and days that a line of a plan asks for. `pk` is None for a line that was never saved."""

    pk: int | None
    organization: int
    counties: frozenset[int]
    first: date
    last: date


@dataclass(frozen=True)
class Overlap:
    """Another department's item at some of the same counties; `first` and `last` are the common days."""

    item: int
    organization: int
    department: str
    counties: tuple[int, ...]
    first: date
    last: date


def load(counties: Collection[int], first: date, last: date) -> dict[int, dict[date, int]]:
    """For each of the counties (ids) the days from `first` to `last` on which teams may be there, and how many.

    A plan says from when to when and not on which day in which county: an item counts on every day of its span.
    Days without one are left out. Totals only: whose they are is not told.
    """
    days: dict[int, dict[date, int]] = {county: defaultdict(int) for county in counties}
    rows = _reached(counties, first, last).values_list("county_id", "item__planned_from", "item__planned_to")
    for county, starts, ends in rows:
        for day in _days(max(starts, first), min(ends, last)):
            days[county][day] += 1
    return {county: dict(sorted(found.items())) for county, found in days.items()}


def overlaps(item: PlannedInspection) -> list[Overlap]:
    """Items of other departments at the same counties on the same days, the earliest first; none without days."""
    booking = booking_of(item)
    return overlaps_of([booking])[booking.pk] if booking else []


def booking_of(item: PlannedInspection) -> Booking | None:
    """What a saved item books; None where it names no days."""
    if item.planned_from is None or item.planned_to is None:
        return None
    counties = frozenset(item.reached.values_list("county_id", flat=True))
    return Booking(item.pk, item.organization_id, counties, item.planned_from, item.planned_to)


def overlaps_of(bookings: Iterable[Booking]) -> dict[int | None, list[Overlap]]:
    """For each booking (by its pk) what overlaps it. One query for all of them."""
    asked = list(bookings)
    if not asked:
        return {}
    counties = frozenset(county for one in asked for county in one.counties)
    others = _by_county(counties, min(one.first for one in asked), max(one.last for one in asked))
    return {one.pk: list(_overlapping(one, others)) for one in asked}


def _overlapping(booking: Booking, others: dict[int, list[Any]]) -> Iterator[Overlap]:
    shared: dict[Any, list[int]] = defaultdict(list)
    for county in sorted(booking.counties):
        for other in others[county]:
            _item, organization, _name, _short, starts, ends = other
            if organization != booking.organization and starts <= booking.last and ends >= booking.first:
                shared[other].append(county)
    for other in sorted(shared, key=lambda one: (one[4], one[0])):
        item, organization, name, short, starts, ends = other
        common = max(starts, booking.first), min(ends, booking.last)
        yield Overlap(item, organization, short or name, tuple(shared[other]), *common)


def _by_county(counties: Collection[int], first: date, last: date) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    rows = _reached(counties, first, last).values_list(
        "county_id",
        "item_id",
        "item__organization_id",
        "item__organization__name",
        "item__organization__short_name",
        "item__planned_from",
        "item__planned_to",
    )
    for county, *other in rows:
        found[county].append(tuple(other))
    return found


def _reached(counties: Collection[int], first: date, last: date) -> Any:
    return ReachedCounty.objects.filter(
        county__in=counties, item__state__in=LIVE, item__planned_from__lte=last, item__planned_to__gte=first
    )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
