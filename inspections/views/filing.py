"""The letter of an approved item with its code, and what stands behind a filing number."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from inspections.filed import as_given, find_item, find_request
from inspections.models import APPROVED_STATES, PlannedInspection, ReachedCounty
from inspections.planning.judging import span_in_words
from organizations.roles import Power
from organizations.views import PermittedView
from registers.typed import text_of

# the width of a filing number
LONGEST = 60


class Letter(PermittedView):
    """The letter that a team brings along, for print: number as text and as a code to scan."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        approved = PlannedInspection.objects.visible_to(request.user).filter(state__in=APPROVED_STATES)
        item = get_object_or_404(approved.select_related("organization"), pk=pk)
        query = urlencode({"number": item.filing_number})
        address = request.build_absolute_uri(f"{reverse('inspections:filed')}?{query}")
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
    """Where a code leads and a county types the number that a team shows: `?number=` goes on to what was approved.

    The same sentence for a number that was never given and for one that does not come here.
    """

    powers = frozenset({Power.SEE_CALENDAR, Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = text_of(request.GET, "number", LONGEST)
        number = known(request, typed)
        if number:
            return redirect("inspections:filed_number", number)
        return render(request, "inspections/filed_search.html", {"typed": typed})


class FiledNumber(PermittedView):
    """What was approved under a number, for whoever it concerns."""

    powers = frozenset({Power.SEE_CALENDAR, Power.SEE_RECORDS})

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        number = number[:LONGEST]
        item = find_item(request.user, number)
        if item is not None:
            mine = ReachedCounty.objects.visible_to(request.user).filter(item=item).select_related("county")
            context = facts(item) | {"item": item, "counties": mine.order_by("county__position", "county__code")}
            return render(request, "inspections/filed.html", context)
        form = find_request(number)
        if form is None:
            raise Http404
        return render(request, "inspections/filed_request.html", {"form": form})


def known(request: HttpRequest, typed: str) -> str:
    """The number as it was given, where it leads to something that this person may know; else "" ."""
    for number in dict.fromkeys((typed, as_given(typed))):
        if number and (find_item(request.user, number) or find_request(number)):
            return number
    return ""
