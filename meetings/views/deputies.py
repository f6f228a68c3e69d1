"""代批: who decides for an absent leader, on which days. The office keeps it for all, a leader for themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.deputies import appoint, end
from meetings.actions.refused import Refused
from meetings.approval.leaders import Seat, seats
from meetings.forms.decisions import DeputyForm
from meetings.models import Deputy
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView

KEEPERS = frozenset({Power.CHECK_PLANS, Power.DECIDE_PLANS})
LATEST = 100


class Deputies(PermittedView):
    powers = KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return _show(request, _form(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = _form(request, bound=True)
        if not form.is_valid():
            return _show(request, form, 422)
        users = {seat.user.pk: seat.user for seat in seats(timezone.localdate())}
        said = form.cleaned_data
        try:
            appoint(
                leader=users[said["leader"]],
                deputy=users[said["deputy"]],
                starts=said["starts"],
                ends=said["ends"],
                by=request.user,
                today=timezone.localdate(),
            )
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
            return _show(request, form, 422)
        messages.success(request, _("已设代批；这几天送批的会议两人都能看到，谁先批算谁的。"))
        return redirect("meetings:deputies")


class EndDeputy(PermittedView):
    powers = KEEPERS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        deputy = get_object_or_404(Deputy.objects.editable_by(request.user).select_related("leader", "deputy"), pk=pk)
        try:
            end(deputy=deputy, by=request.user, today=timezone.localdate())
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("代批已结束，由%(leader)s本人审批。") % {"leader": deputy.leader})
        return redirect("meetings:deputies")


def _form(request: HttpRequest, bound: bool = False) -> DeputyForm:
    """A leader can only be represented by own wish; the office enters it for anyone."""
    today = timezone.localdate()
    every = seats(today)
    leaders: list[Seat] = every
    if not has_power(request.user, Power.CHECK_PLANS):
        leaders = [seat for seat in every if seat.user.pk == request.user.pk]
    return DeputyForm(request.POST if bound else None, leaders=leaders, seats=every, today=today)


def _show(request: HttpRequest, form: DeputyForm, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    mine = set(Deputy.objects.editable_by(request.user).values_list("pk", flat=True))
    found = Deputy.objects.visible_to(request.user).select_related("leader", "deputy", "set_by")[:LATEST]
    rows = [
        {
            "one": one,
            "state": _("已结束") if one.ends < today else _("未开始") if one.starts > today else _("代批中"),
            "ends": one.ends >= today and one.pk in mine,
        }
        for one in found
    ]
    return render(request, "meetings/deputies.html", {"form": form, "rows": rows}, status=status)
