"""待批: a leader's queue, one meeting a screen, made for a telephone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.approvals.page import page, queue_rows, turn, undoable
from dashboard.approvals.said import Said
from meetings.actions.decisions import decide, take_back
from meetings.actions.refused import Refused
from meetings.approval.entitled import addressed_to, waiting_for
from meetings.approval.places import Places
from meetings.models import Decision, PlannedMeeting, Verdict
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView

DECIDERS = frozenset({Power.DECIDE_PLANS, Power.DECIDE_PRINCIPAL})
# one's own decisions that the list still shows
LATEST = 30


class Approvals(PermittedView):
    """The first that waits; when nothing does, that all is done."""

    powers = DECIDERS

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        first = waiting_for(request.user, timezone.localdate(now)).first()
        if first is not None:
            return _show(request, _addressed(request, first.pk))
        recent = undoable(request.user, now, Places.load(timezone.localdate(now)))
        return render(request, "dashboard/approvals_done.html", {"undoable": recent})


class ApprovalList(PermittedView):
    """All that waits, the soonest first, and what this person decided last."""

    powers = DECIDERS

    def get(self, request: HttpRequest) -> HttpResponse:
        made = Decision.objects.visible_to(request.user).filter(decided_by=request.user)
        found = made.select_related("planned__organization", "decided_by", "on_behalf_of")[:LATEST]
        rows = queue_rows(request.user, timezone.localdate())
        context = {
            "rows": rows,
            "made": [Said.of(one) for one in found],
            "deputies": has_power(request.user, Power.DECIDE_PLANS),
        }
        return render(request, "dashboard/approvals_list.html", context)


class Approval(PermittedView):
    """One meeting: approve by one tap; refuse or return with a line."""

    powers = DECIDERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _show(request, _addressed(request, pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        planned = _addressed(request, pk)
        said = request.POST.get("line", "")[:500]
        verdict, version = request.POST.get("verdict", ""), request.POST.get("version", "")
        if verdict not in Verdict.values or not (version.isascii() and version.isdigit()):
            return _show(request, planned, _("请选择同意、不同意或退回修改。"), said, status=422)
        now = timezone.now()
        following = turn(request.user, timezone.localdate(now), pk).following
        try:
            decide(planned=pk, version=int(version[:9]), verdict=Verdict(verdict), line=said, by=request.user, now=now)
        except Refused as refused:
            wrong = refused.field == "line"
            return _show(request, _addressed(request, pk), refused.message, said, wrong, 422 if wrong else 409)
        return redirect("dashboard:approval", following) if following else redirect("dashboard:approvals")


class TakeBack(PermittedView):
    """撤回: within ten minutes the decision is undone and its meeting stands open again."""

    powers = DECIDERS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        made = get_object_or_404(Decision.objects.visible_to(request.user).filter(decided_by=request.user), pk=pk)
        try:
            take_back(decision=made.pk, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("已撤回，请重新审批。"))
        return redirect("dashboard:approval", made.planned_id)


def _addressed(request: HttpRequest, pk: int) -> PlannedMeeting:
    found = addressed_to(request.user, timezone.localdate())
    return get_object_or_404(found.select_related("organization__portfolio__leader", "plan", "replaces"), pk=pk)


def _show(
    request: HttpRequest,
    planned: PlannedMeeting,
    refused: str = "",
    said: str = "",
    wrong_line: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = page(request.user, planned, timezone.now())
    context |= {"refused": refused, "said": said, "wrong_line": wrong_line}
    return render(request, "dashboard/approval.html", context, status=status)
