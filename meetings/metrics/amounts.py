"""Measure 9: how many meetings there are, planned and not, and when."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from meetings.metrics.sources import AGREED, EXCUSED, IN_SCOPE, MEETINGS, PLANNED, PLANNED_LINE
from meetings.models import TO_COME, LineState, PlannedMeeting
from metrics.decorators import metric

# a plan of which something was decided
_DECIDED = [LineState.APPROVED, LineState.HELD, LineState.LAPSED, LineState.REFUSED]


@metric("meetings.held", unit=_("场"), source=MEETINGS)
def held() -> Q:
    """9.1: meetings held that are in scope, whatever class and level."""
    return IN_SCOPE


@metric("meetings.approved_to_come", unit=_("场"), source=PLANNED)
def approved_to_come() -> Q:
    """9.1, committed: approved lines of the year, from the day of their approval until they are held or lapse.

    A joint meeting (套开) counts once, for its lead.
    """
    return TO_COME


@metric("meetings.unplanned", unit=_("场"), source=MEETINGS)
def unplanned() -> Q:
    """9.2: held without an approved line of the plan and without an approval of its own.

    The unit's own approval is none; an emergency with its approver has one. A 计划编号 that cannot be looked up,
    because no plan of that unit and year is kept here, is believed; where one is kept, it must be found there.
    """
    kept = PlannedMeeting.objects.filter(
        organization=OuterRef("organization"), year=OuterRef("year"), state__in=_DECIDED
    )
    believed = ~Q(plan_number="") & ~Q(Exists(kept))
    return IN_SCOPE & ~PLANNED_LINE & ~AGREED & ~EXCUSED & ~believed


@metric("meetings.in_quiet_month", unit=_("场"), source=MEETINGS)
def in_quiet_month(*, month: int = 8) -> Q:
    """9.3: province-wide and with a day in the quiet month, unless an emergency with its approver."""
    begins = Q(held_on__month=month)
    ends = Q(ended_on__month=month)
    spans = Q(held_on__month__lt=month, ended_on__month__gt=month)
    return IN_SCOPE & Q(province_wide=True) & (begins | ends | spans) & ~EXCUSED
