"""Measure 15: nothing outside plan or filing, carried out as approved, plans in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.derive import item_key
from inspections.metrics.sources import COUNTED, PLANS, VISITS
from inspections.models import LINKED_STATES, PlaceLevel, PlannedInspection, ReachedCounty, Visit
from metrics.decorators import findings, metric
from metrics.period import Period
from metrics.registry import Finding

Organizations = frozenset[int] | None
# a plan of which something was approved is kept here
_LINKED = [state.value for state in LINKED_STATES]


@metric("inspections.unplanned", unit=gettext_lazy("次"), source=VISITS)
def unplanned() -> Q:
    """15.1: visits that belong to no approved item, by number or by name, confirmed reports of counties among them.

    A number that cannot be looked up, because no approved item of that unit and year is kept here, is believed;
    where one is kept, it must be found there.
    """
    kept = PlannedInspection.objects.filter(
        organization=OuterRef("organization"), year=OuterRef("year"), state__in=_LINKED
    )
    numbered = ~Q(plan_number="") | ~Q(filing_number="")
    approved = Q(planned__isnull=False, planned__state__in=_LINKED)
    return COUNTED & ~approved & ~(numbered & ~Q(Exists(kept)))


@metric("inspections.plans_submitted", unit=gettext_lazy("份"), source=PLANS)
def plans_submitted() -> Q:
    """15.4: the year's plan was handed in. A return for correction does not undo it, a withdrawal does."""
    return Q(submitted_on__isnull=False)


@dataclass
class Approved:
    """An approved item as visits are held against it: the names it goes by and the counties it reaches."""

    names: set[str] = field(default_factory=set)
    counties: set[int] = field(default_factory=set)


@findings("inspections.off_plan", unit=gettext_lazy("次"), source=VISITS)
def off_plan(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """15.2: visits of an approved item under another name, outside its days or longer, at another county, or split.

    Split: the same item at the same place again. A city is no county, and a place that is not known is not held
    against the plan. What a county says went beyond the plan counts once the office has confirmed it.
    """
    rows = Visit.objects.filter(
        Q(counts_as_inspection=True) | Q(beyond_plan=True),
        day__range=(period.start, period.end),
        planned__isnull=False,
        planned__state__in=_LINKED,
    ).select_related("planned", "place")
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    visits = list(rows.order_by("day", "pk"))
    approved = _approved({visit.planned_id for visit in visits if visit.planned_id})
    seen: set[tuple[int | None, str]] = set()
    for visit in visits:
        assert visit.planned_id is not None
        wrong = list(_wrong(visit, approved[visit.planned_id], seen))
        if wrong:
            title = _("%(name)s（%(wrong)s与批准的不一致）") % {"name": visit.name, "wrong": "、".join(wrong)}
            yield Finding(visit.organization_id, visit.day, visit.key, title, pk=visit.pk)


def _approved(items: set[int]) -> dict[int, Approved]:
    """Two queries. What was merged into an item lends it its name."""
    found = {item: Approved() for item in items}
    names = PlannedInspection.objects.filter(Q(pk__in=items) | Q(merged_into__in=items))
    for pk, lead, name in names.values_list("pk", "merged_into", "name"):
        for item in {pk, lead} & items:
            found[item].names.add(item_key(name))
    for item, county in ReachedCounty.objects.filter(item__in=items).values_list("item", "county"):
        found[item].counties.add(county)
    return found


def _wrong(visit: Visit, approved: Approved, seen: set[tuple[int | None, str]]) -> Iterator[str]:
    planned = visit.planned
    assert planned is not None
    if visit.beyond_plan:
        yield _("有县反映，内容")
        return
    if item_key(visit.name) not in approved.names:
        yield _("名称")
    last = visit.last_day or visit.first_day
    before = planned.planned_from is not None and visit.first_day < planned.planned_from
    after = planned.planned_to is not None and last > planned.planned_to
    longer = planned.days is not None and (last - visit.first_day).days + 1 > planned.days
    if before or after or longer:
        yield _("时间")
    if approved.counties and _elsewhere(visit, planned, approved.counties):
        yield _("范围")
    again = (visit.planned_id, "".join(visit.place_text.split()))
    if visit.place_text and again in seen:
        yield _("次数")
    seen.add(again)


def _elsewhere(visit: Visit, planned: PlannedInspection, counties: set[int]) -> bool:
    """Whether the place lies in no county of the item and is not named by it."""
    if visit.place is None or visit.place_level == PlaceLevel.CITY:
        return False
    above = {int(pk) for pk in visit.place.path.strip("/").split("/")}
    return not above & counties and visit.place_text not in planned.objects_text
