"""Measure 24: word to named complainants, clearing up of untrue complaints, false accusations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accountability.limits import CLEARING, NOTICE
from accountability.metrics.clocks import ONE_DAY, earliest, late_on
from accountability.metrics.sources import COMPLAINTS
from accountability.models import Clarification, Complaint, Outcome
from metrics.decorators import findings
from metrics.period import Period
from metrics.registry import Finding
from registers.workdays import Workdays

Organizations = frozenset[int] | None


def _of(organizations: Organizations) -> QuerySet[Complaint]:
    rows = Complaint.objects.order_by("received_on", "pk")
    return rows if organizations is None else rows.filter(organization__in=organizations)


@findings("accountability.replies_overdue", unit=_("次"), source=COMPLAINTS)
def replies_overdue(
    period: Period, organizations: Organizations, *, working_days: int = NOTICE.amount
) -> Iterator[Finding]:
    """24.1: named complaints whose complainant got no word of acceptance, or none of the result, in time.

    Both limits count from the day after, in working days; each that was missed counts once, on its first late day.
    """
    table = Workdays()
    began = Q(received_on__gte=earliest(period, working_days)) | Q(closed_on__gte=earliest(period, working_days))
    for row in _of(organizations).filter(began, named=True, received_on__lte=period.end):
        accepted = late_on(table, row.received_on, working_days, row.notified_on, period)
        if accepted:
            yield Finding(row.organization_id, accepted, f"{row.key} 1", _now("%s 受理告知") % row.number, pk=row.pk)
        if row.closed_on:
            told = late_on(table, row.closed_on, working_days, row.result_told_on, period)
            if told:
                yield Finding(row.organization_id, told, f"{row.key} 2", _now("%s 结果反馈") % row.number, pk=row.pk)


@findings("accountability.clarifications_overdue", unit=_("件"), source=COMPLAINTS)
def clarifications_overdue(
    period: Period, organizations: Organizations, *, days: int = CLEARING.amount
) -> Iterator[Finding]:
    """24.2: untrue complaints that did harm (需澄清), not cleared up in writing by the `days`-th day after closing.

    No national limit is known; 30 days is a parameter. What was not proven (无法查实) is not untrue.
    """
    within = timedelta(days=days)
    closed = (period.start - within - ONE_DAY, period.end - within - ONE_DAY)
    rows = _of(organizations).filter(outcome=Outcome.UNTRUE, needs_clarification=True, closed_on__range=closed)
    for row in rows:
        assert row.closed_on is not None
        late = row.closed_on + within + ONE_DAY
        written = Clarification.WRITTEN in row.clarified_by
        if not written or row.clarified_on is None or row.clarified_on >= late:
            yield Finding(row.organization_id, late, row.key, row.number, pk=row.pk)


@findings("accountability.false_accusations_open", unit=_("件"), source=COMPLAINTS)
def false_accusations_open(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """24.3: complaints of the period recognised as false accusations and not dealt with by its end."""
    rows = _of(organizations).filter(false_accusation=True, day__range=(period.start, period.end))
    for row in rows.filter(Q(accusation_handled_on=None) | Q(accusation_handled_on__gt=period.end)):
        yield Finding(row.organization_id, row.day, row.key, row.number, pk=row.pk)
