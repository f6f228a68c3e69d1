"""分管: which leader is in charge of which unit, kept by the office on one page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.portfolios import Charge, put_in_charge
from meetings.actions.refused import Refused
from meetings.approval.leaders import planning_units, seats
from meetings.models import Portfolio
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView


class Portfolios(PermittedView):
    powers = frozenset({Power.CHECK_PLANS})

    def get(self, request: HttpRequest) -> HttpResponse:
        return _show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        try:
            charges = {one.pk: charge for one in planning_units(today) if (charge := _charge(request, one))}
            if not charges:
                raise Refused(_("没有收到任何单位，请在页面上选择后保存。"))
            changed = put_in_charge(charges=charges, by=request.user, today=today)
        except Refused as refused:
            return _show(request, refused.message, 422)
        if changed:
            messages.success(request, _("已更新%(amount)s个单位的分管领导。") % {"amount": changed})
        else:
            messages.info(request, _("没有改动。"))
        return redirect("meetings:portfolios")


def _charge(request: HttpRequest, unit: Organization) -> Charge | None:
    """What the page says of a unit; None where it does not speak of it."""
    leader = request.POST.get(f"leader-{unit.pk}")
    if leader is None:
        return None
    version = request.POST.get(f"version-{unit.pk}", "")
    if not all(text == "" or (text.isascii() and text.isdigit() and len(text) < 10) for text in (leader, version)):
        raise Refused(_("%(unit)s：请从列表中选择分管领导。") % {"unit": unit})
    return Charge(int(leader) if leader else None, int(version or 0))


def _show(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    kept = {one.organization_id: one for one in Portfolio.objects.reached_by(request.user, Power.CHECK_PLANS)}
    every = seats(today)
    rows = [
        {
            "unit": unit,
            "portfolio": kept.get(unit.pk),
            "leaders": [seat.user for seat in every if seat.over(unit)],
        }
        for unit in planning_units(today)
    ]
    context = {
        "rows": rows,
        "without": sum(row["portfolio"] is None for row in rows),
        "seats": every,
        "refused": refused,
    }
    return render(request, "meetings/portfolios.html", context, status=status)
