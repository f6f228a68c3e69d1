"""The general office's page of what counties said, and what a department may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from inspections.actions.confirming import crowd, decide_mark, decide_report
from inspections.actions.refusals import Refused
from inspections.actions.reports import may_have_come
from inspections.models import Mark, ReportState, UnplannedReport, VisitMark
from inspections.telling import told_to
from inspections.told import CROWD, hidden_in, is_told, told_from
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView
from registers.typed import text_of

OFFICE = frozenset({Power.CHECK_PLANS})
TOLD = frozenset({Power.SEE_RECORDS})
# decided ones that the page still lists
DECIDED_SHOWN = 30


@dataclass(frozen=True)
class Word:
    """One report or mark for the office. `open`: it can be decided now; `told`: what the department knows of it."""

    one: Any
    open: bool
    told: str


class Reports(PermittedView):
    """What waits for the office's word, and what it decided lately."""

    powers = OFFICE

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        reports = UnplannedReport.objects.reached_by(request.user, Power.CHECK_PLANS)
        marks = VisitMark.objects.reached_by(request.user, Power.CHECK_PLANS).exclude(mark=Mark.PLANNED)
        waiting, decided = Q(state=ReportState.REPORTED), ~Q(state=ReportState.REPORTED)
        reports = reports.select_related("county__parent", "department", "confirmed_by")
        marks = marks.select_related("county__parent", "item__organization", "confirmed_by")
        context = {
            "reports": [_report(one, now) for one in reports.filter(waiting)],
            "marks": [_mark(one, now) for one in marks.filter(waiting)],
            "decided_reports": [_report(one, now) for one in reports.filter(decided)[:DECIDED_SHOWN]],
            "decided_marks": [_mark(one, now) for one in marks.filter(decided)[:DECIDED_SHOWN]],
            "departments": _departments(reports, localdate(now)),
        }
        return render(request, "inspections/reports.html", context)


class DecideReport(PermittedView):
    powers = OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        code = request.POST.get("department", "")
        department = Organization.objects.filter(code=code).first() if code else None
        try:
            stands = decide_report(
                report=pk,
                confirms=request.POST.get("verdict") == "confirm",
                department=department and department.pk,
                reason=text_of(request.POST, "reason", 300),
                by=request.user,
                now=timezone.now(),
            )
        except UnplannedReport.DoesNotExist as error:
            raise Http404 from error
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            _said(request, stands)
        return redirect("inspections:reports")


class DecideMark(PermittedView):
    powers = OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        confirms = request.POST.get("verdict") == "confirm"
        try:
            stands = decide_mark(mark=pk, confirms=confirms, by=request.user, now=timezone.now())
        except VisitMark.DoesNotExist as error:
            raise Http404 from error
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            _said(request, stands)
        return redirect("inspections:reports")


class ToldPage(PermittedView):
    """有县反映: by month, never by county."""

    powers = TOLD

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = told_to(request.user, timezone.localdate())
        several = len({row.organization.pk for row in rows}) > 1
        return render(request, "inspections/reports_told.html", {"rows": rows, "several": several})


def _said(request: HttpRequest, stands: bool) -> None:
    if stands:
        messages.success(request, _("已记下。"))
    else:
        messages.warning(request, _("这一条刚刚已由别人核实。"))


def _report(one: UnplannedReport, now: datetime) -> Word:
    told = "" if one.state == ReportState.REJECTED else _told(one.day, one.county_agrees_to_be_named, localdate(now))
    return Word(one, one.until <= now, told)


def _mark(one: VisitMark, now: datetime) -> Word:
    if one.state == ReportState.REJECTED:
        return Word(one, False, "")
    day, named = one.item.planned_to, one.county_agrees_to_be_named
    beyond = one.mark == Mark.BEYOND_PLAN
    if beyond and not named and not hidden_in(crowd(one.item.organization_id, day)):
        few = _("该部门当月到的县不足%(crowd)s个，说了就等于说出是哪个县：不告知，由办公厅掌握") % {"crowd": CROWD}
        return Word(one, one.until <= now, few)
    return Word(one, one.until <= now, _told(day, named, localdate(now)))


def _told(day: date, named: bool, today: date) -> str:
    """When the department learns of it, and how much."""
    if named:
        return _("县里同意公开，确认后即告知")
    when = told_from(day)
    if is_told(day, today):
        return _("确认后告知，只说到月份")
    return _("确认后，%(month)s月%(day)s日与当月其他反映一并告知，只说到月份") % {"month": when.month, "day": when.day}


def _departments(reports: Any, today: date) -> Any:
    """Who may have come, where a county could not tell."""
    asked = reports.filter(state=ReportState.REPORTED, department=None).first()
    return may_have_come(asked.county, today) if asked else []
