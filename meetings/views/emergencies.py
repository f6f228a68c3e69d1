"""应急会议补录: held first, entered afterwards, with who approved it and why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.emergencies import enter_emergency
from meetings.actions.refused import Refused
from meetings.forms.single import EmergencyForm
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView


class Emergency(PermittedView):
    powers = frozenset({Power.EDIT_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        return _show(request, EmergencyForm(_units(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EmergencyForm(_units(request), request.POST)
        if form.is_valid():
            said: dict[str, Any] = form.cleaned_data
            try:
                enter_emergency(
                    fields=form.said,
                    approver=said["approver"],
                    reason=said["reason"],
                    by=request.user,
                    today=timezone.localdate(),
                )
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            else:
                messages.success(request, _("已补录，列入例外清单。"))
                return redirect("meetings:exceptions")
        return _show(request, form, 422)


def _units(request: HttpRequest) -> QuerySet[Organization]:
    return Organization.objects.reached_by(request.user, Power.EDIT_RECORDS).in_order()


def _show(request: HttpRequest, form: EmergencyForm, status: int = 200) -> HttpResponse:
    return render(request, "meetings/emergency.html", {"form": form}, status=status)
