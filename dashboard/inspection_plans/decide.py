"""督检考待批: a leader's queue, one item a screen, made for a telephone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.inspection_plans.ceiling import ceilings_with
from dashboard.inspection_plans.item import row
from dashboard.inspection_plans.points import points
from inspections.actions.decisions import DECIDED, TAKE_BACK, VERDICTS, decide, take_back
from inspections.actions.refusals import Refused
from inspections.models import ItemState, PlannedInspection, PlannedInspectionQuerySet
from inspections.planning.judging import span_in_words
from organizations.roles import Power
from organizations.views import PermittedView
from registers.typed import text_of

DECIDES = frozenset({Power.DECIDE_PLANS})
PAGE = "dashboard/inspection_decision.html"


def waiting_for(request: HttpRequest) -> PlannedInspectionQuerySet:
    """What the office passed on to this leader, the soonest first; nobody decides on their own submission."""
    found: PlannedInspectionQuerySet = PlannedInspection.objects.reached_by(request.user, Power.DECIDE_PLANS)
    found = found.filter(state=ItemState.CHECKED).exclude(submitted_by=request.user)
    return found.order_by("planned_from", "pk")


def undoable(request: HttpRequest) -> list[PlannedInspection]:
    """Own decisions of the last ten minutes, the newest first."""
    since = timezone.now() - TAKE_BACK
    found = PlannedInspection.objects.reached_by(request.user, Power.DECIDE_PLANS)
    mine = found.filter(decided_by=request.user, decided_at__gte=since, state__in=DECIDED)
    items = list(mine.select_related("organization").order_by("-decided_at"))
    for item in items:
        item.until = timezone.localtime(item.decided_at) + TAKE_BACK  # type: ignore[attr-defined]
    return items


class Decisions(PermittedView):
    """The first that waits; when nothing does, that all is done."""

    powers = DECIDES

    def get(self, request: HttpRequest) -> HttpResponse:
        first = waiting_for(request).first()
        if first is not None:
            return redirect("dashboard:inspection_decision", first.pk)
        return render(request, "dashboard/inspection_decisions_done.html", {"undoable": undoable(request)})


class Decision(PermittedView):
    """One item: approve by one tap; refuse or return with a line."""

    powers = DECIDES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _show(request, _addressed(request, pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = _addressed(request, pk)
        said, verdict = text_of(request.POST, "line", 300), request.POST.get("verdict", "")
        if verdict not in VERDICTS:
            return _show(request, item, _("请选择同意、不同意或退回修改。"), said, status=422)
        following = _following(request, pk)
        try:
            decide(item=pk, verdict=verdict, line=said, by=request.user, at=timezone.now())
        except Refused as refused:
            wrong = refused.field == "line"
            return _show(request, _addressed(request, pk), refused.message, said, wrong, 422 if wrong else 409)
        if following:
            return redirect("dashboard:inspection_decision", following)
        return redirect("dashboard:inspection_decisions")


class TakeBack(PermittedView):
    """撤回: within ten minutes the decision is undone and its item stands open again."""

    powers = DECIDES

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        _addressed(request, pk)
        try:
            take_back(item=pk, by=request.user, at=timezone.now())
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("已撤回，请重新审批。"))
        return redirect("dashboard:inspection_decision", pk)


def _addressed(request: HttpRequest, pk: int) -> PlannedInspection:
    """What is or was this leader's to decide."""
    reach = PlannedInspection.objects.reached_by(request.user, Power.DECIDE_PLANS)
    found = reach.filter(state__in=[ItemState.CHECKED, *DECIDED], checked_at__isnull=False)
    related = ("organization", "plan__organization", "replaces", "submitted_by", "decided_by", "checked_by")
    return get_object_or_404(found.select_related(*related), pk=pk)


def _following(request: HttpRequest, pk: int) -> int | None:
    queue = list(waiting_for(request).values_list("pk", flat=True))
    later = queue[queue.index(pk) + 1 :] if pk in queue else queue
    return next((one for one in [*later, *queue] if one != pk), None)


def _show(
    request: HttpRequest,
    item: PlannedInspection,
    refused: str = "",
    said: str = "",
    wrong_line: bool = False,
    status: int = 200,
) -> HttpResponse:
    queue = list(waiting_for(request).values_list("pk", flat=True))
    shown = row(request, item, False)
    counties = shown.counties
    days = item.days or _span(item)
    context: dict[str, Any] = {
        "item": item,
        "row": shown,
        "when": span_in_words(item.planned_from, item.planned_to),
        "county_days": counties * days if days else None,
        "points": points(item, shown.said, ceilings_with(request.user, item)),
        "near": [one.finding for one in shown.said if one.finding.key == "others"],
        "place": queue.index(item.pk) + 1 if item.pk in queue else 0,
        "waiting": len(queue),
        "following": _following(request, item.pk),
        "may": item.pk in queue,
        "undoable": undoable(request),
        "refused": refused,
        "said": said,
        "wrong_line": wrong_line,
    }
    return render(request, PAGE, context, status=status)


def _span(item: PlannedInspection) -> int | None:
    """The days of a span that names its days; one that names a month says nothing of them."""
    if item.planned_from is None or item.planned_to is None:
        return None
    span = item.planned_to - item.planned_from
    return span.days + 1 if span <= timedelta(days=10) else None
