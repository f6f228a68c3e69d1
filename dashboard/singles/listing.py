"""The list of single meetings outside the plan."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.singles.page import visible_singles
from meetings.models import LineState, PlannedMeeting
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView
from registers.exporting import export
from registers.filters import ANY, NEVER_ABOVE, NEVER_BELOW, organizations_of
from registers.listing import around, chosen_in_words, filtered, query_of
from registers.paging import Order, page
from registers.showing import value_in_words

ORDER = Order("shown_on", falling=True)
SHOWN = (
    "pk", "shown_on", "name", "organization__name", "organization__short_name", "category", "planned_text", "form",
    "state", "emergency", "number", "reason",
)  # fmt: skip
EXPORTED = (
    "organization__name", "name", "category", "planned_text", "duration_text", "form", "scope_text", "people", "reason",
    "emergency", "emergency_approver", "state", "number",
)  # fmt: skip


class SingleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=gettext_lazy("会议名称"), field_name="name", lookup_expr="icontains")
    year = django_filters.NumberFilter(
        label=gettext_lazy("年度"), min_value=NEVER_BELOW, max_value=NEVER_ABOVE, decimal_places=0
    )
    organization = django_filters.ModelChoiceFilter(
        label=gettext_lazy("单位"), queryset=organizations_of, to_field_name="code", empty_label=ANY
    )
    state = django_filters.ChoiceFilter(label=gettext_lazy("状态"), choices=LineState.choices, empty_label=ANY)

    class Meta:
        model = PlannedMeeting
        fields = ["q", "year", "organization", "state"]


def _listed(request: HttpRequest) -> tuple[SingleFilter, QuerySet[Any]]:
    """The filter, and the requests that this person may see and that it lets through; none for a wrong filter."""
    visible = visible_singles(request)
    filterset = SingleFilter(request.GET, visible, request=request)
    found = filterset.qs if filterset.is_valid() else visible.none()
    return filterset, found.annotate(shown_on=Coalesce("planned_from", "day"))


class Singles(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset, singles = _listed(request)
        found = page(
            singles.values(*SHOWN), ORDER, after=request.GET.get("after", ""), before=request.GET.get("before", "")
        )
        context = {
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "chosen": chosen_in_words(filterset),
            "rows": [_row(values) for values in found.rows],
            "plans": has_power(request.user, Power.PLAN),
            "enters": has_power(request.user, Power.EDIT_RECORDS),
            "query": query_of(request),
            **around(request, found),
        }
        return render(request, "dashboard/singles.html", context)


def _row(values: dict[str, Any]) -> dict[str, Any]:
    words = {f"{name}_word": _word(name, values[name]) for name in ("category", "form", "state")}
    return values | words | {"organ": values["organization__short_name"] or values["organization__name"]}


def _word(name: str, value: Any) -> str:
    return value_in_words(PlannedMeeting, name, value)


class SinglesExport(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        _filterset, singles = _listed(request)
        headings = [
            _("单位"), _("会议名称"), _("会议类别"), _("拟开时间"), _("会期"), _("形式"), _("参会范围"), _("参会人数"),
            _("理由"), _("应急"), _("应急批准人"), _("状态"), _("计划编号"),
        ]  # fmt: skip
        rows = singles.order_by("-shown_on", "-pk").values_list(*EXPORTED)
        lines = ([_cell(name, value) for name, value in zip(EXPORTED, row, strict=True)] for row in rows.iterator(500))
        subject = PlannedMeeting._meta.label_lower
        return export(_("计划外报批"), headings, lines, format, user=request.user, subject=subject)


def _cell(name: str, value: Any) -> Any:
    return value if name in ("organization__name", "people") or value in (None, "") else _word(name, value)
