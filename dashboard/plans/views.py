"""The page of a plan: read it, type in it, take ways out, submit it; checked by the general office on the same page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.plans.conflict import differences
from dashboard.plans.limits import limits_for
from dashboard.plans.page import Open, context_of, drawn_row, form_for, opened, own_line, own_plan, visible_plan
from meetings.actions.amending import amend_line
from meetings.actions.plan_lines import add_line, save_line, take_way
from meetings.actions.plans import Unready, submit_plan
from meetings.actions.refused import Refused, Stale
from meetings.checking import warnings_while_typing
from meetings.forms.plans import PlannedForm, VersionForm, WayForm
from meetings.models import LineState, Plan, PlannedMeeting
from meetings.planning.line import Line
from organizations.roles import Power
from organizations.views import PermittedView

PLANS = frozenset({Power.PLAN})
PAGE = "dashboard/plan.html"


def address(line: PlannedMeeting) -> str:
    """The page with the line in view."""
    return f"{reverse('dashboard:plan', args=[line.plan_id])}#line-{line.pk}"


class PlanPage(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = visible_plan(request, pk)
        return render(request, PAGE, context_of(request, plan, opened(request, plan)))


class PlanLine(PermittedView):
    """One row by itself, its editor open or (`?closed=1`) shut; without htmx the whole page with the row open."""

    powers = PLANS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = own_line(request, pk)
        if not request.htmx:
            return redirect(f"{reverse('dashboard:plan', args=[line.plan_id])}?open={pk}#line-{pk}")
        open_ = None if "closed" in request.GET else Open(line, form_for(line.plan, line))
        context = context_of(request, line.plan, open_, whole=False)
        return render(request, "dashboard/plan_line.html", context | drawn_row(request, context, pk))


class AddLine(PermittedView):
    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = own_plan(request, pk)
        form = form_for(plan, None, request.POST)
        if form.is_valid():
            try:
                made = add_line(plan=pk, values=form.values, by=request.user)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                return _also(request, made)
        return render(request, PAGE, context_of(request, plan, Open(None, form)), status=422)


class SaveLine(PermittedView):
    """A stale save is refused with both versions shown; what was approved is amended instead."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = own_line(request, pk)
        form = form_for(line.plan, line, request.POST)
        status, conflict = 422, None
        if form.is_valid():
            try:
                return _also(request, _saved(request, line, form))
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            except Stale as stale:
                status, conflict = 409, differences(stale.current, form.values)
                line = own_line(request, pk)
        context = context_of(request, line.plan, Open(line, form), conflict=conflict)
        return render(request, PAGE, context, status=status)


def _saved(request: HttpRequest, line: PlannedMeeting, form: PlannedForm) -> PlannedMeeting:
    seen = {"line": line.pk, "version": form.cleaned_data["version"] or 0, "values": form.values, "by": request.user}
    if line.state == LineState.APPROVED:
        return amend_line(**seen, now=timezone.now())
    return save_line(**seen)


def _also(request: HttpRequest, line: PlannedMeeting) -> HttpResponse:
    """A way out pressed in the editor: what was typed is kept, then the way is taken."""
    pressed = request.POST.get("take", "")
    if pressed:
        warning, _dot, way = pressed.partition(".")
        _take(request, line, line.version, warning, way)
    return redirect(address(line))


class TakeWay(PermittedView):
    """One press: applied, checked again, to be undone. A press on what has changed meanwhile changes nothing."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = own_line(request, pk)
        form = WayForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("没有看懂要怎么改；请再按一次。"))
        elif form.cleaned_data["way"] == "open":
            return redirect(f"{reverse('dashboard:plan', args=[line.plan_id])}?open={pk}#line-{pk}")
        else:
            said = form.cleaned_data
            _take(request, line, said["version"], said["warning"], said["way"], said)
        return redirect(address(line))


def _take(request: HttpRequest, line: PlannedMeeting, version: int, warning: str, way: str, typed: Any = None) -> None:
    try:
        take_way(
            line=line.pk,
            version=version,
            warning=warning,
            way=way,
            typed={name: (typed or {}).get(name, "") for name in ("reason", "approver")},
            limits=limits_for(line.year),
            by=request.user,
        )
    except Refused as refused:
        messages.error(request, refused.message)
    except Stale:
        messages.error(request, _("这次会议刚刚被别人改过，这一下没有生效；请看过再按。"))


class CheckTyping(PermittedView):
    """What the checks say of what is being typed; nothing is saved."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = own_plan(request, pk)
        line = _typed_line(request, plan)
        form = form_for(plan, None, request.POST, strict=False)
        form.is_valid()
        typed = Line.of(form.values | _kept(line), plan.organization.kind)
        # what is not there yet is no fault of somebody who is still typing
        warnings = [one for one in warnings_while_typing(plan, typed, limits_for(plan.year)) if one.key != "lacking"]
        errors = [(form[name], found) for name, found in form.errors.items() if name in form.fields]
        context = {"warnings": warnings, "errors": errors, "read": form.values}
        return render(request, "dashboard/plan_typed.html", context)


def _typed_line(request: HttpRequest, plan: Plan) -> PlannedMeeting | None:
    asked = request.POST.get("line", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    return PlannedMeeting.objects.editable_by(request.user).filter(plan=plan, pk=int(asked)).first()


def _kept(line: PlannedMeeting | None) -> dict[str, Any]:
    """What a saved line holds that the form does not show."""
    if line is None:
        return {"id": None}
    names = ("id", "excuses", "emergency", "emergency_approver", "joined_to_id")
    return {name: getattr(line, name) for name in names}


class SubmitPlan(PermittedView):
    """To the office; with something left to put right the summary of it takes the focus."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = own_plan(request, pk)
        form = VersionForm(request.POST)
        version = form.cleaned_data["version"] if form.is_valid() else 0
        try:
            submit_plan(
                plan=pk,
                version=version,
                limits=limits_for(plan.year),
                by=request.user,
                now=timezone.now(),
                today=timezone.localdate(),
            )
        except Unready:
            return render(request, PAGE, context_of(request, plan, blocked=True), status=422)
        except Refused as refused:
            messages.error(request, refused.message)
        except Stale:
            messages.error(request, _("计划刚刚有变动，没有报送；请看过再报。"))
        else:
            messages.success(request, _("已报送，审核前可以撤回。"))
        return redirect("dashboard:plan", pk)
