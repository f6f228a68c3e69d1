"""Measures 17 and 18: traces, forms and results."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.metrics.sources import ASKED, REQUESTS, RESULTS, VISITS
from inspections.models import LINKED_STATES, DataRequest, PlannedInspection, RequestState, SharedResult, Visit
from inspections.planning.forbidden import KINDS, demanded
from metrics.decorators import findings, metric
from metrics.period import Period
from metrics.registry import Finding
from registers.models import Record

Organizations = frozenset[int] | None


@findings("inspections.trace_demands", unit=_("件"), source=VISITS)
def trace_demands(
    period: Period, organizations: Organizations, *, kinds: Collection[str] = tuple(KINDS)
) -> Iterator[Finding]:
    """17.1: visits, approved items and forms that ask for traces of any of the forbidden `kinds`.

    What is still a draft asks nobody for anything: its demands are struck before it is approved.
    """
    approved = PlannedInspection.objects.filter(state__in=LINKED_STATES)
    for rows, text in (
        (Visit.objects.filter(joint_lead=None), "papers"),
        (approved, "papers"),
        (DataRequest.objects.filter(ASKED), "traces"),
    ):
        yield from _asking(rows, text, period, organizations, frozenset(kinds))


def _asking(
    rows: QuerySet[Record], text: str, period: Period, organizations: Organizations, kinds: frozenset[str]
) -> Iterator[Finding]:
    """Findings point at their row only where it is a visit, which is what the evidence list opens."""
    found = rows.filter(day__range=(period.start, period.end)).exclude(**{text: ""})
    if organizations is not None:
        found = found.filter(organization__in=organizations)
    fields = ("pk", "organization_id", "day", "key", "name", text)
    for pk, organization, day, key, name, demand in found.order_by("day", "pk").values_list(*fields):
        if any(struck.kind in kinds for struck in demanded(demand)):
            yield Finding(organization, day, key, name, pk=pk if rows.model is Visit else None)


@metric("inspections.requests", unit=_("张"), source=REQUESTS)
def requests() -> Q:
    """17.3: forms that were asked for, each once, on its first day."""
    return ASKED


@metric("inspections.unfiled_requests", unit=_("张"), source=REQUESTS)
def unfiled_requests() -> Q:
    """17.2: forms that were asked for without a filing number."""
    return ASKED & Q(filing_number="")


@metric("inspections.duplicate_requests", unit=_("张"), source=REQUESTS)
def duplicate_requests() -> Q:
    """18.2: forms that ask for what a shared result holds: 可用共享成果 names one, or one was found in the library.

    Not those that the office filed knowing why the result does not do.
    """
    held = Q(result__isnull=False) | ~Q(usable_text="")
    excused = Q(state=RequestState.FILED) & ~Q(unfit_reason="")
    return ASKED & held & ~excused


@findings("inspections.results_late", unit=_("项"), source=RESULTS)
def results_late(period: Period, organizations: Organizations, *, days: int = 30) -> Iterator[Finding]:
    """18.1: results shared more than `days` after they were formed, or by the day still not shared after that time."""
    rows = SharedResult.objects.filter(day__range=(period.start, period.end))
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    for row in rows.order_by("day", "pk"):
        shared = row.shared_on if row.shared_on and row.shared_on <= period.end else None
        if (shared or period.end) > row.formed_on + timedelta(days=days):
            yield Finding(row.organization_id, row.day, row.key, row.name, pk=row.pk)
