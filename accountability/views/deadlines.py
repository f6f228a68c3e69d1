"""期限: what is due next, by day, of the records that the person may open; and the limits with their sources."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accountability.clocks.due import all_running
from accountability.limits import LIMITS, REMIND_BEFORE
from accountability.reference import TABLES
from organizations.roles import Power
from organizations.views import PermittedView


class Deadlines(PermittedView):
    powers = frozenset({Power.SEE_CASES})

    def get(self, request: HttpRequest) -> HttpResponse:
        found = all_running(request.user, timezone.localdate())
        context = {
            "days": [
                (day, list(some)) for day, some in groupby((one for one in found if one.due), lambda one: one.due)
            ],
            "unknown": [one for one in found if not one.due],
            "problems": sorted({one.problem for one in found if one.problem}),
            "limits": LIMITS,
            "remind_before": REMIND_BEFORE,
            "moment": timezone.localtime(),
        }
        return render(request, "accountability/deadlines.html", context)


class Reference(PermittedView):
    """Ways, forms and influence periods, to read beside a case; no end is computed from them."""

    powers = frozenset({Power.SEE_CASES})

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "accountability/reference.html", {"tables": TABLES})
