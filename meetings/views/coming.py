"""会议日历: the approved meetings that reach a county, or a city and its counties, month by month. Nothing to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from meetings.approval.undoing import MINUTES
from meetings.approval.wording import day_of, form_of, length_of, who_comes
from meetings.coming import Coming, by_month, calendar_places, coming
from meetings.models import PlannedMeeting
from organizations.models import Kind, Organization
from organizations.roles import Power
from organizations.views import PermittedView
from registers.exporting import export
from registers.listing import query_of


class PlaceFilter(forms.Form):
    """For who sees several: one of them."""

    place = forms.ChoiceField(label=gettext_lazy("市、县"), required=False)

    def __init__(self, *args: Any, places: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("全部")), *((one.code, str(one)) for one in places)]


class ComingMeetings(PermittedView):
    powers = frozenset({Power.SEE_CALENDAR})

    def get(self, request: HttpRequest) -> HttpResponseBase:
        now = timezone.now()
        places = calendar_places(request.user)
        form = PlaceFilter(request.GET, places=places)
        chosen = form.cleaned_data["place"] if form.is_valid() else ""
        found = coming([one for one in places if chosen in ("", one.code)] if form.is_valid() else [], now)
        if request.GET.get("export"):
            return _sheet(request, found)
        several = len(places) > 1
        context = {
            "form": form if several else None,
            "place": places[0] if len(places) == 1 else None,
            "several": several,
            "months": [(_month(key), [_row(one) for one in some]) for key, some in by_month(found)],
            "amount": len(found),
            "minutes": MINUTES,
            "query": query_of(request) if request.GET.get("place") else "?",
        }
        return render(request, "meetings/coming.html", context, status=200 if form.is_valid() else 422)


def _month(key: tuple[int, int] | None) -> str:
    if key is None:
        return _("时间未定")
    return date_format(date(*key, 1), pgettext("month format", "Y年n月"))


def _row(one: Coming) -> dict[str, Any]:
    return {
        "planned": one.planned,
        "day": day_of(one.planned),
        "length": length_of(one.planned),
        "form": form_of(one.planned),
        "who": who_comes(one.planned),
        "cities": one.cities,
        "counties": one.counties,
    }


def _sheet(request: HttpRequest, found: list[Coming]) -> HttpResponseBase:
    headings = [
        _("会议名称"), _("召开单位"), _("最早"), _("最晚"), _("拟开时间"), _("会期"), _("形式"), _("参会范围"),
        _("要求主要负责同志参会"), _("市"), _("县"), _("计划编号"),
    ]  # fmt: skip
    subject = PlannedMeeting._meta.label_lower
    return export(_("会议日历"), headings, _written(found), request.GET["export"], user=request.user, subject=subject)


def _written(found: list[Coming]) -> Iterator[list[Any]]:
    for one in found:
        planned = one.planned
        yield [
            planned.name, planned.organization.name, planned.planned_from, planned.planned_to, day_of(planned),
            length_of(planned), form_of(planned), who_comes(planned), _("是") if planned.heads_called else _("否"),
            _names(one, Kind.CITY), _names(one, Kind.COUNTY), planned.number,
        ]  # fmt: skip


def _names(one: Coming, kind: str) -> str:
    return _("、").join(place.name for place in one.reached if place.kind == kind)
