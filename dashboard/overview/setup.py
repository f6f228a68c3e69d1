"""What stands between a new year and its first figures: three steps, each with its state (design 01b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from measures.models import Target
from organizations.roles import Power
from registers.models import Coverage


@dataclass(frozen=True)
class Setup:
    """`drafts` and `issued`: targets of the year; `covered`: organizations with any days of the year in a register."""

    drafts: int
    issued: int
    covered: int
    organizations: int

    @property
    def targets_done(self) -> bool:
        return self.issued > 0 and self.drafts == 0


def setup(user: Any, year: int, organizations: int) -> Setup:
    """Two queries."""
    states = (
        Target.objects.visible_to(user)
        .filter(year=year)
        .aggregate(
            drafts=Count("pk", filter=Q(state=Target.State.DRAFT)),
            issued=Count("pk", filter=Q(state=Target.State.ISSUED)),
        )
    )
    within = Q(starts__lte=date(year, 12, 31), ends__gte=date(year, 1, 1))
    covered = Coverage.objects.reached_by(user, Power.SEE_STANDINGS).filter(within)
    return Setup(**states, covered=covered.values("organization").distinct().count(), organizations=organizations)
