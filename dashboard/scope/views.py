"""The whole of how things are counted and judged (口径): every obligation of a year's rule set, for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.counted import parameters_said, what_counts
from dashboard.exports import answer
from dashboard.registers import register_names
from dashboard.sentences import judging
from dashboard.year import kept, look
from documents.models import ScopeTable
from measures.catalogue import Measure, Obligation
from organizations.roles import Power
from organizations.views import PermittedView

LETTERS = {
    "P": gettext_lazy("省级领导机关"),
    "D": gettext_lazy("省直部门"),
    "C": gettext_lazy("市"),
    "X": gettext_lazy("县"),
    "J": gettext_lazy("纪检监察机关"),
}


@dataclass(frozen=True)
class Line:
    """One obligation in words."""

    obligation: Obligation
    judging: str
    counts: str
    parameters: str
    registers: list[str]
    who: str


def line(one: Obligation) -> Line:
    who = _("、").join(str(LETTERS[letter]) for letter in one.who)
    if one.lead_office:
        who = _("%(who)s中的牵头办公厅") % {"who": who}
    return Line(one, judging(one), what_counts(one), parameters_said(one), register_names(one), who)


class Scope(PermittedView):
    powers = frozenset({Power.SEE_STANDINGS})

    def get(self, request: HttpRequest) -> HttpResponseBase:
        looking = look(request, timezone.localdate())
        found: list[tuple[Measure, list[Line]]] = [
            (measure, [line(one) for one in measure.obligations]) for measure in looking.rules.measures
        ]
        if request.GET.get("export"):
            headings = [
                _("措施"), _("考核点"), _("要求"), _("怎样判断"), _("数什么"), _("参数"), _("台账"), _("适用"),
                _("约束力"), _("依据"), _("起"), _("止"),
            ]  # fmt: skip
            name = _("口径%(year)s") % {"year": looking.year}
            return answer(
                request, name, headings, (_cells(one) for _m, some in found for one in some), "measures.standing"
            )
        context = {
            "look": looking,
            "measures": found,
            "tables": ScopeTable.objects.order_by("-version"),
            "in_force": ScopeTable.objects.in_force(),
            "xlsx": kept(request.GET, export="xlsx"),
            "csv": kept(request.GET, export="csv"),
        }
        return render(request, "dashboard/scope.html", context)


def _cells(one: Line) -> list[object]:
    obligation = one.obligation
    return [
        obligation.measure, obligation.key, str(obligation.demand), one.judging, one.counts, one.parameters,
        _("、").join(one.registers), one.who, str(obligation.force.label), _("；").join(map(str, obligation.basis)),
        obligation.holds_from, obligation.holds_until,
    ]  # fmt: skip
