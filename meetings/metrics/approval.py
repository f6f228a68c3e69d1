"""10.2: whether a meeting was approved by whom its class demands, before it was held."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.derive.approver import UPPER, UPPER_CLASSES
from meetings.metrics.sources import AGREED, EXCUSED, IN_SCOPE, MEETINGS, PLANNED_LINE
from metrics.decorators import metric

_UPPER_CLASS = Q(category__in=UPPER_CLASSES)


@metric("meetings.wrongly_approved", unit=_("场"), source=MEETINGS)
def wrongly_approved() -> Q:
    """10.2: no approval, an approver who is not of the class, or one that came after the meeting began.

    Classes one and two take the committee's, the government's or the principal's approval, three and four that
    of a leader in charge or above, never the unit's own; of a meeting of unknown class only that is asked.
    A line approved here carries its class: one approved as three covers no meeting of class two. An emergency
    with its approver is approved afterwards. An approval whose day is not written is not held to be late.
    """
    in_time = Q(approved_on=None) | Q(approved_on__lte=F("held_on"))
    by_register = AGREED & in_time & (~_UPPER_CLASS | Q(approver_kind__in=UPPER))
    of_class = ~_UPPER_CLASS | Q(planned__category__in=UPPER_CLASSES)
    by_plan = PLANNED_LINE & Q(planned__approved_on__lte=F("held_on")) & of_class
    return IN_SCOPE & ~by_register & ~by_plan & ~EXCUSED
