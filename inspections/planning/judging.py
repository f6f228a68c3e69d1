"""The checks of a plan's lines as they stand in the database, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspections.clashes import Booking, Overlap, overlaps_of
from inspections.merging.alike import likeness
from inspections.models import InspectionPlan, ItemState, PlannedInspection
from inspections.planning.checks import Around, Finding, Item, Limits, Neighbour, check
from inspections.planning.excuses import reasons_of

# names at least so much alike speak of the same thing
ALIKE = Fraction(3, 5)
# spans in common that are longer say nothing about the days on which two teams will really come
FIRM = timedelta(days=10)
# neighbours told under one line, the alike ones first
TOLD = 3
# lines that take part in their plan
STANDING = frozenset(
    {
        ItemState.DRAFT,
        ItemState.RETURNED,
        ItemState.WITHDRAWN,
        ItemState.SUBMITTED,
        ItemState.CHECKED,
        ItemState.APPROVED,
        ItemState.DONE,
    }
)


def item_of(line: PlannedInspection, counties: Collection[int]) -> Item:
    return Item(
        pk=line.pk,
        name=line.name,
        kind=line.kind,
        comprehensive=line.comprehensive,
        basis=line.basis,
        basis_level=line.basis_level,
        counties=frozenset(counties),
        objects_text=line.objects_text,
        first=line.planned_from,
        last=line.planned_to,
        days=line.days,
        people=line.people,
        papers=line.papers,
        indicators=line.indicators,
        year=line.year,
        excuses=reasons_of(line),
    )


def lines_of(plan: InspectionPlan) -> list[PlannedInspection]:
    """The plan's lines in the order of their days, with `county_ids`; two queries."""
    lines = list(plan.items.prefetch_related("reached", "joined").order_by("planned_from", "pk"))
    for line in lines:
        line.county_ids = frozenset(one.county_id for one in line.reached.all())  # type: ignore[attr-defined]
    return lines


def findings_of(lines: Sequence[PlannedInspection], limits: Limits) -> dict[int, list[Finding]]:
    """pk of a line → what is said about it; lines must carry `county_ids`."""
    standing = [line for line in lines if line.state in STANDING]
    items = [item_of(line, line.county_ids) for line in standing]  # type: ignore[attr-defined]
    near = neighbours_of(standing, limits)
    return {item.pk: check(item, Around(items, near.get(item.pk, ()), limits, alike)) for item in items}


def finding_while_typing(item: Item, organization: int, others: Sequence[Item], limits: Limits) -> list[Finding]:
    """The checks of a line that was not saved; `item.pk` 0 for a new one."""
    near: Sequence[Neighbour] = ()
    if item.first and item.last and item.counties:
        booking = Booking(item.pk, organization, item.counties, item.first, item.last)
        near = _told([booking], {item.pk: item.name}, limits).get(item.pk, ())
    last = replace(item, pk=item.pk or max((one.pk for one in others), default=0) + 1)
    return check(last, Around(others, near, limits, alike))


def alike(one: str, other: str) -> bool:
    return likeness(one, other) >= ALIKE


def neighbours_of(lines: Iterable[PlannedInspection], limits: Limits) -> Mapping[int, Sequence[Neighbour]]:
    bookings, names = [], {}
    for line in lines:
        counties = line.county_ids  # type: ignore[attr-defined]
        if line.planned_from and line.planned_to and counties:
            bookings.append(Booking(line.pk, line.organization_id, counties, line.planned_from, line.planned_to))
            names[line.pk] = line.name
    return _told(bookings, names, limits)


def _told(bookings: Sequence[Booking], names: Mapping[int, str], limits: Limits) -> dict[int, list[Neighbour]]:
    """Widened by the days within which alike items are to be joined: one look for both questions."""
    around = timedelta(days=limits.days)
    wide = [replace(one, first=one.first - around, last=one.last + around) for one in bookings]
    found = overlaps_of(wide)
    their = _names(one.item for overlaps in found.values() for one in overlaps)
    told: dict[int, list[Neighbour]] = defaultdict(list)
    for booking in bookings:
        pk = int(booking.pk or 0)
        for overlap in found.get(booking.pk, ()):
            neighbour = _neighbour(booking, overlap, names[pk], their[overlap.item])
            if neighbour is not None:
                told[pk].append(neighbour)
    return {pk: sorted(some, key=lambda one: not one.alike)[:TOLD] for pk, some in told.items()}


def _neighbour(booking: Booking, overlap: Overlap, name: str, their: tuple[str, date, date]) -> Neighbour | None:
    other, starts, ends = their
    common = max(booking.first, starts), min(booking.last, ends)
    same_days = common[0] <= common[1] and common[1] - common[0] <= FIRM
    similar = alike(name, other)
    if not same_days and not similar:
        return None
    return Neighbour(overlap.department, other, span_in_words(starts, ends), len(overlap.counties), same_days, similar)


def _names(items: Iterable[int]) -> dict[int, tuple[str, date, date]]:
    rows = PlannedInspection.objects.filter(pk__in=set(items))
    return {pk: (name, first, last) for pk, name, first, last in rows.values_list(
        "pk", "name", "planned_from", "planned_to"
    )}  # fmt: skip


def span_in_words(first: date | None, last: date | None) -> str:
    """3月5日; 3月5日–7日; 3月5日–4月2日; of a whole month 3月."""
    if first is None or last is None:
        return _("时间未定")
    if first == last:
        return date_format(first, "n月j日")
    if first.day == 1 and last == _end_of_month(last):
        months = (first.month, last.month)
        if first.month == last.month:
            return date_format(first, "n月")
        return _("%(first)s–%(last)s月") % {"first": months[0], "last": months[1]}
    if (first.year, first.month) == (last.year, last.month):
        return _("%(first)s–%(last)s日") % {"first": date_format(first, "n月j日"), "last": last.day}
    return f"{date_format(first, 'n月j日')}–{date_format(last, 'n月j日')}"


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
