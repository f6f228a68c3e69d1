"""Measures 22 to 25 are for the discipline organ concerned alone (限知悉, trust.md): who may see which of their rows.

Everything kept by obligation goes through `Restricted`, so that no page, count, list or export can forget it.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db.models import Q

from organizations.roles import Power
from organizations.scoping import ScopedQuerySet, grants

MEASURES = frozenset({22, 23, 24, 25})


def is_restricted(obligation: str) -> bool:
    """Whether the obligation ("22.1") belongs to one of the measures."""
    measure, _dot, _part = obligation.partition(".")
    return measure.isdigit() and int(measure) in MEASURES


def organs_of(user: Any, on: date | None = None) -> frozenset[int]:
    """The organs whose restricted rows the person may see: where they see its cases."""
    return frozenset(grant.organization for grant in grants(user, on) if grant.power is Power.SEE_CASES)


def may_see(user: Any, obligation: str, organization: int) -> bool:
    return not is_restricted(obligation) or organization in organs_of(user)


class Restricted(ScopedQuerySet):
    """Rows of an obligation and an organization; those of measures 22 to 25 for their own organ only."""

    obligation_lookup: ClassVar[str] = "obligation"

    def reached_by(self, user: Any, power: Power, on: date | None = None) -> Self:
        restricted = Q()
        for number in sorted(MEASURES):
            restricted |= Q(**{f"{self.obligation_lookup}__startswith": f"{number}."})
        own = Q(**{f"{self.organization_lookup}__in": organs_of(user, on)})
        return super().reached_by(user, power, on).filter(~restricted | own)
