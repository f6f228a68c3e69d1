"""9.4: plans handed in for the year to come."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.metrics.sources import PLANS
from metrics.decorators import metric


@metric("meetings.plans_submitted", unit=_("份"), source=PLANS)
def plans_submitted() -> Q:
    """9.4: the unit's plan of the next year, handed in this year. A return for correction does not undo it."""
    return Q(submitted_on__isnull=False)
