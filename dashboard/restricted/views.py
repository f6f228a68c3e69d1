"""The province's figures of measures 22 to 25, for everybody who sees standings."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dashboard.restricted.told import Told, told
from dashboard.year import Look, look
from measures.catalogue import Measure, Obligation
from measures.province import restricted_totals
from measures.restricted import MEASURES
from organizations.roles import Power
from organizations.views import PermittedView


@dataclass(frozen=True)
class Part:
    """One measure with its demands in words."""

    measure: Measure
    lines: list[tuple[Obligation, str]]
    total: str


class ProvinceTotals(PermittedView):
    powers = frozenset({Power.SEE_STANDINGS})

    def get(self, request: HttpRequest) -> HttpResponse:
        year = look(request, timezone.localdate())
        return render(request, "dashboard/restricted.html", {"look": year, "parts": parts(year)})


def parts(year: Look) -> list[Part]:
    """Measures 22 to 25 in their order."""
    totals = restricted_totals(year.rules, year.year)
    found = []
    for measure in year.rules.measures:
        if measure.number in MEASURES:
            said: Told = told({one.key: totals.get(one.key) for one in measure.obligations})
            found.append(Part(measure, [(one, said.cells[one.key]) for one in measure.obligations], said.total))
    return found
