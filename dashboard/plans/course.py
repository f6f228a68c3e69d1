"""审批到哪了: the way of a plan, step by step, with what is behind it and whom it waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.approval.route import Approver, approvers
from meetings.models import LineState, Plan, PlannedMeeting, PlanState

DONE, NOW, AHEAD = "done", "now", "ahead"
WITH_UNIT = (PlanState.DRAFT, PlanState.RETURNED, PlanState.WITHDRAWN)
DECIDED = (LineState.APPROVED, LineState.REFUSED, LineState.HELD, LineState.LAPSED, LineState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Step:
    state: str
    title: str
    text: str = ""
    day: date | None = None
    note: str = ""


def course_of(plan: Plan, lines: Sequence[PlannedMeeting], leader: Any) -> list[Step]:
    """`lines`: those that have not ended; `leader`: the leader in charge of the unit, None where nobody is named."""
    passed = plan.state in (PlanState.CHECKED, PlanState.DECIDED)
    return [
        _drafted(plan),
        _checked(plan, passed),
        *_approvals(lines, leader, passed),
        Step(
            DONE if plan.state == PlanState.DECIDED else AHEAD,
            _("进入县级日历"),
            _("批准的会议，相关市县自动可见"),
            note=_("批准当日"),
        ),
    ]


def _drafted(plan: Plan) -> Step:
    if plan.state in WITH_UNIT:
        return Step(NOW, _("起草"), str(plan.organization), note=_("现在"))
    return Step(DONE, _("起草、报送"), str(plan.submitted_by or plan.organization), _day(plan.submitted_at))


def _checked(plan: Plan, passed: bool) -> Step:
    title = _("省委办公厅审核")
    if passed:
        return Step(DONE, title, str(plan.checked_by or ""), _day(plan.checked_at))
    if plan.state == PlanState.SUBMITTED:
        return Step(NOW, title, _("逐条核对，可退回修改"), note=_("现在"))
    return Step(AHEAD, title, _("合并同类"))


def _approvals(lines: Sequence[PlannedMeeting], leader: Any, passed: bool) -> list[Step]:
    """One step for each approver whom some line needs; how many lines, and how many are decided."""
    asked, decided = Counter[Approver](), Counter[Approver]()
    for line in lines:
        for one in approvers(line):
            asked[one] += 1
            decided[one] += line.state in DECIDED
    who = {Approver.LEADER: str(leader) if leader else _("尚未明确分管领导")}
    titles = {
        Approver.LEADER: _("分管省领导审批"),
        Approver.BODY: _("省委、省政府研究"),
        Approver.PRINCIPAL: _("主要领导批准"),
    }
    steps = []
    for one in (Approver.LEADER, Approver.BODY, Approver.PRINCIPAL):
        if not asked[one]:
            continue
        all_done = decided[one] == asked[one]
        state = DONE if all_done and passed else NOW if passed else AHEAD
        amount = _("%(count)s次") % {"count": asked[one]}
        if decided[one]:
            amount = _("%(count)s次，已定%(decided)s次") % {"count": asked[one], "decided": decided[one]}
        text = _("，").join(part for part in (who.get(one, ""), amount) if part)
        steps.append(Step(state, titles[one], text, note=_("手机可批") if one is Approver.LEADER else ""))
    return steps


def _day(moment: Any) -> date | None:
    return timezone.localdate(moment) if moment else None
