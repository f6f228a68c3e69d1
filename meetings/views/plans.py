"""The list of plans, and drafting one from last year's meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions.plans import carried_lines, start_plan
from meetings.forms.plans import StartForm
from meetings.models import ENDED_LINES, LineState, MeetingClass, MeetingForm, Plan, PlannedMeeting, PlanState
from organizations.models import Level, Organization
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView
from registers.exporting import export
from registers.filters import ANY, NEVER_ABOVE, NEVER_BELOW, organizations_of
from registers.listing import address, chosen_in_words, filtered, query_of, sort_link
from registers.showing import value_in_words

# from this month on it is next year's plan that is drawn up (9.4: by 30 November)
NEXT_YEAR_FROM = 9
ORDERS = {
    "unit": ("organization__position", "organization__code", "pk"),
    "-unit": ("-organization__position", "-organization__code", "-pk"),
    "submitted": ("submitted_on", "pk"),
    "-submitted": ("-submitted_on", "pk"),
}
# rows of a page; a province has some 250 plans a year, so pages are counted off
SIZE = 100
COUNTED = ~Q(lines__state__in=ENDED_LINES)
# 登记册6的列，可以原样导回
HEADINGS = (
    gettext_lazy("年度"),
    gettext_lazy("单位"),
    gettext_lazy("会议名称"),
    gettext_lazy("会议类别"),
    gettext_lazy("召开名义"),
    gettext_lazy("拟开时间"),
    gettext_lazy("会期"),
    gettext_lazy("形式"),
    gettext_lazy("开到层级"),
    gettext_lazy("参会范围"),
    gettext_lazy("参会人数"),
    gettext_lazy("要求主要负责同志参会"),
    gettext_lazy("经费(万元)"),
    gettext_lazy("理由"),
    gettext_lazy("状态"),
    gettext_lazy("计划编号"),
)


def year_to_plan(today: date) -> int:
    return today.year + (today.month >= NEXT_YEAR_FROM)


class PlanFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=gettext_lazy("单位或会议名称"), method="words")
    year = django_filters.NumberFilter(
        label=gettext_lazy("年度"), min_value=NEVER_BELOW, max_value=NEVER_ABOVE, decimal_places=0
    )
    organization = django_filters.ModelChoiceFilter(
        label=gettext_lazy("单位"), queryset=organizations_of, to_field_name="code", empty_label=ANY
    )
    state = django_filters.ChoiceFilter(label=gettext_lazy("状态"), choices=PlanState.choices, empty_label=ANY)

    class Meta:
        model = Plan
        fields = ["q", "year", "organization", "state"]

    def words(self, rows: QuerySet[Plan], name: str, value: str) -> QuerySet[Plan]:
        lines = PlannedMeeting.objects.visible_to(self.request.user).filter(name__icontains=value, plan__isnull=False)
        units = Organization.objects.reached_by(self.request.user, Power.SEE_RECORDS).matching(value)
        return rows.filter(Q(organization__in=units) | Q(pk__in=lines.values("plan")))


def listed(request: HttpRequest) -> tuple[PlanFilter, QuerySet[Plan], str]:
    visible = Plan.objects.visible_to(request.user)
    filterset = PlanFilter(request.GET, visible, request=request)
    found = filterset.qs if filterset.is_valid() else visible.none()
    sort = request.GET.get("sort", "")
    order = ORDERS.get(sort, ORDERS["unit"])
    return filterset, found.order_by("-year", *order), sort if sort in ORDERS else "unit"


class Plans(PermittedView):
    """Plans of those whose records one sees, the newest year first."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset, plans, sort = listed(request)
        plans = plans.select_related("organization", "submitted_by").annotate(
            amount=Count("lines", filter=COUNTED),
            approved=Count("lines", filter=Q(lines__state__in=[LineState.APPROVED, LineState.HELD])),
        )
        number = _page(request)
        found = list(plans[(number - 1) * SIZE : number * SIZE + 1])
        context = {
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "chosen": chosen_in_words(filterset),
            "plans": found[:SIZE],
            "previous": address(request.GET, page=str(number - 1)) if number > 1 else "",
            "next": address(request.GET, page=str(number + 1)) if len(found) > SIZE else "",
            "by_unit": sort_link(request, _("单位"), "unit", sort),
            "by_submitted": sort_link(request, _("报送日期"), "submitted", sort),
            "query": query_of(request),
            "waiting": address(request.GET, state=PlanState.SUBMITTED),
            "checks": has_power(request.user, Power.CHECK_PLANS),
            "starts": _starts(request),
        }
        return render(request, "meetings/plans.html", context)


def _page(request: HttpRequest) -> int:
    """The page that the address asks for; the first for what is no page."""
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1


def _starts(request: HttpRequest) -> list[dict[str, Any]]:
    """Own units without a plan of the year that is now drawn up, and how many meetings it would begin with."""
    year = year_to_plan(timezone.localdate())
    own = Organization.objects.reached_by(request.user, Power.PLAN)
    taken = Plan.objects.editable_by(request.user).filter(year=year).values("organization")
    return [
        {"organization": unit, "year": year, "before": year - 1, "amount": len(carried_lines(unit, year))}
        for unit in own.exclude(pk__in=taken).in_order()[:3]
    ]


class StartPlan(PermittedView):
    """One press: the draft of a year, with last year's meetings in it."""

    powers = frozenset({Power.PLAN})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = StartForm(Organization.objects.reached_by(request.user, Power.PLAN), request.POST)
        if not form.is_valid():
            messages.error(request, _("请选本单位和年度，再起草计划。"))
            return redirect("meetings:plans")
        unit, year = form.cleaned_data["organization"], form.cleaned_data["year"]
        plan = start_plan(organization=unit.pk, year=year, by=request.user)
        return redirect("dashboard:plan", plan.pk)


class PlansExport(PermittedView):
    """Every line of the plans that the list shows, in the columns of register 6."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        _filterset, plans, _sort = listed(request)
        lines = _lines(request).filter(plan__in=plans.order_by().values("pk"))
        return _answer(request, _("会议计划"), lines, format)


class PlanExport(PermittedView):
    """The lines of one plan as a sheet that can be imported again."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
        visible = Plan.objects.visible_to(request.user).select_related("organization")
        plan = get_object_or_404(visible, pk=pk)
        name = _("%(unit)s%(year)s年度会议计划") % {"unit": plan.organization, "year": plan.year}
        return _answer(request, name, _lines(request).filter(plan=plan), format)


def _lines(request: HttpRequest) -> QuerySet[PlannedMeeting]:
    visible = PlannedMeeting.objects.visible_to(request.user).exclude(state__in=ENDED_LINES)
    ordered = visible.order_by("-year", "organization__position", "organization__code", "position", "pk")
    return ordered.select_related("organization")


def _answer(request: HttpRequest, name: str, lines: QuerySet[PlannedMeeting], format: str) -> HttpResponseBase:
    subject = PlannedMeeting._meta.label_lower
    return export(name, HEADINGS, _rows(lines), format, user=request.user, subject=subject)


def _rows(lines: QuerySet[PlannedMeeting]) -> Iterator[list[Any]]:
    for line in lines.iterator(chunk_size=500):
        yield [
            line.year,
            line.organization.name,
            line.name,
            MeetingClass(line.category).label if line.category else "",
            _said("in_name_of", line.in_name_of),
            line.planned_text,
            line.duration_text,
            MeetingForm(line.form).label if line.form else "",
            Level(line.level).label if line.level else "",
            line.scope_text,
            line.people,
            _said("heads_called", line.heads_called),
            line.budget,
            line.reason,
            line.get_state_display(),
            line.number,
        ]


def _said(name: str, value: Any) -> str:
    return "" if value in (None, "") else value_in_words(PlannedMeeting, name, value)
