"""The list of annual plans and of single items: filtered, searched, exported; and starting a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.actions.plans import start_plan
from inspections.actions.refusals import Refused
from inspections.forms.listing import PlanFilter
from inspections.forms.plans import StartForm
from inspections.importing.plans import INSPECTION_PLANS
from inspections.models import InspectionPlan, ItemState, PlannedInspection
from organizations.models import Organization
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView
from registers.exporting import export
from registers.showing import value_in_words

# lines that a plan no longer holds
GONE = (ItemState.REPLACED, ItemState.MERGED, ItemState.CANCELLED)
HELD = ~Q(items__state__in=GONE)
HEADINGS = [
    gettext_lazy("年度"),
    gettext_lazy("单位"),
    gettext_lazy("状态"),
    gettext_lazy("事项"),
    gettext_lazy("频次"),
    gettext_lazy("报送日期"),
]
# an office looks at one year: its plans, one a unit
MOST = 500


def listed(request: HttpRequest) -> tuple[PlanFilter, QuerySet[InspectionPlan]]:
    """The filter, and the plans that this person may see and that it lets through; none for a wrong filter."""
    visible = InspectionPlan.objects.visible_to(request.user).select_related("organization")
    form = PlanFilter(request.GET)
    counted = visible.annotate(
        amount=Count("items", filter=HELD), visits=Sum("items__planned_visits", filter=HELD, default=0)
    )
    return form, form.applied(counted) if form.is_valid() else counted.none()


class Plans(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        return _show(request)


class StartPlan(PermittedView):
    """Start (or open) the plan of one's own unit."""

    powers = frozenset({Power.PLAN})

    def post(self, request: HttpRequest) -> HttpResponse:
        start = StartForm(_units(request), request.POST)
        if not start.is_valid():
            return _show(request, start, status=422)
        try:
            made = start_plan(
                organization=start.cleaned_data["organization"].pk, year=start.cleaned_data["year"], by=request.user
            )
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("inspections:plans")
        return redirect("dashboard:inspection_plan", made.pk)


def _units(request: HttpRequest) -> Any:
    return Organization.objects.reached_by(request.user, Power.PLAN).in_order()


def _show(request: HttpRequest, start: StartForm | None = None, status: int = 200) -> HttpResponse:
    form, plans = listed(request)
    plans_shown = list(plans[: MOST + 1])
    singles = (
        PlannedInspection.objects.visible_to(request.user)
        .filter(Q(plan=None) | Q(replaces__isnull=False))
        .exclude(state__in=[ItemState.REPLACED, ItemState.MERGED])
        .select_related("organization")
    )
    units = _units(request) if has_power(request.user, Power.PLAN) else None
    context = {
        "filter": form,
        "plans": plans_shown[:MOST],
        "more": len(plans_shown) > MOST,
        "filtered": form.chosen,
        "singles": form.applied_to_items(singles)[:MOST] if form.is_valid() else [],
        "start": start or (StartForm(units, year=_next_plan_year()) if units else None),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "inspections/plans.html", context, status=status)


def _next_plan_year() -> int:
    """From November on the next year is planned; until then it is this year's plan."""
    today = timezone.localdate()
    return today.year + (today.month >= 11)


class PlansExport(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        _form, plans = listed(request)
        subject = InspectionPlan._meta.label_lower
        return export(_("督检考计划"), HEADINGS, _rows(plans), format, user=request.user, subject=subject)


def _rows(plans: QuerySet[Any]) -> Iterator[list[Any]]:
    for one in plans:
        yield [
            one.year,
            str(one.organization),
            one.get_state_display(),
            one.amount,
            one.visits,
            one.submitted_on,
        ]


class ItemsExport(PermittedView):
    """The items themselves, in the columns of register 8: what is exported can be imported again."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        form = PlanFilter(request.GET)
        items = PlannedInspection.objects.visible_to(request.user).exclude(state__in=GONE)
        if form.is_valid():
            items = form.applied_to_items(items)
            items = items.filter(plan__state=form.cleaned_data["state"]) if form.cleaned_data["state"] else items
        else:
            items = items.none()
        columns = [column for column in INSPECTION_PLANS.columns if column.kept]
        names = dict(Organization.objects.values_list("pk", "name"))
        rows = ([*_cells(columns, values, names)] for values in items.values_list(*(column.at for column in columns)))
        headings = [column.heading for column in columns]
        subject = PlannedInspection._meta.label_lower
        return export(str(INSPECTION_PLANS.title), headings, rows, format, user=request.user, subject=subject)


def _cells(columns: list[Any], values: tuple[Any, ...], names: dict[int, str]) -> Iterator[Any]:
    """Numbers stay numbers; choices become the words that an import reads."""
    for column, value in zip(columns, values, strict=True):
        if column.at == "organization_id":
            yield names[value]
        elif column.at == "comprehensive":
            yield _("综合") if value else _("专项")
        elif value in (None, ""):
            yield None
        elif isinstance(value, int) and not isinstance(value, bool):
            yield value
        else:
            yield value_in_words(PlannedInspection, column.at, value)
