"""What the page of a plan needs, put together in a number of queries that does not grow with its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dashboard.inspection_plans.ceiling import ceilings_of
from dashboard.inspection_plans.course import course_of
from dashboard.inspection_plans.limits import limits_for
from dashboard.inspection_plans.months import Month, months_of
from dashboard.inspection_plans.rows import Row, rows_of, summary_of
from inspections.actions.plans import publishable
from inspections.forms.plans import LineForm, ReturnForm
from inspections.models import OPEN_PLANS, InspectionPlan, PlannedInspection, PlanState
from inspections.planning.judging import findings_of, lines_of
from inspections.planning.places import Directory
from organizations.roles import Power

# tones of the tag beside the title (DESIGN.md §7)
TONES = {PlanState.RETURNED: "warn", PlanState.DECIDED: "ok", PlanState.PUBLISHED: "ok"}
# where the last way taken waits to be undone
UNDO = "inspection_undo"


@dataclass(frozen=True)
class Open:
    """The row whose editor is open: a line, or None for a new one."""

    line: PlannedInspection | None
    form: LineForm


def visible_plan(request: HttpRequest, pk: int) -> InspectionPlan:
    """The unit's own, of those below, and for the office every one."""
    plans = InspectionPlan.objects.visible_to(request.user)
    return get_object_or_404(plans.select_related("organization", "submitted_by", "checked_by", "published_by"), pk=pk)


def own_plan(request: HttpRequest, pk: int) -> InspectionPlan:
    """A plan that this person draws up; 404 for another's."""
    plans = InspectionPlan.objects.editable_by(request.user)
    return get_object_or_404(plans.select_related("organization", "submitted_by", "checked_by"), pk=pk)


def own_line(request: HttpRequest, pk: int) -> PlannedInspection:
    lines = PlannedInspection.objects.editable_by(request.user)
    return get_object_or_404(lines.select_related("organization", "plan__organization"), pk=pk)


def opened(request: HttpRequest, plan: InspectionPlan) -> Open | None:
    """`?open=12` or `?open=new`: the editor that the address asks for. 404 for a line of another plan."""
    asked = request.GET.get("open", "")
    if not asked:
        return None
    if asked == "new":
        return Open(None, LineForm(year=plan.year))
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    line = get_object_or_404(PlannedInspection.objects.editable_by(request.user).filter(plan=plan), pk=int(asked))
    return Open(line, LineForm(year=plan.year, line=line))


def filled(request: HttpRequest, year: int, line: PlannedInspection | None, *, strict: bool = True) -> LineForm:
    """The form as somebody sent it."""
    return LineForm(request.POST, year=year, line=line, strict=strict, directory=Directory.load())


def undo_of(request: HttpRequest, lines: Sequence[PlannedInspection]) -> tuple[int, str] | None:
    """The way taken last, while its line is as that way left it."""
    kept = request.session.get(UNDO)
    if not isinstance(kept, dict):
        return None
    same = any(line.pk == kept["line"] and line.version == kept["version"] for line in lines)
    return (kept["line"], kept["label"]) if same else None


def plan_rows(request: HttpRequest, plan: InspectionPlan) -> tuple[list[Row], list[PlannedInspection], bool]:
    """Rows, their lines, and whether this person may write them."""
    lines = lines_of(plan)
    findings = findings_of(lines, limits_for(plan.year))
    editable = plan.state in OPEN_PLANS and InspectionPlan.objects.editable_by(request.user).filter(pk=plan.pk).exists()
    rows = rows_of(lines, findings, editable=editable, undo=undo_of(request, lines))
    return rows, [row.line for row in rows], editable


def _months(plan: InspectionPlan, open_: Open | None) -> list[Month]:
    """Of the counties of the line that is open."""
    if open_ is None or open_.line is None:
        return []
    return months_of(list(open_.line.reached.values_list("county_id", flat=True)), plan.year)


def context_of(request: HttpRequest, plan: InspectionPlan, open_: Open | None = None, **more: Any) -> dict[str, Any]:
    user = request.user
    rows, lines, editable = plan_rows(request, plan)
    summary = summary_of(rows)
    checks = InspectionPlan.objects.reached_by(user, Power.CHECK_PLANS).filter(pk=plan.pk).exists()
    mine = InspectionPlan.objects.editable_by(user).filter(pk=plan.pk).exists()
    counties = {county for line in lines for county in line.county_ids}  # type: ignore[attr-defined]
    return {
        "plan": plan,
        "rows": rows,
        "summary": summary,
        "editable": editable,
        "mine": mine,
        "withdrawable": mine and plan.state == PlanState.SUBMITTED,
        "checks": checks and plan.state == PlanState.SUBMITTED,
        "own_submission": plan.submitted_by_id == user.pk,
        "publishes": checks and publishable(plan),
        "returning": ReturnForm(),
        "ceilings": ceilings_of(user, plan),
        "course": course_of(plan, lines, len(counties)),
        "carried": sum(1 for line in lines if line.carried_from_id),
        "items": len(lines),
        "visits": sum(line.planned_visits for line in lines),
        "open": open_,
        "months": _months(plan, open_),
        "tag": TONES.get(PlanState(plan.state), ""),
    } | more
