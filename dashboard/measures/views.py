"""The list of measures and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.exports import answer
from dashboard.judged import judged, visible
from dashboard.measures.forms import MeasureFilter
from dashboard.measures.listing import by_part, entries
from dashboard.measures.page import page
from dashboard.measures.sheets import MEASURE_HEADINGS, STANDING_HEADINGS, measure_rows, standing_rows
from dashboard.year import kept, look
from organizations.roles import Power
from organizations.views import PermittedView

SEES = frozenset({Power.SEE_STANDINGS})


class Measures(PermittedView):
    powers = SEES

    def get(self, request: HttpRequest) -> HttpResponseBase:
        looking = look(request, timezone.localdate())
        form = MeasureFilter(request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        found = entries(request.user, looking, chosen.get("q", ""), chosen.get("kind", ""), chosen.get("status", ""))
        if request.GET.get("export"):
            return answer(
                request,
                _("措施%(year)s") % {"year": looking.year},
                MEASURE_HEADINGS,
                measure_rows(found),
                "measures.standing",
            )
        context = {
            "look": looking,
            "form": form,
            "parts": list(by_part(found)),
            "reset": looking.suffix,
            "xlsx": kept(request.GET, export="xlsx"),
            "csv": kept(request.GET, export="csv"),
        }
        return render(request, "dashboard/measures.html", context, status=200 if form.is_valid() else 422)


class MeasurePage(PermittedView):
    powers = SEES

    def get(self, request: HttpRequest, number: int) -> HttpResponseBase:
        looking = look(request, timezone.localdate())
        try:
            measure = looking.rules.measure(number)
        except KeyError as error:
            raise Http404 from error
        if request.GET.get("export"):
            rows = judged(request.user, looking, visible(request.user), {one.key for one in measure.obligations})
            name = _("第%(number)s条%(year)s") % {"number": number, "year": looking.year}
            return answer(request, name, STANDING_HEADINGS, standing_rows(rows), "measures.standing")
        as_table = request.GET.get("view") == "table"
        context = {
            "look": looking,
            "as_table": as_table,
            "views": _views(request, as_table),
            "xlsx": kept(request.GET, export="xlsx"),
            "csv": kept(request.GET, export="csv"),
            **page(request.user, looking, measure),
        }
        return render(request, "dashboard/measure.html", context)


def _views(request: HttpRequest, as_table: bool) -> list[dict[str, Any]]:
    """Drawing or table, for components/switch.html."""
    return [
        {"text": _("图"), "address": kept(request.GET, leave_out=["view"]) + "#months", "current": not as_table},
        {"text": _("表"), "address": kept(request.GET, view="table") + "#months", "current": as_table},
    ]
