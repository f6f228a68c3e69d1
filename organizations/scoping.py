"""The only way a view reaches records: `visible_to(user)` and `editable_by(user)` on their QuerySet.

Every record belongs to an organization. Rights are looked up when they are used: a role that ended
yesterday shows nothing today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models
from django.utils import timezone

from organizations.roles import GRANTS, Power, Reach, Role, separated

if TYPE_CHECKING:
    from organizations.models import User

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Grant:
    """One power in force for one person: where it is held and how far it reaches."""

    role: Role
    power: Power
    reach: Reach
    organization: int
    path: str


def grants(user: Any, on: date | None = None) -> tuple[Grant, ...]:
    """The grants of a person in force on a day (today when none is given); none for a stranger.

    None either for roles that must not be held together, however they came about. Looked up once
    for each instance of the user, that is once a request.
    """
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return ()
    day = on or timezone.localdate()
    kept: dict[date, tuple[Grant, ...]] = user.__dict__.setdefault("_grants", {})
    if day not in kept:
        held = list(user.assignments.in_force_on(day).values_list("role", "organization_id", "organization__path"))
        if not separated(Role(role) for role, _, _ in held):
            held = []
        kept[day] = tuple(
            Grant(Role(role), power, reach, organization, path)
            for role, organization, path in held
            for power, reach in GRANTS[Role(role)].items()
        )
    return kept[day]


def has_power(user: Any, power: Power, on: date | None = None) -> bool:
    return any(grant.power is power for grant in grants(user, on))


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows that belong to an organization; `organization_lookup` says by which column."""

    organization_lookup: ClassVar[str] = "organization"
    see: ClassVar[Power] = Power.SEE_RECORDS
    edit: ClassVar[Power] = Power.EDIT_RECORDS

    def visible_to(self, user: User | Any, on: date | None = None) -> Self:
        """What this person may see; nothing for an account without a fitting role."""
        return self.reached_by(user, self.see, on)

    def editable_by(self, user: User | Any, on: date | None = None) -> Self:
        """What this person may change."""
        return self.reached_by(user, self.edit, on)

    def reached_by(self, user: User | Any, power: Power, on: date | None = None) -> Self:
        """Rows of the organizations over which the person holds the power."""
        held = [grant for grant in grants(user, on) if grant.power is power]
        if any(grant.reach is Reach.PROVINCE for grant in held):
            return self.all()
        if not held:
            return self.none()
        own = models.Q(pk__in=[grant.organization for grant in held])
        for grant in held:
            if grant.reach is Reach.BELOW:
                own |= models.Q(path__startswith=grant.path)
        organizations = apps.get_model("organizations", "Organization")._default_manager.filter(own)
        return self.filter(**{f"{self.organization_lookup}__in": organizations.values("pk")})
