"""Deciding on a planned meeting, once, by whoever's turn it is; and taking a decision back within ten minutes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions.refused import Refused
from meetings.actions.settling import ACTIONS, LINE, STATES, change_line, hold, plan_line, settle, tell
from meetings.approval.entitled import capacity
from meetings.approval.undoing import MINUTES, may_take_back
from meetings.models import Decision, LineState, Plan, PlannedMeeting, PlanState, Verdict
from organizations.models import User
from registers.models import Change

# as decisions are spoken of: 沈望已于10:15同意
SPOKEN = {
    Verdict.APPROVE: gettext_lazy("同意"),
    Verdict.REFUSE: gettext_lazy("不同意"),
    Verdict.RETURN: gettext_lazy("退回修改"),
}


@transaction.atomic
def decide(*, planned: int, version: int, verdict: Verdict, line: str, by: User, now: datetime) -> Decision:
    """Approve, refuse or return as whoever's turn it is. `line`: 批示, needed but for approving.

    Raises Refused: without a line, when somebody was first, when the line changed since `version`, or when it is not
    this person's to decide. PlannedMeeting.DoesNotExist for a line that is not there.
    """
    line = line.strip()
    need_line(verdict, line)
    held = hold(planned)
    turn = capacity(held, by, timezone.localdate(now))
    if turn is None:
        raise _not_their_turn(held, by)
    if held.version != version:
        raise Refused(_("单位刚刚改过这次会议，请看过现在的内容再定。"))
    made = record(
        held,
        Decision(
            verdict=verdict,
            line=line,
            as_principal=turn.as_principal,
            on_behalf_of=turn.on_behalf_of,
            decided_by=by,
            decided_at=now,
        ),
    )
    settle(held, made, by=by, now=now)
    return made


def need_line(verdict: Verdict, line: str) -> None:
    if verdict is Verdict.RETURN and not line:
        raise Refused(_("退回修改请写一句要改什么，单位照此修改。"), "line")
    if verdict is Verdict.REFUSE and not line:
        raise Refused(_("不同意请写一句理由，单位据此了结。"), "line")


def record(held: PlannedMeeting, made: Decision) -> Decision:
    """Keep the decision beside the locked line, and by whom the line was submitted."""
    made.planned = held
    made.submitted_by_id = held.submitted_by_id
    made.save(force_insert=True)
    return made


def _not_their_turn(held: PlannedMeeting, by: User) -> Refused:
    """Who was first, or why this is nobody's turn."""
    if held.submitted_by_id == by.pk:
        return Refused(_("不能审批自己报送的会议，请由其他领导审批。"))
    first = Decision.objects.standing().filter(planned=held).select_related("decided_by", "on_behalf_of").first()
    if first is not None:
        return Refused(already(first))
    said = {"state": held.get_state_display()}
    return Refused(_("这次会议现在不待您审批（%(state)s），您的意见未生效。") % said)


def already(first: Decision) -> str:
    """The sentence for whoever came second."""
    return _("%(who)s已于%(time)s%(verdict)s，您的意见未生效。") % {
        "who": who(first),
        "time": date_format(timezone.localtime(first.decided_at), "n月j日H:i"),
        "verdict": SPOKEN[Verdict(first.verdict)],
    }


def who(decision: Decision) -> str:
    """沈望; 沈望代顾衡; the body where committee or government decided."""
    if decision.body:
        return decision.body
    if decision.on_behalf_of is None:
        return str(decision.decided_by)
    return _("%(deputy)s代%(leader)s") % {"deputy": decision.decided_by, "leader": decision.on_behalf_of}


@transaction.atomic
def take_back(*, decision: int, by: User, now: datetime) -> Decision:
    """Undo one's own decision within ten minutes: the line waits for the same person again, with what it was given.

    Raises Refused after that, or when something has followed from it. Decision.DoesNotExist for another's.
    """
    made = Decision.objects.filter(decided_by=by).select_related("planned").get(pk=decision)
    held = hold(made.planned_id)
    made.refresh_from_db()
    _refuse_late(made, held, now)
    Decision.objects.filter(pk=made.pk, revoked_at=None, ended_at=None).update(revoked_at=now)
    changes = {"state": LineState.CHECKED, "approved_on": None, "returned_reason": ""}
    changes["day"] = held.day.replace(month=1, day=1)
    lines = [change_line(held, changes, "taken_back", made)]
    if held.plan is not None and held.plan.state in (PlanState.DECIDED, PlanState.RETURNED):
        old = held.plan.state
        Plan.objects.filter(pk=held.plan.pk, state=old).update(
            state=PlanState.CHECKED, returned_reason="", version=F("version") + 1
        )
        lines.append(plan_line(held.plan, held.organization, old, PlanState.CHECKED, "taken_back"))
    tell(held, lines, by)
    return made


def _refuse_late(made: Decision, held: PlannedMeeting, now: datetime) -> None:
    if made.revoked_at is not None:
        raise Refused(_("这个决定已经撤回过了。"))
    if not may_take_back(made.decided_at, now):
        raise Refused(
            _("作出决定已过%(minutes)s分钟，不能再撤回；如需改变，请单位调整或取消这次会议。") % {"minutes": MINUTES}
        )
    verdict = Verdict(made.verdict)
    reached = {LineState.APPROVED, LineState.CHECKED} if verdict is Verdict.APPROVE else {STATES[verdict]}
    if made.ended_at is not None or held.state not in reached or not _newest(made, held):
        raise Refused(_("这次会议后来又有了变动（%(state)s），不能再撤回。") % {"state": held.get_state_display()})


def _newest(made: Decision, held: PlannedMeeting) -> bool:
    """Whether nothing was done to the line since: its newest line of history is that of this decision."""
    newest = Change.objects.filter(subject=LINE, key=held.key).first()
    return newest is not None and (newest.actor_id, newest.action) == (
        made.decided_by_id,
        ACTIONS[Verdict(made.verdict)],
    )
