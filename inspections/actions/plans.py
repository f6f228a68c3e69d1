"""Acts on a plan as a whole: opening, carrying over, handing in, checking, returning, publishing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from inspections.actions.lines import open_plan_of
from inspections.actions.recording import item_line, moved, plan_line, record
from inspections.actions.refusals import Refused
from inspections.models import (
    APPROVED_STATES,
    OPEN_PLANS,
    OPEN_STATES,
    InspectionPlan,
    ItemState,
    PlannedInspection,
    PlanState,
    ReachedCounty,
)
from inspections.planning.carry_over import carried
from inspections.planning.keys import counted_day, planned_key
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history

# what of last year is worth carrying over: everything but what was refused, joined elsewhere or given up
CARRIED_STATES = (*APPROVED_STATES, *OPEN_STATES, ItemState.SUBMITTED, ItemState.CHECKED)


@transaction.atomic
def start_plan(*, organization: int, year: int, by: User) -> InspectionPlan:
    """The unit's plan of the year, made when there is none yet. Raises Refused for another's unit."""
    unit = Organization.objects.reached_by(by, Power.PLAN).filter(pk=organization).first()
    if unit is None:
        raise Refused(_("只能起草本单位的计划。"))
    plan, made = InspectionPlan.objects.get_or_create(organization=unit, year=year)
    if made:
        history.write([plan_line("created", plan, {"year": (None, year)})], actor=by, path="page")
    return plan


@transaction.atomic
def carry_over(*, plan: int, by: User) -> int:
    """Last year's items into this plan, those of the same name left alone; how many came."""
    held = open_plan_of(plan, by)
    have = set(PlannedInspection.objects.filter(organization=held.organization, year=held.year).values_list("key"))
    before = PlannedInspection.objects.filter(
        organization=held.organization, year=held.year - 1, state__in=CARRIED_STATES
    ).prefetch_related("reached", "partners")
    made: list[tuple[PlannedInspection, PlannedInspection]] = []
    for old in before.order_by("planned_from", "pk"):
        line = PlannedInspection(
            plan=held, organization=held.organization, year=held.year, carried_from=old, **carried(old, held.year)
        )
        line.key = planned_key(held.organization.code, held.year, line.name)
        line.day = counted_day(line)
        if (line.key,) not in have:
            have.add((line.key,))
            made.append((line, old))
    _store(made)
    lines = [item_line("carried_over", line, {"name": (None, line.name)}) for line, _old in made]
    if lines:
        record(lines, by, [held.organization_id], [held.year])
    return len(made)


def _store(made: list[tuple[PlannedInspection, PlannedInspection]]) -> None:
    PlannedInspection.objects.bulk_create([line for line, _old in made])
    reached = [ReachedCounty(item=line, county_id=one.county_id) for line, old in made for one in old.reached.all()]
    ReachedCounty.objects.bulk_create(reached)
    through = PlannedInspection.partners.through
    through.objects.bulk_create(
        [
            through(plannedinspection_id=line.pk, organization_id=one.pk)
            for line, old in made
            for one in old.partners.all()
        ]
    )


@transaction.atomic
def submit(*, plan: int, version: int, blocked: Collection[int], by: User, at: datetime, today: date) -> InspectionPlan:
    """Hand the plan in. `blocked`: lines that a check stops; none may be. 15.4 judges the first day it came in."""
    held = open_plan_of(plan, by)
    if held.version != version:
        raise Refused(_("计划刚刚被别人改动；请看过之后再报送。"))
    lines = _lines(held, OPEN_STATES)
    if not lines:
        raise Refused(_("计划里还没有事项，不能报送。全年没有督查检查考核的，不必报送计划。"))
    if blocked:
        raise Refused(_("还有%(n)s项要改，改好才能报送。") % {"n": len(blocked)})
    first = {"submitted_on": held.submitted_on or today, "submitted_at": held.submitted_at or at}
    first |= {"checked_by": None, "checked_at": None, "returned_reason": ""}
    _change_plan(held, OPEN_PLANS, state=PlanState.SUBMITTED, submitted_by=by, **first)
    _change_lines(lines, **handed_in(by, at))
    return _recorded("submitted", held, PlanState.SUBMITTED, lines, ItemState.SUBMITTED, by)


def handed_in(by: User, at: datetime) -> dict[str, Any]:
    """A line as it is handed in: whatever was said about it before no longer stands."""
    said = dict.fromkeys(("checked_by", "checked_at", "decided_by", "decided_at"))
    handed = {"submitted_by": by, "submitted_at": at, "returned_reason": "", "decision_line": ""}
    return {"state": ItemState.SUBMITTED, **handed, **said}


@transaction.atomic
def withdraw(*, plan: int, by: User) -> InspectionPlan:
    """Take a plan back that the office has not passed on yet; 15.4 then knows of no submission."""
    held = _held(InspectionPlan.objects.editable_by(by), plan)
    if held.state != PlanState.SUBMITTED:
        raise Refused(_("计划不在待审核，不能撤回。"))
    lines = _lines(held, [ItemState.SUBMITTED])
    nothing = {"submitted_by": None, "submitted_at": None, "submitted_on": None}
    _change_plan(held, [PlanState.SUBMITTED], state=PlanState.WITHDRAWN, **nothing)
    _change_lines(lines, state=ItemState.DRAFT, submitted_by=None, submitted_at=None)
    return _recorded("withdrawn", held, PlanState.WITHDRAWN, lines, ItemState.DRAFT, by)


@transaction.atomic
def give_back(*, plan: int, reason: str, by: User, at: datetime) -> InspectionPlan:
    """The office returns a plan with its reason; the unit changes it and hands it in again."""
    held = _checkable(plan, by)
    if not reason.strip():
        raise Refused(_("退回请写一句理由，单位才知道改什么。"), "reason")
    lines = _lines(held, [ItemState.SUBMITTED])
    _change_plan(
        held,
        [PlanState.SUBMITTED],
        state=PlanState.RETURNED,
        returned_reason=reason.strip(),
        checked_by=by,
        checked_at=at,
    )
    _change_lines(lines, state=ItemState.RETURNED, returned_reason=reason.strip(), checked_by=by, checked_at=at)
    return _recorded("returned", held, PlanState.RETURNED, lines, ItemState.RETURNED, by, reason.strip())


@transaction.atomic
def pass_on(*, plan: int, by: User, at: datetime) -> InspectionPlan:
    """The office has checked the plan: its items go to the leader in charge."""
    held = _checkable(plan, by)
    lines = _lines(held, [ItemState.SUBMITTED])
    _change_plan(held, [PlanState.SUBMITTED], state=PlanState.CHECKED, checked_by=by, checked_at=at)
    _change_lines(lines, state=ItemState.CHECKED, checked_by=by, checked_at=at)
    return _recorded("passed_on", held, PlanState.CHECKED, lines, ItemState.CHECKED, by)


@transaction.atomic
def publish(*, plan: int, by: User, at: datetime) -> InspectionPlan:
    """The office makes a decided plan known (印发)."""
    held = _held(InspectionPlan.objects.reached_by(by, Power.CHECK_PLANS), plan)
    if not publishable(held):
        raise Refused(_("计划还没有全部批准，不能印发。"))
    _change_plan(held, [held.state], state=PlanState.PUBLISHED, published_by=by, published_at=at)
    return _recorded("published", held, PlanState.PUBLISHED, [], "", by)


def publishable(plan: InspectionPlan) -> bool:
    """Decided, or with nothing left to decide since its last items went into joint ones."""
    if plan.state != PlanState.CHECKED:
        return plan.state == PlanState.DECIDED
    return not plan.items.filter(state__in=[ItemState.SUBMITTED, ItemState.CHECKED]).exists()


def _checkable(plan: int, by: User) -> InspectionPlan:
    held = _held(InspectionPlan.objects.reached_by(by, Power.CHECK_PLANS), plan)
    if held.state != PlanState.SUBMITTED:
        raise Refused(_("计划不在待审核，可能刚被其他同志处理。"))
    if held.submitted_by_id == by.pk:
        raise Refused(_("自己报送的计划，请其他同志审核。"))
    return held


def _held(reach: QuerySet[InspectionPlan], plan: int) -> InspectionPlan:
    locked = reach.select_related("organization").select_for_update(of=("self",), no_key=True)
    return locked.get(pk=plan)


def _lines(plan: InspectionPlan, states: Collection[str]) -> list[PlannedInspection]:
    """The plan's lines in some states, locked."""
    return list(plan.items.select_for_update(of=("self",), no_key=True).filter(state__in=states).order_by("pk"))


def _change_plan(plan: InspectionPlan, states: Collection[str], **fields: Any) -> None:
    """A conditional update: what another person moved meanwhile stays where it is."""
    same = InspectionPlan.objects.filter(pk=plan.pk, state__in=states, version=plan.version)
    if not same.update(**fields, version=F("version") + 1):
        raise Refused(_("计划刚被其他同志处理，请刷新后再看。"))


def _change_lines(lines: Collection[PlannedInspection], **fields: Any) -> None:
    found = PlannedInspection.objects.filter(pk__in=[line.pk for line in lines])
    found.update(**fields, version=F("version") + 1)


def _recorded(
    action: str,
    plan: InspectionPlan,
    state: str,
    lines: Collection[PlannedInspection],
    line_state: str,
    by: User,
    reason: str = "",
) -> InspectionPlan:
    said = [plan_line(action, plan, moved(plan.state, state), reason)]
    said += [item_line(action, line, moved(line.state, line_state), reason) for line in lines]
    record(said, by, [plan.organization_id], [plan.year])
    plan.refresh_from_db()
    return plan
