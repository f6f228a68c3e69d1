"""年度督检考计划: one unit's items of one year, written, checked while they are written, and handed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.inspection_plans.limits import limits_for
from dashboard.inspection_plans.months import months_of
from dashboard.inspection_plans.page import (
    Open,
    context_of,
    filled,
    opened,
    own_plan,
    plan_rows,
    visible_plan,
)
from dashboard.inspection_plans.rows import said, summary_of
from inspections.actions.lines import add_line
from inspections.actions.plans import carry_over, give_back, pass_on, publish, submit, withdraw
from inspections.actions.refusals import Refused
from inspections.forms.plans import ReturnForm, VersionForm
from inspections.models import InspectionPlan
from inspections.planning.checks import MUST
from inspections.planning.judging import finding_while_typing, item_of, lines_of
from organizations.roles import Power
from organizations.views import PermittedView

PAGE = "dashboard/inspection_plan.html"
PLANS = frozenset({Power.PLAN})
CHECKS = frozenset({Power.CHECK_PLANS})


class PlanPage(PermittedView):
    """The unit writes it, the office checks it, the leaders above look at it."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = visible_plan(request, pk)
        return render(request, PAGE, context_of(request, plan, opened(request, plan)))


class AddLine(PermittedView):
    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = own_plan(request, pk)
        form = filled(request, plan.year, None)
        if form.is_valid():
            try:
                saved = add_line(plan=pk, draft=form.draft(plan.organization_id), by=request.user)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                tell_struck(request, [one.words for one in saved.struck])
                return redirect(f"{reverse('dashboard:inspection_plan', args=[pk])}#line-{saved.line.pk}")
        return render(request, PAGE, context_of(request, plan, Open(None, form)), status=422)


def tell_struck(request: HttpRequest, words: list[str]) -> None:
    """What was struck out at the source is said, with the words."""
    if words:
        text = _("已划去不得要求的材料：%(words)s。督查检查考核不以留痕论成绩。")
        messages.warning(request, text % {"words": _("、").join(words)})


class CheckTyping(PermittedView):
    """What the checks say of what is being typed; nothing is saved."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = own_plan(request, pk)
        lines = lines_of(plan)
        asked = request.POST.get("line", "")
        line = next((one for one in lines if str(one.pk) == asked), None)
        form = filled(request, plan.year, line, strict=False)
        form.is_valid()
        others = [item_of(one, one.county_ids) for one in lines if one is not line]  # type: ignore[attr-defined]
        typed = form.item(line.pk if line else 0)
        found = finding_while_typing(typed, plan.organization_id, others, limits_for(plan.year))
        # what is not there yet is no fault of somebody who is still typing
        shown = [said(one) for one in found if not (one.severity == MUST and one.key in ("when", "where", "basis"))]
        errors = [(form[name], errors) for name, errors in form.errors.items() if name in form.fields]
        months = months_of(typed.counties, plan.year)
        context = {"said": shown, "errors": errors, "counties": len(typed.counties), "months": months}
        return render(request, "dashboard/inspection_typed.html", context)


class CarryOver(PermittedView):
    """Last year's items, one press."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = own_plan(request, pk)
        try:
            count = carry_over(plan=pk, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            said = {"year": plan.year - 1, "count": count}
            if count:
                messages.success(request, _("已带入%(year)s年%(count)s项，只需改不同的地方。") % said)
            else:
                messages.info(request, _("%(year)s年没有可带入的事项，或都已在计划里。") % said)
        return redirect("dashboard:inspection_plan", pk)


class SubmitPlan(PermittedView):
    """To the office; with something left to put right the summary of it takes the focus."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = own_plan(request, pk)
        rows, _lines, _editable = plan_rows(request, plan)
        blocked = summary_of(rows).blocked
        if blocked:
            return render(request, PAGE, context_of(request, plan, blocked=True), status=422)
        form = VersionForm(request.POST)
        version = form.cleaned_data["version"] if form.is_valid() else 0
        now = {"at": timezone.now(), "today": timezone.localdate()}
        try:
            submit(plan=pk, version=version, blocked=blocked, by=request.user, **now)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("已报送省委办公厅，审核前可以撤回。"))
        return redirect("dashboard:inspection_plan", pk)


class WithdrawPlan(PermittedView):
    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own_plan(request, pk)
        return act(request, pk, _("已撤回，可以修改后再报送。"), withdraw, plan=pk, by=request.user)


class PassOn(PermittedView):
    """The office sends a checked plan to the leader in charge."""

    powers = CHECKS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        checkable(request, pk)
        said = _("已送分管省领导审批。")
        return act(request, pk, said, pass_on, plan=pk, by=request.user, at=timezone.now())


class GiveBack(PermittedView):
    powers = CHECKS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = checkable(request, pk)
        form = ReturnForm(request.POST)
        if not form.is_valid():
            return render(request, PAGE, context_of(request, plan, returning=form), status=422)
        reason = form.cleaned_data["reason"]
        said = _("已退回，理由已告知单位。")
        return act(request, pk, said, give_back, plan=pk, reason=reason, by=request.user, at=timezone.now())


class Publish(PermittedView):
    powers = CHECKS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        checkable(request, pk)
        return act(request, pk, _("已印发。"), publish, plan=pk, by=request.user, at=timezone.now())


def checkable(request: HttpRequest, pk: int) -> InspectionPlan:
    """A plan that the office may check; 404 for anybody else's."""
    plans = InspectionPlan.objects.reached_by(request.user, Power.CHECK_PLANS)
    return get_object_or_404(plans.select_related("organization", "submitted_by", "checked_by"), pk=pk)


def act(request: HttpRequest, pk: int, done: str, action: Any, **arguments: Any) -> HttpResponse:
    """Carry out one act on the plan and go back to its page, with what came of it."""
    try:
        action(**arguments)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect("dashboard:inspection_plan", pk)
