"""10.1: sittings of the joint conference of the four bodies' secretaries-general."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from meetings.metrics.sources import MEETINGS
from meetings.models import JointConference, Meeting
from metrics.decorators import findings
from metrics.period import Period
from metrics.registry import Finding

# as the ledger names it, 四大班子 before it or not
NAMED = "秘书长联席会"


@findings("meetings.joint_conferences", unit=_("次"), source=MEETINGS)
def joint_conferences(period: Period, organizations: frozenset[int] | None) -> Iterator[Finding]:
    """10.1: sittings entered here and meetings of the ledger that are named so; one a day and unit, however entered."""
    days = (period.start, period.end)
    held = Meeting.objects.filter(day__range=days, name__contains=NAMED)
    sittings = JointConference.objects.filter(day__range=days)
    if organizations is not None:
        held = held.filter(organization__in=organizations)
        sittings = sittings.filter(organization__in=organizations)
    seen: set[tuple[int, object]] = set()
    for pk, organization, day, key, name in held.order_by("day", "pk").values_list(
        "pk", "organization_id", "day", "key", "name"
    ):
        if (organization, day) not in seen:
            seen.add((organization, day))
            yield Finding(organization, day, key, name, pk=pk)
    for sitting in sittings.order_by("day", "pk"):
        if (sitting.organization_id, sitting.day) not in seen:
            title = _("第%(number)s次联席会议") % {"number": sitting.number}
            yield Finding(sitting.organization_id, sitting.day, sitting.key, str(title))
