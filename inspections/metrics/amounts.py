"""Measure 14: items (事项) and visits (频次), carried out and approved to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.metrics.sources import BELOW, COUNTED, ITEMS, VISITS
from inspections.models import ItemState, PlaceLevel, PlannedInspection, Visit
from metrics.decorators import findings, metric
from metrics.period import Period
from metrics.registry import Finding

Organizations = frozenset[int] | None


def first_of_item(visits: Q) -> Q:
    """The first of such visits of each item of a unit and year, by day and then by row."""
    earlier = Visit.objects.filter(
        visits,
        Q(day__lt=OuterRef("day")) | Q(day=OuterRef("day"), pk__lt=OuterRef("pk")),
        organization=OuterRef("organization"),
        year=OuterRef("year"),
        item_key=OuterRef("item_key"),
    )
    return visits & ~Q(Exists(earlier))


@metric("inspections.items", unit=_("项"), source=VISITS)
def items() -> Q:
    """14.1: distinct items carried out at the county and below; each counts on the day of its first visit.

    Visits of one approved item are one item; without a plan those of the same name (year and punctuation aside).
    """
    return first_of_item(COUNTED & BELOW)


@metric("inspections.visits", unit=_("次"), source=VISITS)
def visits() -> Q:
    """14.2: visits to counties, townships, villages, enterprises and schools. An unknown place does not count."""
    return COUNTED & BELOW


@metric("inspections.comprehensive", unit=_("项"), source=VISITS)
def comprehensive() -> Q:
    """14.3: comprehensive items carried out, at whatever level below: as approved, else by their name."""
    called_so = Q(planned__comprehensive=True) | Q(planned=None, comprehensive=True)
    return first_of_item(COUNTED) & called_so


@metric("inspections.place_unknown", unit=_("次"), source=VISITS)
def place_unknown() -> Q:
    """Visits of which nothing tells what kind of place received them; said beside the figure of 14.2."""
    return COUNTED & Q(place_level=PlaceLevel.UNKNOWN)


@findings("inspections.items_to_come", unit=_("项"), source=ITEMS)
def items_to_come(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """14.1, committed: approved items of the year, their days not over, of which no visit was paid yet.

    A joint item counts for its lead.
    """
    for item, made in _to_come(period, organizations):
        if made == 0:
            yield Finding(item.organization_id, item.day, item.key, item.name, pk=item.pk)


@findings("inspections.visits_to_come", unit=_("次"), source=ITEMS)
def visits_to_come(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """14.2, committed: the planned visits of approved items, their days not over, less those that were paid."""
    for item, made in _to_come(period, organizations):
        left = item.planned_visits - made
        if left > 0:
            yield Finding(item.organization_id, item.day, item.key, item.name, Decimal(left), item.pk)


def _to_come(period: Period, organizations: Organizations) -> Iterator[tuple[PlannedInspection, int]]:
    """Approved items that may still be carried out after the day, and how many visits they saw by then."""
    rows = PlannedInspection.objects.filter(year=period.end.year, state=ItemState.APPROVED)
    rows = rows.filter(Q(planned_to=None) | Q(planned_to__gte=period.end)).exclude(object_level=PlaceLevel.CITY)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    made = _made(period, organizations)
    for item in rows.order_by("day", "pk"):
        if _approved_on(item) <= period.end:
            yield item, made[item.pk]


def _approved_on(item: PlannedInspection) -> date:
    """The day of approval; what was approved before this system counts as approved all along."""
    return timezone.localdate(item.decided_at) if item.decided_at else date.min


def _made(period: Period, organizations: Organizations) -> dict[int, int]:
    rows = Visit.objects.filter(COUNTED & BELOW, day__range=(period.start, period.end), planned__isnull=False)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    made: dict[int, int] = defaultdict(int)
    for item in rows.values_list("planned", flat=True):
        made[item] += 1
    return made
