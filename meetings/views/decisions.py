"""The office enters what committee or government decided on classes one and two, and what a principal signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.bodies import Paper, enter, to_be_entered
from meetings.actions.decisions import SPOKEN, take_back, who
from meetings.actions.refused import Refused
from meetings.approval.undoing import may_take_back, until
from meetings.approval.wording import day_of, form_of
from meetings.forms.decisions import SittingForm
from meetings.models import Decision, PlannedMeeting, Verdict
from organizations.roles import Power
from organizations.views import PermittedView

OFFICE = frozenset({Power.CHECK_PLANS})
LATEST = 50
FIELDS = {"line": "line", "day": "day"}


class Decisions(PermittedView):
    powers = OFFICE

    def get(self, request: HttpRequest) -> HttpResponse:
        return _show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SittingForm(request.POST, waiting=_names(to_be_entered(request.user)))
        if not form.is_valid():
            return _show(request, form, 422)
        said = form.cleaned_data
        try:
            made = enter(
                planned=said["planned"],
                verdict=Verdict(said["verdict"]),
                paper=Paper(said["body"], said["number"], said["day"]),
                line=said["line"],
                by=request.user,
                now=timezone.now(),
            )
        except PlannedMeeting.DoesNotExist as error:
            raise Http404 from error
        except Refused as refused:
            form.add_error(FIELDS.get(refused.field), refused.message)
            return _show(request, form, 409 if not refused.field else 422)
        messages.success(request, _("已录入%(amount)s次会议的审定结果。") % {"amount": len(made)})
        return redirect("meetings:decisions")


class TakeBackEntry(PermittedView):
    """Undo an own entry within ten minutes."""

    powers = OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        made = get_object_or_404(Decision.objects.reached_by(request.user, Power.CHECK_PLANS), pk=pk)
        if made.decided_by_id != request.user.pk:
            raise Http404
        try:
            take_back(decision=made.pk, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("已撤回录入，这次会议重新待审定。"))
        return redirect("meetings:decisions")


def _names(waiting: list[tuple[PlannedMeeting, Any]]) -> list[tuple[int, str]]:
    return [(line.pk, line.name) for line, _turn in waiting]


def _show(request: HttpRequest, form: SittingForm | None = None, status: int = 200) -> HttpResponse:
    now = timezone.now()
    waiting = to_be_entered(request.user)
    made = Decision.objects.reached_by(request.user, Power.CHECK_PLANS).exclude(body="")
    latest = made.select_related("planned__organization", "decided_by", "on_behalf_of")[:LATEST]
    ticked = set(form.data.getlist("planned")) if form else set()
    context = {
        "form": form or SittingForm(waiting=_names(waiting), initial={"day": timezone.localdate(now)}),
        "rows": [
            {
                "planned": line,
                "turn": turn,
                "day": day_of(line),
                "form": form_of(line),
                "ticked": str(line.pk) in ticked,
            }
            for line, turn in waiting
        ],
        "made": [
            {
                "one": one,
                "who": who(one),
                "word": SPOKEN[Verdict(one.verdict)],
                "until": until(one.decided_at)
                if one.decided_by_id == request.user.pk and not one.revoked_at and may_take_back(one.decided_at, now)
                else None,
            }
            for one in latest
        ],
    }
    return render(request, "meetings/decisions.html", context, status=status)
