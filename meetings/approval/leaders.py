"""Who can be in charge of a unit, and who can stand in for whom: those who hold the power to decide over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from organizations.models import Kind, Organization, RoleAssignment, User
from organizations.models.organization import OrganizationQuerySet
from organizations.roles import GRANTS, Power

DECIDING = [role for role, powers in GRANTS.items() if Power.DECIDE_PLANS in powers]
# whose meetings somebody is in charge of: those who plan
PLANNING = (Kind.LEADING, Kind.DEPARTMENT, Kind.CITY)


@dataclass(frozen=True, slots=True)
class Seat:
    """A leader and the organization at which the role is held; it reaches that one and all below it."""

    user: User
    organization: Organization

    def over(self, organization: Organization) -> bool:
        return organization.path.startswith(self.organization.path)


def seats(first: date, last: date | None = None) -> list[Seat]:
    """Of those whose role is in force on every day from `first` to `last` (only `first` without it), by name."""
    held = RoleAssignment.objects.in_force_on(first).filter(role__in=DECIDING, user__is_active=True)
    if last is not None:
        held = held.exclude(ends__lt=last)
    found: Iterable[RoleAssignment] = held.select_related("user", "organization").order_by("user__display_name", "user")
    return list({one.user_id: Seat(one.user, one.organization) for one in found}.values())


def planning_units(day: date) -> OrganizationQuerySet:
    """In administrative order."""
    return Organization.objects.existing_on(day).filter(kind__in=PLANNING).in_order()
