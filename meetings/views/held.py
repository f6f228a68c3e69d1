"""The list of meetings held, and its export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.filters import MeetingFilter
from meetings.importing import MEETINGS
from meetings.models import MATCHED, Match, Meeting, MeetingQuerySet
from meetings.showing import in_words, scope_line
from organizations.models import Level, Organization
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView
from registers.exporting import export
from registers.listing import around, chosen_in_words, filtered, order_of, query_of, sort_link
from registers.paging import Order, page

ORDERS = {
    "-day": Order("day", falling=True),
    "day": Order("day", falling=False),
    "name": Order("name", falling=False, kind=str),
    "-name": Order("name", falling=True, kind=str),
}
SHOWN = (
    "pk",
    "day",
    "name",
    "organization__name",
    "organization__short_name",
    "category",
    "form",
    "level",
    "minutes",
    "half_days",
    "people",
    "province_wide",
    "emergency",
    "match",
    "counted",
    "uncounted_reason",
)
# what an export holds: the register's own columns, so that it can be imported again
EXPORTED = [column for column in MEETINGS.columns if column.kept]
NUMBERS = ("minutes", "people", "idle_leaders")


def listed(request: HttpRequest) -> tuple[MeetingFilter, MeetingQuerySet]:
    """The filter, and the meetings that this person may see and that it lets through; none for a wrong filter."""
    visible = Meeting.objects.visible_to(request.user)
    filterset = MeetingFilter(request.GET, visible, request=request)
    return filterset, filterset.qs if filterset.is_valid() else visible.none()


class Meetings(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset, meetings = listed(request)
        sort, order = order_of(request, ORDERS, "-day")
        found = page(
            meetings.values(*SHOWN),
            order,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        context = {
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "chosen": chosen_in_words(filterset),
            "rows": [_row(values) for values in found.rows],
            "by_day": sort_link(request, _("召开日期"), "day", sort),
            "by_name": sort_link(request, _("会议名称"), "name", sort),
            "query": query_of(request),
            "edits": has_power(request.user, Power.EDIT_RECORDS),
            "scope": scope_line(),
            **around(request, found),
        }
        return render(request, "meetings/list.html", context)


def _row(values: dict[str, Any]) -> dict[str, Any]:
    """A row in words."""
    return values | {
        "organ": values["organization__short_name"] or values["organization__name"],
        "class_name": in_words("category", values["category"]),
        "form_name": in_words("form", values["form"]),
        "level_name": in_words("level", values["level"]),
        "unknown_level": values["level"] == Level.UNKNOWN,
        "lasting": lasting(values["minutes"], values["half_days"]),
        "in_plan": values["match"] in MATCHED,
        "proposed": values["match"] == Match.PROPOSED,
    }


def lasting(minutes: int | None, half_days: int | None) -> str:
    """90分钟, or 2个半天 where only days are known."""
    if minutes is not None:
        return _("%(minutes)s分钟") % {"minutes": minutes}
    return _("%(half_days)s个半天") % {"half_days": half_days} if half_days else ""


class Export(PermittedView):
    """The list with its filters, all pages of it, as xlsx or CSV."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        _filterset, meetings = listed(request)
        _sort, order = order_of(request, ORDERS, "-day")
        sign = "-" if order.falling else ""
        rows = meetings.order_by(f"{sign}{order.column}", f"{sign}pk").values_list(*(one.at for one in EXPORTED))
        names = dict(Organization.objects.values_list("pk", "name"))
        lines = (_exported(row, names) for row in rows.iterator(chunk_size=2000))
        headings = [one.heading for one in EXPORTED]
        return export(_("会议"), headings, lines, format, user=request.user, subject=Meeting._meta.label_lower)


def _exported(row: tuple[Any, ...], names: dict[int, str]) -> Iterator[Any]:
    """Numbers stay numbers and days days; choices become the words that an import reads."""
    for column, value in zip(EXPORTED, row, strict=True):
        if column.at == "organization_id":
            yield names[value]
        elif value is None or column.at in NUMBERS or (isinstance(value, date) and not isinstance(value, time)):
            yield value
        elif value == "":
            yield None
        else:
            yield in_words(column.at, value)
