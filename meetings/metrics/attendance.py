"""Measure 12: who has to come, and how many."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from meetings.metrics.sources import EXCUSED, IN_SCOPE, MEETINGS
from meetings.models import MATCHED, Decision, MeetingClass, Verdict
from metrics.decorators import metric


@metric("meetings.heads_unapproved", unit=_("场"), source=MEETINGS)
def heads_unapproved() -> Q:
    """12.1: heads of units below are called, without the main leader's approval.

    Approved by what the register says (主要领导批准), by the principal's standing decision on its line of the plan,
    or as an emergency with its approver.
    """
    standing = Decision.objects.standing().filter(
        planned=OuterRef("planned"), as_principal=True, verdict=Verdict.APPROVE
    )
    by_plan = Q(match__in=MATCHED) & Q(Exists(standing))
    return IN_SCOPE & Q(heads_called=True, heads_approval="") & ~by_plan & ~EXCUSED


@metric("meetings.over_attendance", unit=_("场"), source=MEETINGS)
def over_attendance(*, class_two: int = 300, class_three: int = 150, class_four: int = 50) -> Q:
    """12.2: more people than the cap of the class; class one has none, and numbers not known are no excess."""
    caps = {MeetingClass.TWO: class_two, MeetingClass.THREE: class_three, MeetingClass.FOUR: class_four}
    over = Q(pk__in=[])
    for category, cap in caps.items():
        over |= Q(category=category, people__gt=cap)
    return IN_SCOPE & over


@metric("meetings.idle_leaders", unit=_("场"), source=MEETINGS)
def idle_leaders() -> Q:
    """12.3: leaders sat on the platform who had nothing to do with it."""
    return IN_SCOPE & Q(idle_leaders__gt=0)
