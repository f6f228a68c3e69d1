"""11.4 and 13.4: meetings that could have been one, and matters that are met on again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from meetings.derive.approver import ANYBODY
from meetings.matching.likeness import likeness
from meetings.metrics.sources import IN_SCOPE, MEETINGS
from meetings.models import MATCHED, Meeting
from metrics.decorators import findings
from metrics.period import Period
from metrics.registry import Finding
from organizations.models import Level

Organizations = frozenset[int] | None


@findings("meetings.joinable", unit=_("场"), source=MEETINGS)
def joinable(period: Period, organizations: Organizations, *, minutes: int = 240) -> Iterator[Finding]:
    """11.4: of one unit's meetings that reach the same level in the same month, each after the first.

    Only those known to take less than half a day (`minutes`), and not those that others were joined to (套开): they
    are joined already. An unknown level is the same as none.
    """
    rows = Meeting.objects.filter(IN_SCOPE, day__range=(period.start, period.end), minutes__lt=minutes)
    rows = rows.exclude(level=Level.UNKNOWN).exclude(match__in=MATCHED, planned__joined__isnull=False)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    seen: set[tuple[int, int, int, int]] = set()
    for pk, organization, day, level, key, name in rows.order_by("day", "pk").values_list(
        "pk", "organization_id", "day", "level", "key", "name"
    ):
        group = (organization, day.year, day.month, level)
        if group in seen:
            yield Finding(organization, day, key, name, pk=pk)
        seen.add(group)


class Held(NamedTuple):
    pk: int
    organization: int
    day: date
    key: str
    name: str
    topic: str
    approver_kind: str
    approved_on: date | None
    line_approved_on: date | None

    @property
    def matter(self) -> str:
        return self.topic or self.name

    def decided_after(self, day: date) -> bool:
        """Whether somebody above the unit decided, after that day and no later than it was held, to meet."""
        days = [self.line_approved_on, self.approved_on if self.approver_kind in ANYBODY else None]
        return any(decided is not None and day < decided <= self.day for decided in days)


_FIELDS = ("pk", "organization_id", "day", "key", "name", "topic", "approver_kind", "approved_on")


@findings("meetings.same_matter_again", unit=_("场"), source=MEETINGS)
def same_matter_again(
    period: Period, organizations: Organizations, *, similarity: float = 0.8, days: int = 90
) -> Iterator[Finding]:
    """13.4: the same unit met on a like matter within `days` before, and nobody decided between that it should again.

    The matter is the 议题, without one the name; alike is what `likeness` gives at least `similarity`. A decision
    is an approval of the later meeting, from above the unit, dated after the earlier one.
    """
    least, window = Fraction(Decimal(str(similarity))), timedelta(days=days)
    earlier: dict[int, list[Held]] = defaultdict(list)
    for row in _held(period.start - window, period.end, organizations):
        known = earlier[row.organization]
        known[:] = [before for before in known if row.day - before.day <= window]
        if row.day in period and any(
            not row.decided_after(before.day) and likeness(row.matter, before.matter) >= least for before in known
        ):
            yield Finding(row.organization, row.day, row.key, row.name, pk=row.pk)
        known.append(row)


def _held(start: date, end: date, organizations: Organizations) -> Iterator[Held]:
    rows = Meeting.objects.filter(IN_SCOPE, day__range=(start, end))
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    fields = (*_FIELDS, "match", "planned__approved_on")
    for *own, match, line_approved_on in rows.order_by("day", "pk").values_list(*fields).iterator(chunk_size=5000):
        yield Held(*own, line_approved_on if match in MATCHED else None)
