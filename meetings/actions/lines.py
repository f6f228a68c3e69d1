"""What acts on lines of a plan share: the plan and the line, locked; a change written with its line in the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from meetings.actions.refused import Refused, Stale
from meetings.models import OPEN_PLANS, LineState, Plan, PlannedMeeting, PlanState
from organizations.models import User
from registers import history
from registers.outbox import announce

PLAN, LINE = Plan._meta.label_lower, PlannedMeeting._meta.label_lower
REGISTER = "meeting_plans"
# the unit may change its draft; of a decided plan what is changed makes it a draft again
EDITABLE = (*OPEN_PLANS, PlanState.DECIDED)
# columns whose change the history keeps
WRITTEN = (
    "name",
    "category",
    "in_name_of",
    "planned_text",
    "planned_from",
    "planned_to",
    "duration_text",
    "minutes",
    "half_days",
    "form",
    "level",
    "province_wide",
    "scope_text",
    "people",
    "heads_called",
    "budget",
    "reason",
    "emergency",
    "emergency_approver",
    "excuses",
    "joined_to_id",
    "given",
    "state",
    "returned_reason",
)


def plan_key(plan: Plan) -> str:
    return f"{plan.organization.code} {plan.year}"


def held_plan(pk: int, by: User) -> Plan:
    """The unit's own plan, locked. Raises Plan.DoesNotExist for a plan out of reach."""
    return (
        Plan.objects.editable_by(by)
        .select_related("organization")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=pk)
    )


def held_line(pk: int, version: int, by: User) -> PlannedMeeting:
    """A line of the unit's own plan, its plan locked first. Stale when it is not at the version that was seen."""
    mine = PlannedMeeting.objects.editable_by(by).filter(plan__isnull=False)
    line = mine.get(pk=pk)
    plan = held_plan(line.plan_id, by)
    line = mine.select_related("organization").select_for_update(of=("self",), no_key=True).get(pk=pk)
    line.plan = plan
    if line.version != version:
        raise Stale(line)
    return line


def must_be_editable(plan: Plan) -> None:
    if plan.state not in EDITABLE:
        raise Refused(_("计划已报送，不能再改；要改请先撤回。"))


def attributes(line: PlannedMeeting) -> dict[str, Any]:
    return {name: getattr(line, name) for name in WRITTEN}


def changed(line: PlannedMeeting, values: Mapping[str, Any], more: Collection[str] = ()) -> dict[str, tuple[Any, Any]]:
    """Writes the values, one version on; returns field → (old, new). Raises Stale when somebody was faster."""
    old = attributes(line)
    difference = history.difference(old, {**old, **values}, WRITTEN)
    if not difference and not more:
        return {}
    saved = PlannedMeeting.objects.filter(pk=line.pk, version=line.version).update(**values, version=F("version") + 1)
    if not saved:
        raise Stale(PlannedMeeting.objects.get(pk=line.pk))
    difference["version"] = (line.version, line.version + 1)
    return difference


def reopened(plan: Plan, by: User) -> None:
    """What is changed in a decided plan makes it a draft again; what was approved stays approved."""
    if plan.state != PlanState.DECIDED:
        return
    moved(plan, PlanState.DRAFT, action="reopened", by=by)


def moved(plan: Plan, state: PlanState, *, action: str, by: User, reason: str = "", **values: Any) -> None:
    """From the state that was seen to another: a conditional change, told in the history and to those who judge."""
    old = plan.state
    same = Plan.objects.filter(pk=plan.pk, state=old, version=plan.version)
    if not same.update(state=state, version=F("version") + 1, **values):
        raise Stale(Plan.objects.get(pk=plan.pk))
    tell(plan)
    line = history.Line(action, PLAN, plan_key(plan), plan.organization_id, {"state": (old, state)}, reason)
    history.write([line], actor=by, path="page")


def moved_lines(
    plan: Plan, states: Collection[str], state: LineState, *, action: str, by: User, reason: str = "", **values: Any
) -> int:
    """Every line of the plan in one of the states to another, each with its line in the history; how many."""
    rows = list(PlannedMeeting.objects.filter(plan=plan, state__in=states).values_list("pk", "key", "state"))
    pks = [pk for pk, _key, _state in rows]
    PlannedMeeting.objects.filter(pk__in=pks).update(state=state, version=F("version") + 1, **values)
    unit = plan.organization_id
    said = [history.Line(action, LINE, key, unit, {"state": (old, state)}, reason) for _pk, key, old in rows]
    history.write(said, actor=by, path="page")
    return len(rows)


def tell(plan: Plan) -> None:
    # the plan of a year is owed in the year before (9.4)
    announce(REGISTER, [plan.organization_id], [plan.year - 1, plan.year])
