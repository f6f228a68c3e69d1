"""The county's taps: three buttons on an item, and an unplanned visit in two. Nothing is typed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from inspections.actions.refusals import Refused
from inspections.actions.reports import agree_to_be_named, mark_item, may_have_come, report_unplanned, take_back
from inspections.models import Came, Mark, ReachedCounty, UnplannedReport
from organizations.models import Kind, Organization
from organizations.roles import Power
from organizations.views import PermittedView

TAPS = frozenset({Power.MARK_VISITS})
# what a county answers when it cannot tell who came
UNKNOWN = "unknown"


class MarkItem(PermittedView):
    """按计划, 不在计划内, 超出计划: one tap, back to where it was tapped."""

    powers = TAPS

    def post(self, request: HttpRequest, item: int) -> HttpResponse:
        county = _own_county(request)
        get_object_or_404(ReachedCounty.objects.visible_to(request.user), county=county, item=item)
        mark = request.POST.get("mark", "")
        if mark not in Mark.values:
            messages.error(request, _("请点三个按钮中的一个。"))
            return _back(request)
        try:
            mark_item(county=county.pk, item=item, mark=Mark(mark), by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, refused.message)
        return _back(request, f"item-{item}")


class Unplanned(PermittedView):
    """Who came? One tap on a department tells it; today and 检查 are set."""

    powers = TAPS

    def get(self, request: HttpRequest) -> HttpResponse:
        county, today = _own_county(request), timezone.localdate()
        kind, yesterday = _kind(request.GET.get("kind", "")), request.GET.get("day") == "yesterday"
        context = {
            "county": county,
            "kind": kind,
            "yesterday": yesterday,
            "kinds": [_option(one.label, one, yesterday, one == kind) for one in Came],
            "days": [_option(_("昨天"), kind, True, yesterday), _option(_("今天"), kind, False, not yesterday)],
            # the county's own city stands last
            "departments": sorted(may_have_come(county, today), key=lambda one: one.kind == Kind.CITY),
            "unknown": UNKNOWN,
        }
        return render(request, "inspections/reports_unplanned.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        county = _own_county(request)
        department = request.POST.get("department", "")
        try:
            report_unplanned(
                county=county.pk,
                department=_chosen(county, department),
                kind=_kind(request.POST.get("kind", "")),
                yesterday=request.POST.get("day") == "yesterday",
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("inspections:unplanned")
        messages.success(request, _("已记下，24小时内可撤回。只有省委办公厅看得到是哪个县。"))
        return redirect("dashboard:calendar")


class TakeBack(PermittedView):
    powers = TAPS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            take_back(report=pk, by=request.user, now=timezone.now())
        except UnplannedReport.DoesNotExist as error:
            raise Http404 from error
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("已撤回。"))
        return _back(request)


class AgreeToBeNamed(PermittedView):
    """The county lets the department know that it was this county, or takes that back."""

    powers = TAPS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            agree_to_be_named(report=pk, agrees=request.POST.get("agrees") == "yes", by=request.user)
        except UnplannedReport.DoesNotExist as error:
            raise Http404 from error
        except Refused as refused:
            messages.error(request, refused.message)
        return _back(request)


def _own_county(request: HttpRequest) -> Organization:
    """The county that the person taps for; of several the one that the form names."""
    own = Organization.objects.reached_by(request.user, Power.MARK_VISITS).existing_on(timezone.localdate()).in_order()
    code = request.POST.get("county", "") or request.GET.get("county", "")
    county = (own.filter(code=code) if code else own).first()
    if county is None:
        raise Http404
    return county


def _chosen(county: Organization, code: str) -> int | None:
    """Id of the organ with this code; None for 说不清. Raises Refused for one that is not on the page."""
    if code == UNKNOWN:
        return None
    chosen = may_have_come(county, localdate()).filter(code=code).first()
    if chosen is None:
        raise Refused(_("请从列出的单位里选一个；不清楚的选“说不清”。"))
    return chosen.pk


def _kind(text: str) -> Came:
    return Came(text) if text in Came.values else Came.INSPECTION


def _option(text: str, kind: Came, yesterday: bool, current: bool) -> dict[str, object]:
    """For components/switch.html."""
    address = f"?kind={kind}" + ("&day=yesterday" if yesterday else "")
    return {"text": text, "address": address, "current": current}


def _back(request: HttpRequest, place: str = "") -> HttpResponseRedirect:
    """To the page of the calendar where the button was, never elsewhere."""
    home = reverse("dashboard:calendar")
    wanted = request.POST.get("back", "")
    ours = wanted.split("?")[0] == home and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect((wanted.split("#")[0] if ours else home) + (f"#{place}" if place else ""))
