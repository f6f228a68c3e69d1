"""Measure 11: how far down meetings reach, and in whose name they are called."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from meetings.derive.scope import PROVINCIAL
from meetings.metrics.sources import AGREED, EXCUSED, IN_SCOPE, MEETINGS, PLANNED_LINE
from meetings.models import Meeting
from metrics.decorators import metric
from organizations.models import InNameOf, Level, Matter

ABOVE_DEPARTMENTS = [InNameOf.PARTY, InNameOf.GOVERNMENT, InNameOf.PARTY_OFFICE, InNameOf.GOVERNMENT_OFFICE]


@metric("meetings.below_city", unit=_("场"), source=MEETINGS)
def below_city() -> Q:
    """11.1: reaches the county or below without approval from above the unit, or on a line approved less far down."""
    by_plan = PLANNED_LINE & Q(planned__level__gte=Level.COUNTY)
    return IN_SCOPE & Q(level__gt=Level.CITY) & ~AGREED & ~by_plan & ~EXCUSED


@metric("meetings.repeated_downward", unit=_("场"), source=MEETINGS)
def repeated_downward() -> Q:
    """11.2: held because of a meeting above (上级会议) that had reached the county itself.

    The meeting above is the one resolved on the record; before that is done, a meeting of a provincial organ with
    that very name, or that number of its notice, held no later.
    """
    meant = Q(name=OuterRef("superior_text")) | Q(notice_number=OuterRef("superior_text"))
    above = Meeting.objects.filter(
        meant,
        organization__kind__in=PROVINCIAL,
        level__gte=Level.COUNTY,
        held_on__lte=OuterRef("held_on"),
    ).exclude(organization=OuterRef("organization"))
    unresolved = Q(superior=None) & ~Q(superior_text="") & Q(Exists(above))
    return IN_SCOPE & (Q(superior__level__gte=Level.COUNTY) | unresolved)


@metric("meetings.called_above_need", unit=_("场"), source=MEETINGS)
def called_above_need() -> Q:
    """11.3: in the name of committee, government or their offices, though a department or coordinating body could."""
    return IN_SCOPE & Q(in_name_of__in=ABOVE_DEPARTMENTS, matter__in=[Matter.DEPARTMENT, Matter.COORDINATION])
