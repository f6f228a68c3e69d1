"""Measure 30: an open ear, exposures and good examples."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accountability.metrics.clocks import earliest, late_on
from accountability.metrics.sources import EXPOSURES, TIPS
from accountability.models import Kind, State, Tip, TipTally
from metrics.decorators import findings, metric
from metrics.period import Period
from metrics.registry import Finding
from registers.workdays import Workdays

_SHOWN = ~Q(state=State.WITHDRAWN)


@findings("accountability.tips_overdue", unit=_("件"), source=TIPS)
def tips_overdue(period: Period, organizations: frozenset[int] | None, *, working_days: int = 15) -> Iterator[Finding]:
    """30.1: tips without an answer within so many working days, on their first late day; closing answers as well.

    Tips are deleted 90 days after closing: what was late by then stays as a bare number of its day (TipTally).
    """
    table = Workdays()
    rows = Tip.objects.filter(received_on__range=(earliest(period, working_days), period.end))
    tallies = TipTally.objects.filter(overdue_on__range=(period.start, period.end))
    if organizations is not None:
        rows, tallies = rows.filter(organization__in=organizations), tallies.filter(organization__in=organizations)
    for tip in rows.order_by("received_on", "pk").only("organization", "received_on", "answered_on", "closed_on"):
        late = late_on(table, tip.received_on, working_days, tip.answered_on or tip.closed_on, period)
        if late:
            yield Finding(tip.organization_id, late, f"tip {tip.pk}", "", pk=tip.pk)
    for tally in tallies:
        for n in range(tally.tips):
            yield Finding(tally.organization_id, tally.overdue_on, f"tally {tally.pk} {n}", "")


@metric("accountability.exposures", unit=_("篇"), source=EXPOSURES)
def exposures() -> Q:
    """30.2: typical cases exposed, by their day of publication; one taken down no longer counts."""
    return _SHOWN & Q(kind=Kind.EXPOSURE)


@metric("accountability.examples", unit=_("篇"), source=EXPOSURES)
def examples() -> Q:
    """30.3: good examples made known, by their day of publication; one taken down no longer counts."""
    return _SHOWN & Q(kind=Kind.EXAMPLE)
