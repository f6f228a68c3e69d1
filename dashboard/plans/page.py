"""What the page of a plan needs, put together in a number of queries that does not grow with its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dashboard.plans.ceiling import ceiling_of
from dashboard.plans.course import course_of
from dashboard.plans.drawn import Pen, labels
from dashboard.plans.limits import limits_for
from dashboard.plans.rows import Row, rows_of, summary_of
from meetings.actions.lines import EDITABLE
from meetings.checking import warnings_of
from meetings.forms.plans import PlannedForm, ReturnForm
from meetings.models import OPEN_LINES, Plan, PlannedMeeting, PlanState
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
    return get_object_or_404(_whole(request, Plan.objects.visible_to(request.user)), pk=pk)


def own_plan(request: HttpRequest, pk: int) -> Plan:
    """A plan that this person draws up; 404 for another's."""
    return get_object_or_404(_whole(request, Plan.objects.editable_by(request.user)), pk=pk)


def _whole(request: HttpRequest, plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """With what the page shows of it, and whether the person draws it up (`mine`) or checks it (`checkable`)."""
    user, same = request.user, {"pk": OuterRef("pk")}
    rights = {
        "mine": Exists(Plan.objects.editable_by(user).filter(**same)),
        "checkable": Exists(Plan.objects.reached_by(user, Power.CHECK_PLANS).filter(**same)),
    }
    shown = plans.select_related("organization__portfolio__leader", "submitted_by", "checked_by")
    return shown.annotate(**rights)


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


def context_of(
    request: HttpRequest, plan: Plan, open_: Open | None = None, *, whole: bool = True, **more: Any
) -> dict[str, Any]:
    """`whole=False` draws no rows: for one row by itself (drawn_row)."""
    user = request.user
    portfolio = getattr(plan.organization, "portfolio", None)
    leader = portfolio and portfolio.leader
    warnings = warnings_of(plan, limits_for(plan.year))
    rows, deleted = rows_of(plan, user, warnings, leader, plan.mine)
    pen = Pen(request) if whole else None
    checks = plan.checkable and plan.state == PlanState.SUBMITTED
    editable = plan.mine and plan.state in EDITABLE
    return {
        "plan": plan,
        "rows": rows,
        "drawn": [_drawn(pen, row, open_) for row in rows] if pen else [],
        "labels": labels(),
        "deleted": deleted,
        "summary": summary_of(rows),
        "editable": editable,
        "submittable": editable and _unsent(plan, rows),
        "withdrawable": plan.mine and plan.state == PlanState.SUBMITTED,
        "checks": checks,
        "own_submission": plan.submitted_by_id == user.pk,
        "returning": ReturnForm(initial={"version": plan.version}),
        "ceiling": ceiling_of(user, plan),
        "course": course_of(plan, [row.line for row in rows], leader),
        "carried": sum(1 for row in rows if row.line.carried_from_id or row.line.carried_from_meeting_id),
        "open": open_,
        "tag": TONES.get(plan.state, ""),
    } | more


def _unsent(plan: Plan, rows: Sequence[Row]) -> bool:
    """A decided plan is nothing to submit until a meeting is added to it or amended."""
    return plan.state != PlanState.DECIDED or any(row.line.state in OPEN_LINES for row in rows)


# tones of the tag beside the title (DESIGN.md §7)
TONES = {
    PlanState.DRAFT: "brand",
    PlanState.SUBMITTED: "brand",
    PlanState.RETURNED: "warn",
    PlanState.DECIDED: "ok",
}


def _drawn(pen: Pen, row: Row, open_: Open | None) -> dict[str, Any]:
    """All of a plain row at once; the parts of another, for its template."""
    if row.plain and not (open_ and open_.line and open_.line.pk == row.line.pk):
        return {"whole": pen.whole(row)}
    return {"row": row, "cells": pen.cells(row), "said": pen.warnings(row)}


def drawn_row(request: HttpRequest, context: dict[str, Any], pk: int) -> dict[str, Any]:
    """What one row by itself needs; 404 for a line that the page does not show."""
    row = next((row for row in context["rows"] if row.line.pk == pk), None)
    if row is None:
        raise Http404
    pen = Pen(request)
    return {"row": row, "cells": pen.cells(row), "said": pen.warnings(row)}
