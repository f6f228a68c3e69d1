"""One line at a time: saving it, taking a way out, undoing that, giving a reason, removing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboard.inspection_plans.conflict import differences
from dashboard.inspection_plans.item import ITEM_PAGE, item_context
from dashboard.inspection_plans.limits import limits_for
from dashboard.inspection_plans.page import UNDO, Open, context_of, filled, own_line, own_plan
from dashboard.inspection_plans.views import PAGE, PLANS, tell_struck
from inspections.actions.lines import Draft, remove_line, save_line
from inspections.actions.refusals import Refused, Stale
from inspections.actions.ways import give_reason, take_way
from inspections.forms.plans import LineForm, VersionForm
from inspections.models import OPEN_PLANS, PlannedInspection
from organizations.views import PermittedView
from registers.typed import text_of


def address(line: PlannedInspection) -> str:
    """Where a line is written: in its plan, or on its own page once the plan is out of the unit's hands."""
    if line.plan is not None and line.plan.state in OPEN_PLANS:
        return f"{reverse('dashboard:inspection_plan', args=[line.plan_id])}#line-{line.pk}"
    return reverse("dashboard:inspection_item", args=[line.pk])


class SaveLine(PermittedView):
    """A stale save is refused with both versions shown; nothing that was typed is lost."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = own_line(request, pk)
        form = filled(request, line.year, line)
        status, conflict = 422, None
        if form.is_valid():
            draft = form.draft(line.organization_id)
            try:
                version = form.cleaned_data["version"] or 0
                saved = save_line(line=pk, version=version, draft=draft, by=request.user)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            except Stale as stale:
                status, conflict = 409, differences(stale.current, draft.fields)
                line = own_line(request, pk)
            else:
                tell_struck(request, [one.words for one in saved.struck])
                return redirect(address(line))
        return refused_page(request, line, form, status, conflict)


def refused_page(
    request: HttpRequest, line: PlannedInspection, form: LineForm, status: int, conflict: Any
) -> HttpResponse:
    """The page of the line with what was typed."""
    if line.plan is not None and line.plan.state in OPEN_PLANS:
        plan = own_plan(request, line.plan_id)
        return render(request, PAGE, context_of(request, plan, Open(line, form), conflict=conflict), status=status)
    return render(request, ITEM_PAGE, item_context(request, line, form, conflict=conflict), status=status)


class RemoveLine(PermittedView):
    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = own_line(request, pk)
        plan = line.plan_id
        if carried_out(request, remove_line, line=pk, version=version_of(request), by=request.user):
            messages.success(request, _("已删去“%(name)s”。") % {"name": line.name})
            return redirect("dashboard:inspection_plan", plan) if plan else redirect("inspections:plans")
        return redirect(address(line))


class TakeWay(PermittedView):
    """One press: applied, checked again, to be undone. A press on what has changed meanwhile changes nothing."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = own_line(request, pk)
        place = request.POST.get("place", "")
        asked = {
            "line": pk,
            "version": version_of(request),
            "key": request.POST.get("key", ""),
            "place": int(place) if place.isascii() and place.isdigit() and len(place) < 4 else -1,
        }
        taken = carried_out(request, take_way, limits=limits_for(line.year), by=request.user, **asked)
        if taken and taken.before:
            kept = {"line": taken.line.pk, "version": taken.line.version}
            request.session[UNDO] = {**kept, "label": taken.label, "before": taken.before}
        return redirect(address(taken.line if taken else line))


class UndoWay(PermittedView):
    """The line as it was before the last press."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = own_line(request, pk)
        kept = request.session.pop(UNDO, None)
        if not isinstance(kept, dict) or kept["line"] != pk:
            messages.info(request, _("没有可撤销的改动。"))
            return redirect(address(line))
        before = Draft(kept["before"])
        carried_out(request, save_line, line=pk, version=kept["version"], draft=before, by=request.user)
        return redirect(address(line))


class GiveReason(PermittedView):
    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = own_line(request, pk)
        asked = {"key": request.POST.get("key", ""), "reason": text_of(request.POST, "reason", 300)}
        seen = {"line": pk, "version": version_of(request)}
        carried_out(request, give_reason, limits=limits_for(line.year), by=request.user, **seen, **asked)
        return redirect(address(line))


def version_of(request: HttpRequest) -> int:
    """0, which no line has, for what is no version."""
    form = VersionForm(request.POST)
    return int(form.cleaned_data["version"]) if form.is_valid() else 0


def carried_out(request: HttpRequest, action: Any, **arguments: Any) -> Any:
    """What the act returned (True for nothing), or None with the sentence that says why not."""
    try:
        return action(**arguments) or True
    except Refused as refused:
        messages.error(request, refused.message)
    except Stale:
        messages.error(request, _("这一项刚刚被别人改过，这一下没有生效；请看过再按。"))
    return None
