"""What is pressed on the page of a plan and needs nothing but the press: each act, then the page again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions.amending import cancel_line
from meetings.actions.plan_lines import delete_line, restore_line, undo
from meetings.actions.plans import pass_on, return_plan, withdraw_plan
from meetings.actions.refused import Refused, Stale
from meetings.forms.plans import VersionForm
from meetings.models import Plan, PlannedMeeting
from organizations.roles import Power
from organizations.views import PermittedView

PLANS = frozenset({Power.PLAN})
OFFICE = frozenset({Power.CHECK_PLANS})


def acted(request: HttpRequest, act: Callable[..., Any], said: str, **what: Any) -> None:
    """Do it as somebody saw it; whatever prevents it is said above the page."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有看懂是哪一版；请再按一次。"))
        return
    try:
        act(version=form.cleaned_data["version"], by=request.user, **what)
    except Refused as refused:
        messages.error(request, refused.message)
    except Stale:
        messages.error(request, _("刚刚被别人改过，这一下没有生效；请看过再按。"))
    else:
        if said:
            messages.success(request, said)


class LineAct(PermittedView):
    """An act on one line of an own plan; `said` when it is done, with the line's name where it has a place for it."""

    powers = PLANS
    actions: ClassVar[dict[str, tuple[Callable[..., Any], Any]]] = {
        "undo": (undo, ""),
        "delete": (delete_line, gettext_lazy("已删去“%(name)s”，可在表下恢复。")),
        "restore": (restore_line, gettext_lazy("已恢复“%(name)s”。")),
    }

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        mine = PlannedMeeting.objects.editable_by(request.user).filter(plan__isnull=False)
        line = get_object_or_404(mine, pk=pk)
        action, said = self.actions[act]
        acted(request, action, str(said) % {"name": line.name}, line=pk)
        return redirect(f"{reverse('dashboard:plan', args=[line.plan_id])}#line-{pk}")


class Cancel(PermittedView):
    """An approved meeting that will not be held, with a reason."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mine = PlannedMeeting.objects.editable_by(request.user).filter(plan__isnull=False)
        line = get_object_or_404(mine, pk=pk)
        said = _("已取消“%(name)s”，腾出1次。") % {"name": line.name}
        acted(request, cancel_line, said, line=pk, reason=request.POST.get("reason", ""))
        return redirect(f"{reverse('dashboard:plan', args=[line.plan_id])}#line-{pk}")


class Withdraw(PermittedView):
    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Plan.objects.editable_by(request.user), pk=pk)
        acted(request, withdraw_plan, _("已撤回，可以继续改。"), plan=pk)
        return redirect("dashboard:plan", pk)


class PassOn(PermittedView):
    powers = OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Plan.objects.reached_by(request.user, Power.CHECK_PLANS), pk=pk)
        acted(request, pass_on, _("已审核通过，转请领导审批。"), plan=pk, now=timezone.now())
        return redirect("dashboard:plan", pk)


class Return(PermittedView):
    powers = OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Plan.objects.reached_by(request.user, Power.CHECK_PLANS), pk=pk)
        said = _("已退回，单位可以看到理由。")
        acted(request, return_plan, said, plan=pk, reason=request.POST.get("reason", ""), now=timezone.now())
        return redirect("dashboard:plan", pk)
