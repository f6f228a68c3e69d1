"""Which organization handles what the public tells: the one where the role of the general office is held."""

from __future__ import annotations

from datetime import date

from organizations.models import Organization, RoleAssignment
from organizations.roles import Role


def lead_office(on: date) -> Organization | None:
    """The first in administrative order where several hold the role; None while nobody does."""
    held = RoleAssignment.objects.in_force_on(on).filter(role=Role.GENERAL_OFFICE)
    return Organization.objects.filter(pk__in=held.values("organization")).in_order().first()
