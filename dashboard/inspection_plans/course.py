"""审批到哪了: the way of a plan, step by step, with what is behind it and whom it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.models import OPEN_PLANS, InspectionPlan, ItemState, PlannedInspection, PlanState

DONE, NOW, AHEAD = "done", "now", "ahead"
SETTLED = (ItemState.APPROVED, ItemState.REFUSED, ItemState.DONE, ItemState.LAPSED, ItemState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Step:
    state: str
    title: str
    text: str = ""
    day: date | None = None
    note: str = ""


def course_of(plan: InspectionPlan, lines: Sequence[PlannedInspection], counties: int) -> list[Step]:
    """`counties`: how many different ones the lines reach."""
    return [_drafted(plan), _checked(plan), _decided(plan, lines), _published(plan), _calendar(plan, counties)]


def _drafted(plan: InspectionPlan) -> Step:
    if plan.state in OPEN_PLANS:
        return Step(NOW, _("起草"), str(plan.organization), note=_("现在"))
    return Step(DONE, _("起草、报送"), str(plan.submitted_by or plan.organization), _day(plan.submitted_at))


def _checked(plan: InspectionPlan) -> Step:
    title = _("省委办公厅审核")
    if plan.state == PlanState.SUBMITTED:
        return Step(NOW, title, _("逐项核对，合并同类，可退回修改"), note=_("现在"))
    if plan.state in OPEN_PLANS:
        return Step(AHEAD, title, _("合并同类"))
    return Step(DONE, title, str(plan.checked_by or ""), _day(plan.checked_at))


def _decided(plan: InspectionPlan, lines: Sequence[PlannedInspection]) -> Step:
    title = _("分管省领导审批")
    settled = sum(line.state in SETTLED for line in lines)
    said = _("%(all)s项，已定%(settled)s项") % {"all": len(lines), "settled": settled}
    if plan.state == PlanState.CHECKED:
        return Step(NOW, title, said, note=_("手机可批"))
    done = plan.state in (PlanState.DECIDED, PlanState.PUBLISHED)
    return Step(DONE if done else AHEAD, title, said if done else "", _day(plan.decided_at), _("手机可批"))


def _published(plan: InspectionPlan) -> Step:
    if plan.state == PlanState.PUBLISHED:
        return Step(DONE, _("印发"), str(plan.published_by or ""), _day(plan.published_at))
    return Step(NOW if plan.state == PlanState.DECIDED else AHEAD, _("印发"), _("省委办公厅"))


def _calendar(plan: InspectionPlan, counties: int) -> Step:
    done = plan.state in (PlanState.DECIDED, PlanState.PUBLISHED)
    text = _("%(n)s个县自动可见") % {"n": counties}
    return Step(DONE if done else AHEAD, _("进入县级日历"), text, note=_("批准当日"))


def _day(moment: Any) -> date | None:
    return timezone.localdate(moment) if moment else None
