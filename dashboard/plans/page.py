"""What the page of a plan needs, put together in a number of queries that does not grow with its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dashboard.plans.ceiling import ceiling_of
from dashboard.plans.course import course_of
from dashboard.plans.limits import limits_for
from dashboard.plans.rows import Row, rows_of, summary_of
from meetings.actions.lines import EDITABLE
from meetings.checking import warnings_of
from meetings.forms.plans import PlannedForm, ReturnForm
from meetings.models import Plan, PlannedMeeting, PlanState, Portfolio
from organizations.models import Kind
from organizations.roles import Power


@dataclass(frozen=True)
class Open:
    """The row whose editor is open: a line, or None for a new one."""

    line: PlannedMeeting | None
    form: PlannedForm

    @property
    def place(self) -> str:
        """What the ids of the row end in."""
        return str(self.line.pk) if self.line else "new"


def visible_plan(request: HttpRequest, pk: int) -> Plan:
    plans = Plan.objects.visible_to(request.user)
    return get_object_or_404(plans.select_related("organization", "submitted_by", "checked_by"), pk=pk)


def own_plan(request: HttpRequest, pk: int) -> Plan:
    """A plan that this person draws up; 404 for another's."""
    plans = Plan.objects.editable_by(request.user)
    return get_object_or_404(plans.select_related("organization", "submitted_by", "checked_by"), pk=pk)


def own_line(request: HttpRequest, pk: int) -> PlannedMeeting:
    lines = PlannedMeeting.objects.editable_by(request.user).filter(plan__isnull=False)
    line = get_object_or_404(lines.select_related("organization"), pk=pk)
    line.plan = own_plan(request, line.plan_id)
    return line


def form_for(plan: Plan, line: PlannedMeeting | None, data: Any = None, *, strict: bool = True) -> PlannedForm:
    return PlannedForm(data, year=plan.year, kind=plan.organization.kind, line=line, strict=strict)


def opened(request: HttpRequest, plan: Plan) -> Open | None:
    """`?open=12` or `?open=new`: the editor that the address asks for. 404 for a line of another plan."""
    asked = request.GET.get("open", "")
    if not asked:
        return None
    if asked == "new":
        return Open(None, form_for(plan, None))
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    line = get_object_or_404(PlannedMeeting.objects.editable_by(request.user).filter(plan=plan), pk=int(asked))
    return Open(line, form_for(plan, line))


def context_of(request: HttpRequest, plan: Plan, open_: Open | None = None, **more: Any) -> dict[str, Any]:
    user = request.user
    editor = Plan.objects.editable_by(user).filter(pk=plan.pk).exists()
    portfolio = Portfolio.objects.visible_to(user).filter(organization=plan.organization_id).select_related("leader")
    leader = next((one.leader for one in portfolio), None)
    warnings = warnings_of(plan, limits_for(plan.year))
    rows, deleted = rows_of(plan, user, warnings, leader, editor)
    checks = plan.state == PlanState.SUBMITTED and _checks(user, plan)
    editable = editor and plan.state in EDITABLE
    return {
        "plan": plan,
        "rows": rows,
        "deleted": deleted,
        "summary": summary_of(rows),
        "editable": editable,
        "ready": editable and any(row.editable and not row.approved for row in rows),
        "withdrawable": editor and plan.state == PlanState.SUBMITTED,
        "checks": checks,
        "own_submission": plan.submitted_by_id == user.pk,
        "returning": ReturnForm(initial={"version": plan.version}),
        "ceiling": ceiling_of(user, plan),
        "course": course_of(plan, [row.line for row in rows], leader),
        "carried": sum(1 for row in rows if row.line.carried_from_id or row.line.carried_from_meeting_id),
        "of_province": plan.organization.kind in (Kind.LEADING, Kind.DEPARTMENT),
        "open": open_,
        "tag": TONES.get(plan.state, ""),
    } | more


# tones of the tag beside the title (DESIGN.md §7)
TONES = {
    PlanState.DRAFT: "brand",
    PlanState.SUBMITTED: "brand",
    PlanState.RETURNED: "warn",
    PlanState.DECIDED: "ok",
}


def row_of(context: dict[str, Any], pk: int) -> Row:
    """One row of a page; 404 for a line that it does not show."""
    found = next((row for row in context["rows"] if row.line.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _checks(user: Any, plan: Plan) -> bool:
    return Plan.objects.reached_by(user, Power.CHECK_PLANS).filter(pk=plan.pk).exists()
