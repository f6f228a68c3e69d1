"""Whose turn it is with a planned meeting, as of a day: leaders in charge, their deputies, principals.

A deputy decides what is addressed to the absent leader and nothing else: the leader's own deputyships do not pass
on. Roles are looked up when used: with the leader's role the deputy's right ends too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from meetings.approval.route import BY_LEADER
from meetings.models import (
    Decision,
    DecisionQuerySet,
    Deputy,
    LineState,
    PlannedMeeting,
    PlannedMeetingQuerySet,
    Verdict,
)
from organizations.models import User
from organizations.roles import Power
from organizations.scoping import has_power


@dataclass(frozen=True, slots=True)
class Capacity:
    """In what capacity a person decides: as the principal, for an absent leader, or as the leader in charge."""

    as_principal: bool = False
    on_behalf_of: User | None = None


def in_force() -> DecisionQuerySet:
    """Decisions since the line was submitted last, for a subquery over planned meetings (OuterRef pk).

    Whoever submits a line again, or amends it, ends what was decided before (`ended_at`).
    """
    return Decision.objects.standing().filter(planned=OuterRef("pk"))


def absent_leaders(deputy: User, day: date) -> list[User]:
    """For whom this person stands in on a day; one level, never further."""
    found = Deputy.objects.in_force_on(day).filter(deputy=deputy).select_related("leader")
    return [one.leader for one in found if has_power(one.leader, Power.DECIDE_PLANS, day)]


def addressed_to(user: User, day: date) -> PlannedMeetingQuerySet:
    """What is, was or will be this person's to decide, in whatever state; nothing that they submitted themselves."""
    leaders = [user, *absent_leaders(user, day)]
    in_charge = (
        PlannedMeeting.objects.reached_by(user, Power.DECIDE_PLANS, day)
        .filter(category__in=BY_LEADER, organization__portfolio__leader__in=leaders)
        .exclude(submitted_by=F("organization__portfolio__leader"))
    )
    heads = PlannedMeeting.objects.reached_by(user, Power.DECIDE_PRINCIPAL, day).filter(heads_called=True)
    either = Q(pk__in=in_charge.values("pk")) | Q(pk__in=heads.values("pk"))
    return PlannedMeeting.objects.filter(either, submitted_by__isnull=False).exclude(submitted_by=user)


def waiting_for(user: User, day: date) -> PlannedMeetingQuerySet:
    """What this person can decide now, the soonest first: the leader's turn, then the principal's."""
    leaders = [user, *absent_leaders(user, day)]
    is_leader = Q(category__in=BY_LEADER, organization__portfolio__leader__in=leaders)
    is_leader &= Q(pk__in=PlannedMeeting.objects.reached_by(user, Power.DECIDE_PLANS, day).values("pk"))
    is_principal = Q(heads_called=True)
    is_principal &= Q(pk__in=PlannedMeeting.objects.reached_by(user, Power.DECIDE_PRINCIPAL, day).values("pk"))
    ordinary = in_force().filter(as_principal=False)
    return (
        addressed_to(user, day)
        .filter(state=LineState.CHECKED)
        .filter(
            (is_leader & ~Exists(ordinary))
            | (
                is_principal
                & Exists(ordinary.filter(verdict=Verdict.APPROVE))
                & ~Exists(in_force().filter(as_principal=True))
            )
        )
        .order_by(F("planned_from").asc(nulls_last=True), "pk")
    )


def given_to(planned: PlannedMeeting) -> list[bool]:
    """The approvals that a submitted line has: False for the ordinary one, True for the principal's."""
    standing = Decision.objects.standing().filter(planned=planned)
    return list(standing.filter(verdict=Verdict.APPROVE).values_list("as_principal", flat=True))


def capacity(planned: PlannedMeeting, user: User, day: date) -> Capacity | None:
    """In what capacity the person can decide this meeting now; None when it is not, or no longer, their turn."""
    if not waiting_for(user, day).filter(pk=planned.pk).exists():
        return None
    if False in given_to(planned):
        return Capacity(as_principal=True)
    leader = planned.organization.portfolio.leader
    return Capacity(on_behalf_of=None if leader.pk == user.pk else leader)
