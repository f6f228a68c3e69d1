"""One item by itself: outside the plan, returned after its plan was decided, or changed after approval."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.inspection_plans.ceiling import ceilings_with
from dashboard.inspection_plans.limits import limits_for
from dashboard.inspection_plans.page import filled, own_line, undo_of
from dashboard.inspection_plans.rows import Row, row_of
from inspections.actions.filing import (
    add_single,
    amend,
    cancel,
    give_back_item,
    pass_on_item,
    submit_item,
    withdraw_item,
)
from inspections.actions.refusals import Refused, Stale
from inspections.actions.ways import with_counties
from inspections.forms.plans import LineForm, ReturnForm, StartForm, VersionForm
from inspections.models import OPEN_PLANS, OPEN_STATES, ItemState, PlannedInspection, PlanState
from inspections.planning.judging import findings_of, lines_of
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView

ITEM_PAGE = "dashboard/inspection_item.html"
PLANS = frozenset({Power.PLAN})
CHECKS = frozenset({Power.CHECK_PLANS})
DONE: dict[str, Any] = {
    "submit": gettext_lazy("已报送省委办公厅。"),
    "withdraw": gettext_lazy("已撤回。"),
    "cancel": gettext_lazy("已取消，相关县的日历随之更新。"),
    "pass": gettext_lazy("已送分管省领导审批。"),
    "return": gettext_lazy("已退回，理由已告知单位。"),
}


def visible_item(request: HttpRequest, pk: int) -> PlannedInspection:
    items = PlannedInspection.objects.visible_to(request.user)
    related = ("organization", "plan__organization", "replaces", "submitted_by", "checked_by", "decided_by")
    return get_object_or_404(items.select_related(*related), pk=pk)


def row(request: HttpRequest, item: PlannedInspection, editable: bool) -> Row:
    """The item as a row of a plan, judged beside the other lines of its plan where it has one."""
    lines = lines_of(item.plan) if item.plan else [with_counties(item)]
    line = next((one for one in lines if one.pk == item.pk), item)
    found = findings_of(lines, limits_for(item.year)).get(item.pk, [])
    undo = undo_of(request, [line])
    return row_of(line, 1, found, editable=editable, undo=undo[1] if undo else "")


def item_context(
    request: HttpRequest, item: PlannedInspection, form: LineForm | None = None, **more: Any
) -> dict[str, Any]:
    mine = PlannedInspection.objects.editable_by(request.user).filter(pk=item.pk).exists()
    with_plan = item.plan is not None and item.plan.state in (*OPEN_PLANS, PlanState.SUBMITTED)
    editable = mine and item.state in OPEN_STATES and not with_plan
    shown = row(request, item, editable)
    office = PlannedInspection.objects.reached_by(request.user, Power.CHECK_PLANS).filter(pk=item.pk).exists()
    waits = item.state == ItemState.SUBMITTED and not with_plan
    return {
        "item": item,
        "row": shown,
        "form": form or (LineForm(year=item.year, line=item) if editable else None),
        "editable": editable,
        "blocked": any(one.finding.blocks for one in shown.said),
        "counties": item.reached.select_related("county").order_by("county__position", "county__code"),
        "ceilings": ceilings_with(request.user, item),
        "withdrawable": mine and waits,
        "changeable": mine and item.state == ItemState.APPROVED,
        "checks": office and waits,
        "own_submission": item.submitted_by_id == request.user.pk,
        "returning": ReturnForm(),
        "with_plan": with_plan,
    } | more


class ItemPage(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return render(request, ITEM_PAGE, item_context(request, visible_item(request, pk)))


class NewSingle(PermittedView):
    """A filing of its own outside the plan."""

    powers = PLANS

    def get(self, request: HttpRequest) -> HttpResponse:
        year = timezone.localdate().year
        start = StartForm(_units(request), year=year)
        return render(request, "dashboard/inspection_single.html", {"start": start, "form": LineForm(year=year)})

    def post(self, request: HttpRequest) -> HttpResponse:
        start = StartForm(_units(request), request.POST)
        year = start.cleaned_data["year"] if start.is_valid() else timezone.localdate().year
        form = filled(request, year, None)
        if start.is_valid() and form.is_valid():
            unit = start.cleaned_data["organization"]
            try:
                saved = add_single(organization=unit.pk, year=year, draft=form.draft(unit.pk), by=request.user)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                words = [one.words for one in saved.struck]
                if words:
                    said = _("已划去不得要求的材料：%(words)s。") % {"words": _("、").join(words)}
                    messages.warning(request, said)
                return redirect("dashboard:inspection_item", saved.line.pk)
        return render(request, "dashboard/inspection_single.html", {"start": start, "form": form}, status=422)


def _units(request: HttpRequest) -> Any:
    return Organization.objects.reached_by(request.user, Power.PLAN).in_order()


class ItemAct(PermittedView):
    """One act of the unit on one item: submit, withdraw, amend, cancel."""

    powers = PLANS
    act = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item, act = own_line(request, pk), self.act
        form = VersionForm(request.POST)
        version = form.cleaned_data["version"] if form.is_valid() else 0
        reason = form.cleaned_data.get("reason", "")
        by, now = request.user, timezone.now()
        try:
            if act == "submit":
                blocked = any(one.finding.blocks for one in row(request, item, True).said)
                submit_item(item=pk, version=version, blocked=blocked, by=by, at=now)
            elif act == "withdraw":
                withdraw_item(item=pk, by=by)
            elif act == "cancel":
                cancel(item=pk, reason=reason, by=by)
            else:
                return redirect("dashboard:inspection_item", amend(item=pk, by=by).pk)
        except (Refused, Stale) as refused:
            stale = _("这一项刚刚被别人改过，这一下没有生效；请看过再按。")
            messages.error(request, getattr(refused, "message", stale))
        else:
            messages.success(request, DONE[act])
        return redirect("dashboard:inspection_item", pk)


class CheckItem(PermittedView):
    """The office passes a single item on to the leader, or returns it."""

    powers = CHECKS
    act = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item, act = visible_item(request, pk), self.act
        form = ReturnForm(request.POST)
        try:
            if act == "pass":
                pass_on_item(item=pk, by=request.user, at=timezone.now())
            elif form.is_valid():
                reason = form.cleaned_data["reason"]
                give_back_item(item=pk, reason=reason, by=request.user, at=timezone.now())
            else:
                return render(request, ITEM_PAGE, item_context(request, item, returning=form), status=422)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, DONE[act])
        return redirect("dashboard:inspection_item", pk)
