"""Decisions of committee or government (classes one and two), and the principal's approval given on paper.

The office enters them with body, number and day: one entry for all that one sitting decided.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.decisions import already, need_line, record
from meetings.actions.refused import Refused
from meetings.actions.settling import hold, settle
from meetings.approval.entitled import given_to
from meetings.approval.route import BY_BODY, Approver, next_approver
from meetings.models import Decision, LineState, PlannedMeeting, PlannedMeetingQuerySet, Verdict
from organizations.models import User
from organizations.roles import Power


@dataclass(frozen=True, slots=True)
class Paper:
    """What the decision says of itself: 省委常委会会议, 〔2019〕12号, and its day."""

    body: str
    number: str
    day: date


def to_be_entered(user: User) -> PlannedMeetingQuerySet:
    """Lines passed on that wait for a body or a principal, the soonest first; whose turn it is tells `turn_of`."""
    reached = PlannedMeeting.objects.reached_by(user, Power.CHECK_PLANS)
    waiting = reached.filter(state=LineState.CHECKED, submitted_by__isnull=False, submitted_at__isnull=False)
    return waiting.filter(Q(category__in=BY_BODY) | Q(heads_called=True)).order_by("planned_from", "pk")


def turn_of(planned: PlannedMeeting) -> Approver | None:
    """BODY or PRINCIPAL where the next decision comes on paper; None while it is the leader's turn."""
    turn = next_approver(planned, given_to(planned))
    return None if turn is Approver.LEADER else turn


@transaction.atomic
def enter(
    *, planned: Collection[int], verdict: Verdict, paper: Paper, line: str, by: User, now: datetime
) -> list[Decision]:
    """One sitting's decision on each of the lines (ids), all of them or none. Raises Refused with a sentence.

    Lines out of reach raise PlannedMeeting.DoesNotExist.
    """
    line = line.strip()
    need_line(verdict, line)
    if paper.day > timezone.localdate(now):
        raise Refused(_("审定日期在今天以后；请按会议纪要上的日期填写。"), "day")
    reached = PlannedMeeting.objects.reached_by(by, Power.CHECK_PLANS).filter(pk__in=planned)
    if reached.count() != len(set(planned)):
        raise PlannedMeeting.DoesNotExist
    return [_enter_one(pk, verdict, paper, line, by, now) for pk in sorted(set(planned))]


def _enter_one(planned: int, verdict: Verdict, paper: Paper, line: str, by: User, now: datetime) -> Decision:
    held = hold(planned)
    turn = turn_of(held) if held.state == LineState.CHECKED and held.submitted_at else None
    if turn is None:
        first = Decision.objects.standing().filter(planned=held).select_related("decided_by", "on_behalf_of").first()
        said = already(first) if first else _("“%(name)s”现在不待审定，请刷新后再录。") % {"name": held.name}
        raise Refused(said)
    if held.submitted_by_id == by.pk:
        raise Refused(_("“%(name)s”是您报送的，请由其他同志录入审定结果。") % {"name": held.name})
    made = record(
        held,
        Decision(
            verdict=verdict,
            line=line,
            as_principal=turn is Approver.PRINCIPAL,
            body=paper.body,
            decision_number=paper.number,
            decision_day=paper.day,
            decided_by=by,
            decided_at=now,
        ),
    )
    settle(held, made, by=by, now=now)
    return made
