"""Acts on a plan: drafted from last year, submitted, taken back, passed on or returned by the office."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meetings.actions.lines import LINE, PLAN, held_plan, moved, moved_lines, must_be_editable, plan_key
from meetings.actions.refused import Refused, Stale
from meetings.checking import warnings_of
from meetings.models import (
    OPEN_LINES,
    Decision,
    LineState,
    Meeting,
    Plan,
    PlannedMeeting,
    PlanState,
    planned_key,
)
from meetings.planning.carry_over import SHARED, carry_over, completed
from meetings.planning.line import Limits
from meetings.planning.warning import Warning
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history

# what of last year's plan is carried over: what was approved, held or not
CARRIED = (LineState.APPROVED, LineState.HELD)
# derived columns that a line carried over states outright
STATED = ("level", "people", "heads_called", "province_wide")


class Unready(Exception):
    """A plan that cannot be submitted; `warnings` by the id of the line, open ones only."""

    def __init__(self, warnings: dict[int | None, list[Warning]]) -> None:
        self.warnings = warnings
        super().__init__(f"{sum(map(len, warnings.values()))} warnings are open")


@transaction.atomic
def start_plan(*, organization: int, year: int, by: User) -> Plan:
    """The unit's plan of a year, drafted from the year before; the one that is there already where there is one."""
    unit = Organization.objects.reached_by(by, Power.PLAN).get(pk=organization)
    kept = Plan.objects.filter(organization=unit, year=year).first()
    if kept is not None:
        return kept
    try:
        with transaction.atomic():
            plan = Plan.objects.create(organization=unit, year=year)
    except IntegrityError:
        # somebody of the same unit was faster
        return Plan.objects.get(organization=unit, year=year)
    keys = _carried(plan, by)
    said = [history.Line("carried", LINE, key, unit.pk, {"year": (year - 1, year)}) for key in keys]
    opened = history.Line("created", PLAN, plan_key(plan), unit.pk, {"year": (None, year)})
    history.write([opened, *said], actor=by, path="page")
    return plan


def carried_lines(organization: Organization, year: int) -> list[dict]:
    """What a plan of the year would be drafted from; nothing is kept."""
    held = Meeting.objects.filter(organization=organization, year=year - 1, counted=True, emergency=False)
    planned = PlannedMeeting.objects.filter(
        organization=organization, year=year - 1, state__in=CARRIED, emergency=False, joined_to=None
    )
    names = ("id", "held_on", "planned_id", "minutes", "half_days")
    found = carry_over(year, held.values(*SHARED, *names), planned.order_by("pk").values())
    return [completed(values, organization.kind) for values in found]


def _carried(plan: Plan, by: User) -> list[str]:
    code, rows = plan.organization.code, {}
    for position, values in enumerate(carried_lines(plan.organization, plan.year), 1):
        key = planned_key(code, plan.year, values["name"])
        stated = [name for name in STATED if values.get(name)]
        rows[key] = PlannedMeeting(
            **values,
            plan=plan,
            organization=plan.organization,
            year=plan.year,
            day=date(plan.year, 1, 1),
            key=key,
            position=position,
            given=stated,
            created_by=by,
        )
    taken = set(
        PlannedMeeting.objects.filter(key__in=rows).exclude(state=LineState.WITHDRAWN).values_list("key", flat=True)
    )
    new = [row for key, row in rows.items() if key not in taken]
    PlannedMeeting.objects.bulk_create(new)
    return [row.key for row in new]


@transaction.atomic
def submit_plan(*, plan: int, version: int, limits: Limits, by: User, now: datetime, today: date) -> Plan:
    """To the office. Raises Unready while a warning is open, Refused for a plan without anything to submit.

    What was decided before stays as it is; a line that a leader returned is asked anew.
    """
    held = held_plan(plan, by)
    _seen(held, version)
    must_be_editable(held)
    open_ones = {pk: [one for one in warnings if one.open] for pk, warnings in warnings_of(held, limits).items()}
    unready = {pk: warnings for pk, warnings in open_ones.items() if warnings}
    if unready:
        raise Unready(unready)
    lines = PlannedMeeting.objects.filter(plan=held, state__in=OPEN_LINES)
    Decision.objects.filter(planned__in=lines, revoked_at=None, ended_at=None).update(ended_at=now)
    sent = {"submitted_by": by, "submitted_at": now, "returned_reason": ""}
    if not moved_lines(held, OPEN_LINES, LineState.SUBMITTED, action="submitted", by=by, **sent):
        raise Refused(_("没有要报送的会议；请先加一次，或修改后再报。"))
    first = held.submitted_on or today
    moved(held, PlanState.SUBMITTED, action="submitted", by=by, submitted_on=first, **sent)
    return Plan.objects.get(pk=plan)


@transaction.atomic
def withdraw_plan(*, plan: int, version: int, by: User) -> Plan:
    """Taken back while the office has not passed it on. A first submission taken back was none (9.4)."""
    held = held_plan(plan, by)
    _seen(held, version)
    if held.state != PlanState.SUBMITTED:
        raise Refused(_("计划已审核或退回，不能再撤回。"))
    lines = PlannedMeeting.objects.filter(plan=held)
    moved_lines(held, [LineState.SUBMITTED], LineState.DRAFT, action="withdrawn", by=by)
    decided = lines.exclude(state__in=[*OPEN_LINES, LineState.WITHDRAWN]).exists()
    moved(
        held,
        PlanState.WITHDRAWN,
        action="withdrawn",
        by=by,
        submitted_on=held.submitted_on if decided else None,
    )
    return Plan.objects.get(pk=plan)


@transaction.atomic
def pass_on(*, plan: int, version: int, by: User, now: datetime) -> Plan:
    """The office has checked it; from here the leaders decide line by line."""
    held = _submitted(plan, version, by)
    moved_lines(held, [LineState.SUBMITTED], LineState.CHECKED, action="checked", by=by)
    moved(held, PlanState.CHECKED, action="checked", by=by, checked_by=by, checked_at=now)
    return Plan.objects.get(pk=plan)


@transaction.atomic
def return_plan(*, plan: int, version: int, reason: str, by: User, now: datetime) -> Plan:
    """Back to the unit with a reason; the day on which it was handed in stands."""
    reason = reason.strip()[:500]
    if not reason:
        raise Refused(_("请写一句退回理由，单位据此修改。"), "reason")
    held = _submitted(plan, version, by)
    moved_lines(held, [LineState.SUBMITTED], LineState.RETURNED, action="returned", by=by, reason=reason)
    said = {"checked_by": by, "checked_at": now, "returned_reason": reason}
    moved(held, PlanState.RETURNED, action="returned", by=by, reason=reason, **said)
    return Plan.objects.get(pk=plan)


def _submitted(plan: int, version: int, by: User) -> Plan:
    """A plan that waits for the office, locked. Nobody checks what they submitted themselves."""
    within = Plan.objects.reached_by(by, Power.CHECK_PLANS).select_related("organization")
    held = within.select_for_update(of=("self",), no_key=True).get(pk=plan)
    if held.state != PlanState.SUBMITTED:
        raise Refused(_("计划现在是“%(state)s”，不在待审核之列。") % {"state": held.get_state_display()})
    _seen(held, version)
    if held.submitted_by_id == by.pk:
        raise Refused(_("自己报送的计划，须由别的同志审核。"))
    return held


def _seen(plan: Plan, version: int) -> None:
    if plan.version != version:
        raise Stale(plan)


__all__ = [
    "Unready",
    "carried_lines",
    "pass_on",
    "return_plan",
    "start_plan",
    "submit_plan",
    "withdraw_plan",
]
