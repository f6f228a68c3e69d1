"""The letter of an approved item with its code, and what stands behind a filing number."""

from __future__ import annotations

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from inspections.filed import as_given, find_item, find_request
from inspections.models import APPROVED_STATES, PlannedInspection, ReachedCounty
from inspections.planning.judging import span_in_words
from organizations.roles import Power
from organizations.views import PermittedView


class Letter(PermittedView):
    """The letter that a team brings along, for print: number as text and as a code to scan."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        approved = PlannedInspection.objects.visible_to(request.user).filter(state__in=APPROVED_STATES)
        item = get_object_or_404(approved.select_related("organization"), pk=pk)
        address = request.build_absolute_uri(reverse("inspections:filed_number", args=[item.filing_number]))
        context = facts(item) | {"item": item, "address": address, "code": drawn(address)}
        return render(request, "inspections/letter.html", context)


def drawn(text: str) -> SafeString:
    """A QR code as inline SVG, without style attributes."""
    code = segno.make(text, error="m", micro=False)
    return SafeString(code.svg_inline(scale=4, border=2, omitsize=True))


def facts(item: PlannedInspection) -> dict[str, Any]:
    """Who, when, how long, how many, which papers; in words."""
    return {
        "when": span_in_words(item.planned_from, item.planned_to),
        "partners": item.partners_text or _("、").join(str(one) for one in item.partners.all()),
    }


class Filed(PermittedView):
    """Where a county types the number that a team shows; `?number=` leads to what was approved."""

    powers = frozenset({Power.SEE_CALENDAR, Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = request.GET.get("number", "").strip()[:60]
        number = as_given(typed)
        if number:
            return redirect("inspections:filed_number", number)
        status = 422 if typed else 200
        return render(request, "inspections/filed_search.html", {"typed": typed, "wrong": bool(typed)}, status=status)


class FiledNumber(PermittedView):
    """What was approved: the same answer for a number that was never given and for one that does not come here."""

    powers = frozenset({Power.SEE_CALENDAR, Power.SEE_RECORDS})

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        known = as_given(number[:60])
        item = find_item(request.user, known)
        if item is not None:
            mine = ReachedCounty.objects.visible_to(request.user).filter(item=item).select_related("county")
            context = facts(item) | {"item": item, "counties": mine.order_by("county__position", "county__code")}
            return render(request, "inspections/filed.html", context)
        form = find_request(known)
        if form is not None:
            return render(request, "inspections/filed_request.html", {"form": form})
        return render(request, "inspections/filed_search.html", {"typed": number[:60], "unknown": True}, status=404)
