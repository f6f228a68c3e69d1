"""The leader in charge decides what the office passed on, one item at a time; two deciders leave one decision."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inspections.actions.numbering import next_number
from inspections.actions.recording import item_line, moved, plan_line, record
from inspections.actions.refusals import Refused
from inspections.models import FilingSeries, InspectionPlan, ItemState, PlannedInspection, PlanState
from organizations.models import User
from organizations.roles import Power
from registers import history

APPROVE, REFUSE, RETURN = "approve", "refuse", "return"
VERDICTS = {APPROVE: ItemState.APPROVED, REFUSE: ItemState.REFUSED, RETURN: ItemState.RETURNED}
# how long the leader may take a decision back
TAKE_BACK = timedelta(minutes=10)
DECIDED = (ItemState.APPROVED, ItemState.REFUSED, ItemState.RETURNED)


@transaction.atomic
def decide(*, item: int, verdict: str, line: str, by: User, at: datetime) -> PlannedInspection:
    """Approve (with a filing number), refuse or return one item. Refusing and returning say why in `line`.

    Raises PlannedInspection.DoesNotExist out of reach, Refused for one's own submission and when somebody else
    was faster.
    """
    held = _held(item, by)
    if held.state != ItemState.CHECKED:
        raise Refused(_("“%(name)s”已经有了批示，没有重复处理。") % {"name": held.name})
    if held.submitted_by_id == by.pk:
        raise Refused(_("自己报送的事项，请其他领导审批。"))
    said = line.strip()
    if verdict != APPROVE and not said:
        raise Refused(_("请写一句意见，单位才知道为什么。"), "line")
    state = VERDICTS[verdict]
    fields: dict[str, Any] = {"state": state, "decided_by": by, "decided_at": at, "decision_line": said}
    if verdict == APPROVE:
        fields["filing_number"] = next_number(FilingSeries.Subject.ITEM, held.year)
    elif verdict == RETURN:
        fields["returned_reason"] = said
    _change(held, ItemState.CHECKED, fields)
    changes = moved(held.state, state, filing_number=fields.get("filing_number"), decision_line=said)
    lines = [item_line(f"{verdict}d" if verdict != RETURN else "returned", held, changes)]
    lines += _settle(held, by, at)
    record(lines, by, [held.organization_id], [held.year])
    held.refresh_from_db()
    return held


@transaction.atomic
def take_back(*, item: int, by: User, at: datetime) -> PlannedInspection:
    """Undo one's own decision within ten minutes; the number that was given stays unused."""
    held = _held(item, by)
    mine = held.decided_by_id == by.pk and held.state in DECIDED
    if not mine or held.decided_at is None or at - held.decided_at > TAKE_BACK:
        raise Refused(_("只能在10分钟内撤回自己的批示。"))
    plan = held.plan
    if plan is not None and plan.state == PlanState.PUBLISHED:
        raise Refused(_("计划已经印发，不能撤回批示；请用“取消”或“调整”。"))
    cleared = {"decided_by": None, "decided_at": None, "decision_line": "", "returned_reason": "", "filing_number": ""}
    _change(held, held.state, {"state": ItemState.CHECKED, "sequence": F("sequence") + 1, **cleared})
    changes = moved(held.state, ItemState.CHECKED) | {"filing_number": (held.filing_number, "")}
    lines = [item_line("decision_taken_back", held, changes)]
    if plan is not None and plan.state == PlanState.DECIDED:
        _move_plan(plan, PlanState.DECIDED, state=PlanState.CHECKED, decided_by=None, decided_at=None)
        lines.append(plan_line("decision_taken_back", plan, moved(plan.state, PlanState.CHECKED)))
    record(lines, by, [held.organization_id], [held.year])
    held.refresh_from_db()
    return held


def may_be_taken_back(item: PlannedInspection, by: User, at: datetime) -> bool:
    return bool(
        item.decided_by_id == by.pk
        and item.state in DECIDED
        and item.decided_at
        and at - item.decided_at <= TAKE_BACK
        and (item.plan is None or item.plan.state != PlanState.PUBLISHED)
    )


def _held(item: int, by: User) -> PlannedInspection:
    return (
        PlannedInspection.objects.reached_by(by, Power.DECIDE_PLANS)
        .select_related("plan__organization", "organization")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=item)
    )


def _change(held: PlannedInspection, state: str, fields: dict[str, Any]) -> None:
    """Whoever comes second changes nothing."""
    same = PlannedInspection.objects.filter(pk=held.pk, state=state, version=held.version)
    if not same.update(**fields, version=F("version") + 1):
        raise Refused(_("“%(name)s”刚被其他同志处理，没有重复处理。") % {"name": held.name})


def _settle(item: PlannedInspection, by: User, at: datetime) -> list[history.Line]:
    """The plan is decided once its last item is; returned ones are handed in again on their own."""
    plan = item.plan
    if plan is None or plan.state != PlanState.CHECKED or plan.submitted_by_id == by.pk:
        return []
    # two who decide the last two items at once take turns at the plan
    plan = InspectionPlan.objects.select_for_update(no_key=True).select_related("organization").get(pk=plan.pk)
    if plan.items.filter(state__in=[ItemState.SUBMITTED, ItemState.CHECKED]).exists():
        return []
    _move_plan(plan, PlanState.CHECKED, state=PlanState.DECIDED, decided_by=by, decided_at=at)
    return [plan_line("decided", plan, moved(plan.state, PlanState.DECIDED))]


def _move_plan(plan: InspectionPlan, was: str, **fields: Any) -> None:
    InspectionPlan.objects.filter(pk=plan.pk, state=was).update(**fields, version=F("version") + 1)
