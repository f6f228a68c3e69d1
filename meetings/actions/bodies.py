"""Decisions of committee or government (classes one and two), and the principal's approval given on paper.

The office enters them with body, number and day: one entry for all that one sitting decided.
"""

from __future__ import annotations

from collections import defaultdict
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
from meetings.models import Decision, LineState, PlannedMeeting, Verdict
from organizations.models import User
from organizations.roles import Power

# whose decisions come on paper and are entered by the office
ON_PAPER = (Approver.BODY, Approver.PRINCIPAL)


@dataclass(frozen=True, slots=True)
class Paper:
    """What the decision says of itself: 省委常委会会议, 〔2019〕12号, and its day."""

    body: str
    number: str
    day: date


def to_be_entered(user: User) -> list[tuple[PlannedMeeting, Approver]]:
    """Lines passed on that wait for a body or for a principal, with whose turn it is; the soonest first."""
    reached = PlannedMeeting.objects.reached_by(user, Power.CHECK_PLANS)
    waiting = reached.filter(state=LineState.CHECKED, submitted_by__isnull=False)
    lines = waiting.filter(Q(category__in=BY_BODY) | Q(heads_called=True)).select_related("organization", "plan")
    approvals = Decision.objects.standing().filter(planned__in=waiting, verdict=Verdict.APPROVE)
    given = defaultdict(list)
    for planned, as_principal in approvals.values_list("planned", "as_principal"):
        given[planned].append(as_principal)
    turns = [(line, next_approver(line, given[line.pk])) for line in lines.order_by("planned_from", "pk")]
    return [(line, turn) for line, turn in turns if turn in ON_PAPER]


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
    open_ = held.state == LineState.CHECKED and held.submitted_by is not None
    turn = next_approver(held, given_to(held)) if open_ else None
    if turn not in ON_PAPER:
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
