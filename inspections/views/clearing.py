"""The lists to be cleared: proposals of the units, decisions of the office, whether what ended is dead."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.clearing import ENDED, decide, look_again, propose
from inspections.actions.refusals import Refused
from inspections.cleared import figures, signs_of_life
from inspections.forms.plans import VersionForm
from inspections.forms.requests import ClearingFilter, DecideForm, ProposeForm
from inspections.models import ClearanceItem, Decision
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView

MOST = 200


class Clearing(PermittedView):
    """What is still to be decided first, and what came of the rest, before and after."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ClearingFilter(request.GET)
        visible = ClearanceItem.objects.visible_to(request.user)
        found = visible
        said = form.cleaned_data if form.is_valid() else {}
        if said.get("kind"):
            found = found.filter(kind=said["kind"])
        if said.get("decision"):
            found = found.filter(decision=said["decision"])
        if said.get("q"):
            found = found.filter(Q(name__icontains=said["q"]) | Q(organization__name__icontains=said["q"]))
        rows = list(found.select_related("organization", "merged_into").order_by("decided_on", "kind", "pk")[:MOST])
        rows.sort(key=lambda one: one.decision != Decision.PENDING)
        context = {
            "filter": form,
            "rows": rows,
            "figures": figures(visible),
            "filtered": any(said.values()),
            "office": has_power(request.user, Power.CHECK_PLANS),
        }
        return render(request, "inspections/clearing.html", context)


class ClearingItem(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _show(request, _visible(request, pk))


def _visible(request: HttpRequest, pk: int) -> ClearanceItem:
    related = ("organization", "merged_into", "proposed_by", "decided_by", "checked_by")
    return get_object_or_404(ClearanceItem.objects.visible_to(request.user).select_related(*related), pk=pk)


def _show(request: HttpRequest, item: ClearanceItem, status: int = 200, **forms: Any) -> HttpResponse:
    pending = item.decision == Decision.PENDING
    office = ClearanceItem.objects.reached_by(request.user, Power.CHECK_PLANS).filter(pk=item.pk).exists()
    unit = ClearanceItem.objects.editable_by(request.user).filter(pk=item.pk).exists()
    proposer = item.proposed_by_id == request.user.pk
    seen = {"version": item.version}
    context = {
        "item": item,
        "signs": signs_of_life(item) if item.decision in ENDED else [],
        "propose": ProposeForm(initial=seen) if unit and not office and pending else None,
        "decide": DecideForm(targets=_targets(request, item), **_suggested(item)) if office and pending else None,
        "own_proposal": proposer,
        "looks": office and item.decision in ENDED,
    } | forms
    return render(request, "inspections/clearing_item.html", context, status=status)


def _suggested(item: ClearanceItem) -> dict[str, Any]:
    """The unit's proposal is what the office most likely decides."""
    return {"version": item.version, "decision": item.proposed or Decision.CANCEL}


def _targets(request: HttpRequest, item: ClearanceItem) -> Any:
    same = ClearanceItem.objects.reached_by(request.user, Power.CHECK_PLANS).filter(kind=item.kind)
    return same.exclude(pk=item.pk).exclude(decision__in=ENDED).order_by("name")[:MOST]


class Propose(PermittedView):
    powers = frozenset({Power.EDIT_RECORDS})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = get_object_or_404(ClearanceItem.objects.editable_by(request.user), pk=pk)
        form = ProposeForm(request.POST)
        if form.is_valid():
            try:
                propose(item=pk, by=request.user, at=timezone.now(), **form.cleaned_data)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                messages.success(request, _("建议已报省委办公厅。"))
                return redirect("inspections:clearing_item", pk)
        return _show(request, item, 422, propose=form)


class Decide(PermittedView):
    powers = frozenset({Power.CHECK_PLANS})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = _visible(request, pk)
        form = DecideForm(request.POST, targets=_targets(request, item))
        if form.is_valid():
            try:
                decide(item=pk, by=request.user, today=timezone.localdate(), **form.cleaned_data)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                messages.success(request, _("已作出处理。"))
                return redirect("inspections:clearing")
        return _show(request, item, 422, decide=form)


class LookAgain(PermittedView):
    """回头看: dead, or still running."""

    powers = frozenset({Power.CHECK_PLANS})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        _visible(request, pk)
        form = VersionForm(request.POST)
        seen = form.cleaned_data["version"] if form.is_valid() else 0
        running = request.POST.get("found") == "running"
        try:
            look_again(item=pk, version=seen, still_running=running, by=request.user, today=timezone.localdate())
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("已记下：仍在执行。") if running else _("已记下：确已停止。"))
        return redirect("inspections:clearing_item", pk)
