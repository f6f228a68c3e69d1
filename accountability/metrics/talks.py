"""Measure 25: talks and letters of inquiry."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accountability.limits import CLOSING, REPLY
from accountability.metrics.clocks import ONE_DAY, earliest, late_on, months_later
from accountability.metrics.sources import TALKS
from accountability.models import TALK_CIRCLE, Talk
from metrics.decorators import findings, metric
from metrics.period import Period
from metrics.registry import Finding
from registers.workdays import Workdays


@metric("accountability.talks_unplanned", unit=_("件"), source=TALKS)
def talks_unplanned(*, people: int = TALK_CIRCLE) -> Q:
    """25.1: no plan of its own (一人一策), or a circle of those who know that is not named or larger than `people`."""
    planless = Q(own_plan=None) | Q(own_plan=False)
    return planless | Q(circle_size=None) | Q(circle_size=0) | Q(circle_size__gt=people)


@findings("accountability.talks_overdue", unit=_("次"), source=TALKS)
def talks_overdue(
    period: Period,
    organizations: frozenset[int] | None,
    *,
    working_days: int = REPLY.amount,
    months: int = CLOSING.amount,
) -> Iterator[Finding]:
    """25.2: not answered within so many working days, or not closed within so many months after the answer.

    Each limit that was missed counts once, on its first late day.
    """
    table = Workdays()
    since = min(earliest(period, working_days), months_later(period.start, -months) - ONE_DAY)
    rows = Talk.objects.filter(Q(sent_on__gte=since) | Q(replied_on__gte=since), sent_on__lte=period.end)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    for row in rows.order_by("sent_on", "pk"):
        answered = late_on(table, row.sent_on, working_days, row.replied_on, period)
        if answered:
            yield Finding(row.organization_id, answered, f"{row.key} 1", _now("%s 回复") % row.number, pk=row.pk)
        if row.replied_on:
            late = months_later(row.replied_on, months) + ONE_DAY
            if late in period and (row.closed_on is None or row.closed_on >= late):
                yield Finding(row.organization_id, late, f"{row.key} 2", _now("%s 办结") % row.number, pk=row.pk)
