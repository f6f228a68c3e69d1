"""What follows from a decision, in its transaction: state and number of the line, the plan's end, the news of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.approval.entitled import given_to
from meetings.approval.route import next_approver
from meetings.models import Decision, LineState, Plan, PlannedMeeting, PlanState, Verdict
from organizations.models import Organization, User
from registers import history
from registers.outbox import announce

REGISTER = "meeting_plans"
LINE = PlannedMeeting._meta.label_lower
PLAN = Plan._meta.label_lower
# action of the line of history for each verdict, and the state that the verdict leads to
ACTIONS = {Verdict.APPROVE: "approved", Verdict.REFUSE: "refused", Verdict.RETURN: "returned"}
STATES = {Verdict.REFUSE: LineState.REFUSED, Verdict.RETURN: LineState.RETURNED}
# lines of a plan that still wait for somebody's decision
WAITING = (LineState.SUBMITTED, LineState.CHECKED)


def hold(planned: int) -> PlannedMeeting:
    """The line, locked, its plan first: of two who act on it at once the second sees what the first did.

    Raises PlannedMeeting.DoesNotExist.
    """
    plan = PlannedMeeting.objects.filter(pk=planned).values_list("plan", flat=True).get()
    if plan is not None:
        Plan.objects.select_for_update(no_key=True).get(pk=plan)
    lines = PlannedMeeting.objects.select_related("organization__portfolio__leader", "plan")
    return lines.select_for_update(of=("self",), no_key=True).get(pk=planned)


def settle(held: PlannedMeeting, made: Decision, *, by: User, now: datetime) -> None:
    """Bring the line to where the decision leads, close the plan behind its last line, and tell of it."""
    verdict = Verdict(made.verdict)
    changes: dict[str, Any] = {}
    if verdict is not Verdict.APPROVE:
        changes = {"state": STATES[verdict], "returned_reason": made.line}
    elif next_approver(held, given_to(held)) is None:
        day = timezone.localdate(now)
        changes = {
            "state": LineState.APPROVED,
            "number": held.number or _next_number(held),
            "approved_on": day,
            "day": held.committed_from(day),
            "returned_reason": "",
        }
    lines = [change_line(held, changes, ACTIONS[verdict], made)]
    if changes and (closed := _close_plan(held)):
        lines.append(closed)
    tell(held, lines, by)


def change_line(held: PlannedMeeting, changes: Mapping[str, Any], action: str, made: Decision) -> history.Line:
    """Write the changes to the locked line; the line of history that says so, and who stood in for whom."""
    old = {name: getattr(held, name) for name in changes}
    PlannedMeeting.objects.filter(pk=held.pk).update(**changes, version=F("version") + 1)
    said: dict[str, tuple[Any, Any]] = dict(history.difference(old, changes, changes))
    for name in ("as_principal", "on_behalf_of", "body", "decision_number", "decision_day"):
        if value := getattr(made, name):
            said[name] = (None, str(value) if isinstance(value, (User, date)) else value)
    return history.Line(action, LINE, held.key, held.organization_id, said, made.line)


def tell(held: PlannedMeeting, lines: list[history.Line], by: User) -> None:
    """Standings are judged again: what is approved and to come stands under the ceiling (9.1)."""
    announce(REGISTER, [held.organization_id], [held.year])
    history.write(lines, actor=by, path="page")


def plan_line(plan: Plan, organization: Organization, old: str, new: str, action: str) -> history.Line:
    return history.Line(action, PLAN, f"{organization.code} {plan.year}", organization.pk, {"state": (old, str(new))})


def _next_number(held: PlannedMeeting) -> str:
    """计划编号: unit, year and a serial that counts up within both; a number once given is never given again."""
    Organization.objects.select_for_update(no_key=True).get(pk=held.organization_id)
    start = f"{held.organization.code}-{held.year}-"
    given = PlannedMeeting.objects.filter(organization=held.organization_id, year=held.year, number__startswith=start)
    serials = [
        int(tail) for number in given.values_list("number", flat=True) if (tail := number[len(start) :]).isdigit()
    ]
    return f"{start}{max(serials, default=0) + 1}"


def _close_plan(held: PlannedMeeting) -> history.Line | None:
    """Behind its last line a plan is decided; with lines that went back to the unit it is returned."""
    plan = held.plan
    if plan is None or plan.state != PlanState.CHECKED or plan.lines.filter(state__in=WAITING).exists():
        return None
    returned = plan.lines.filter(state=LineState.RETURNED).count()
    state = PlanState.RETURNED if returned else PlanState.DECIDED
    reason = _("领导退回%(lines)s次会议，意见见各行。") % {"lines": returned} if returned else ""
    closed = Plan.objects.filter(pk=plan.pk, state=PlanState.CHECKED).update(
        state=state, returned_reason=reason, version=F("version") + 1
    )
    return plan_line(plan, held.organization, PlanState.CHECKED, state, str(state)) if closed else None
