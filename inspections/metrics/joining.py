"""15.3: alike items of different departments in one county within some days that were not joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.merging.alike import days_apart, likeness
from inspections.metrics.sources import COUNTED, VISITS_OF_ALL
from inspections.models import (
    APPROVED_STATES,
    Answer,
    MergeMember,
    PlannedInspection,
    ProposalState,
    ReachedCounty,
    Visit,
)
from metrics.decorators import findings
from metrics.period import Period
from metrics.registry import Finding
from organizations.models import Kind, Organization

Organizations = frozenset[int] | None
Span = tuple[date, date]
# what the office and the departments settled
_SETTLED = (ProposalState.ACCEPTED, ProposalState.DECIDED, ProposalState.REJECTED)
_alike = lru_cache(maxsize=200_000)(likeness)


@dataclass
class Item:
    """One item of one unit and when it is in which county: as it was carried out, else as it is approved.

    `approved` is the day of its approval, the last of all days for what nobody approved.
    """

    mark: str
    key: str
    name: str
    kind: str
    organization: int
    planned: int | None
    approved: date
    pk: int | None = None
    spans: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Stay:
    """An item in a county."""

    item: Item
    first: date
    last: date


@findings("inspections.unjoined", unit=gettext_lazy("项"), source=VISITS_OF_ALL)
def unjoined(period: Period, organizations: Organizations, *, days: int = 14, alike: float = 0.6) -> Iterator[Finding]:
    """15.3: two alike items (kind, and names by Dice) of different departments, in one county, at most `days` apart.

    A pair counts once, for the one approved later (of two approved on one day, or never, the one that came later),
    from the day on which that one is in the county. Joined are those with one lead, in a proposal that was
    accepted or decided on, and those that were refused with a reason that the office accepted.
    """
    found: dict[tuple[str, str], tuple[date, Item, Item]] = {}
    settled = _settled()
    for stays in _by_county(period).values():
        for one, other in _close(stays, days):
            if not _are_alike(one.item, other.item, Fraction(str(alike))) or _pair(one.item, other.item) in settled:
                continue
            earlier, later = sorted((one, other), key=_order)
            pair = (later.item.mark, earlier.item.mark)
            if later.first <= period.end and (pair not in found or later.first < found[pair][0]):
                found[pair] = (later.first, later.item, earlier.item)
    for (_mark, other_mark), (day, item, other) in sorted(found.items()):
        if organizations is None or item.organization in organizations:
            title = _("%(name)s（与另一部门的“%(other)s”未合并）") % {"name": item.name, "other": other.name}
            yield Finding(item.organization, day, f"{item.key} {other_mark}"[:255], title, pk=item.pk)


def _order(stay: Stay) -> tuple[date, date, str]:
    return stay.item.approved, stay.first, stay.item.mark


def _close(stays: list[Stay], days: int) -> Iterator[tuple[Stay, Stay]]:
    """Pairs of different units that are near enough in time."""
    stays.sort(key=lambda stay: stay.first)
    for at, one in enumerate(stays):
        for other in stays[at + 1 :]:
            if (other.first - one.last).days > days:
                # later ones may not come nearer: they begin no sooner
                break
            if one.item.organization != other.item.organization and (
                days_apart(one.first, one.last, other.first, other.last) <= days
            ):
                yield one, other


def _are_alike(one: Item, other: Item, least: Fraction) -> bool:
    return one.kind == other.kind and _alike(*sorted((one.name, other.name))) >= least


def _pair(one: Item, other: Item) -> frozenset[int | None]:
    return frozenset((one.planned, other.planned))


def _settled() -> set[frozenset[int | None]]:
    """Pairs of items whose joining was settled, one way or the other.

    Where a unit refused and the office, without accepting the reason, left the items apart, the overlap goes on.
    """
    refused = MergeMember.objects.filter(answer=Answer.REFUSED)
    excused = refused.filter(excuse_accepted_at__isnull=False).values("proposal")
    unexcused = refused.filter(excuse_accepted_at=None).values("proposal")
    left_apart = Q(proposal__state=ProposalState.REJECTED, proposal__in=unexcused)
    settled = Q(proposal__state__in=_SETTLED) & ~left_apart
    rows = MergeMember.objects.filter(settled | Q(proposal__in=excused))
    members: dict[int, list[int]] = defaultdict(list)
    for proposal, item in rows.values_list("proposal", "item"):
        members[proposal].append(item)
    return {frozenset((a, b)) for items in members.values() for a in items for b in items if a != b}


def _by_county(period: Period) -> dict[int, list[Stay]]:
    counties: dict[int, list[Stay]] = defaultdict(list)
    for item in _items(period):
        for county, spans in item.spans.items():
            counties[county] += [Stay(item, first, last) for first, last in spans]
    return counties


def _items(period: Period) -> list[Item]:
    """Everything approved or carried out in the year, up to the day what was carried out."""
    items = _approved_items(period)
    approved = {item.planned: item for item in items.values()}
    carried_out: set[tuple[str, int]] = set()
    for visit, county in _visits(period):
        item = approved.get(visit.planned_id) if visit.planned_id else None
        if item is None:
            mark = f"{visit.organization_id}:{visit.item_key}"
            item = items.setdefault(mark, _unapproved(mark, visit))
        if (item.mark, county) not in carried_out:
            # where it was carried out, what was planned no longer matters
            carried_out.add((item.mark, county))
            item.spans[county] = []
        item.pk = item.pk or visit.pk
        item.spans[county].append((visit.first_day, visit.last_day or visit.first_day))
    return list(items.values())


def _unapproved(mark: str, visit: Visit) -> Item:
    return Item(mark, visit.key, visit.name, visit.kind, visit.organization_id, None, date.max, visit.pk)


def _approved_items(period: Period) -> dict[str, Item]:
    """Items that were approved by the day, with the days they are approved for."""
    rows = PlannedInspection.objects.filter(year=period.end.year, state__in=APPROVED_STATES, planned_from__isnull=False)
    items: dict[int, Item] = {}
    spans: dict[int, Span] = {}
    for row in rows.order_by("pk"):
        approved = timezone.localdate(row.decided_at) if row.decided_at else date.min
        if approved <= period.end:
            items[row.pk] = Item(f"#{row.pk}", row.key, row.name, row.kind, row.organization_id, row.pk, approved)
            spans[row.pk] = (row.planned_from, row.planned_to or row.planned_from)
    for pk, county in ReachedCounty.objects.filter(item__in=items).values_list("item", "county"):
        items[pk].spans[county].append(spans[pk])
    return {item.mark: item for item in items.values()}


def _visits(period: Period) -> Iterator[tuple[Visit, int]]:
    """Visits with the county that they were in."""
    counties = dict(Organization.objects.filter(kind=Kind.COUNTY).values_list("pk", "pk"))
    rows = Visit.objects.filter(COUNTED, day__range=(period.start, period.end), place__isnull=False)
    for visit in rows.select_related("place").order_by("day", "pk").iterator(chunk_size=2000):
        assert visit.place is not None
        inside = [int(pk) for pk in visit.place.path.strip("/").split("/") if int(pk) in counties]
        if inside:
            yield visit, inside[-1]
