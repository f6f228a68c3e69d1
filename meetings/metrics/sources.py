"""Registers 6 and 7 and the annual plans as metrics see them."""

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from meetings.derive.approver import ANYBODY
from meetings.models import MATCHED, LineState, Meeting, Plan, PlannedMeeting
from metrics.registry import Source


def _plans_by_year_owed() -> QuerySet[Plan]:
    """The plan of a year is owed in the year before."""
    year = Cast("year", CharField())
    return Plan.objects.annotate(
        owed_in=F("year") - 1,
        key=Concat("organization__code", Value(" "), year),
        title=Concat(year, Value("年度会议计划"), output_field=CharField()),
    )


MEETINGS = Source("meetings", Meeting.objects.all, title="name")
PLANNED = Source("meeting_plans", PlannedMeeting.objects.all, title="name")
PLANS = Source("meeting_plans", _plans_by_year_owed, year="owed_in", day="submitted_on", title="title")

# 计入统计
IN_SCOPE = Q(counted=True)
# held afterwards with its own approver: an emergency needs nobody else's
EXCUSED = Q(emergency=True) & ~Q(emergency_approver="")
# somebody above the unit agreed to it
AGREED = Q(approver_kind__in=ANYBODY)
# it stands in the plan, on a line that was approved
PLANNED_LINE = Q(match__in=MATCHED, planned__state__in=[LineState.APPROVED, LineState.HELD, LineState.LAPSED])
