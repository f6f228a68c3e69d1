"""A county's calendar: the county sees its own, a city those of its counties, the general office all."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from dashboard.calendar.address import Place, counties_of, place
from dashboard.calendar.page import page
from inspections.feed import renew
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView

SEES = frozenset({Power.SEE_CALENDAR})


class CalendarPage(PermittedView):
    powers = SEES

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        here = place(request, localdate(now))
        if here.county is None:
            return render(request, "dashboard/calendar_choose.html", {"groups": _by_city(request)})
        context = page(request.user, here, here.county, now) | _counties(request, here)
        return render(request, "dashboard/calendar.html", context)


class RenewFeed(PermittedView):
    """A new secret address; it is shown in this answer and nowhere else. The one before is gone."""

    powers = SEES

    def post(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        code = request.POST.get("county", "")
        counties = counties_of(request.user, localdate(now))
        county = counties.filter(code=code).first()
        if county is None:
            raise Http404
        secret = renew(county=county, by=request.user, now=now)
        address = request.build_absolute_uri(reverse("dashboard:calendar_feed", args=[secret]))
        back = Place(county, counties.count() > 1, localdate(now).replace(day=1), None, "list").query()
        return render(request, "dashboard/calendar_feed.html", {"county": county, "address": address, "back": back})


def _counties(request: HttpRequest, here: Place) -> dict[str, Any]:
    """The choice of counties, for those who see several."""
    return {"groups": _by_city(request) if here.several else []}


def _by_city(request: HttpRequest) -> list[tuple[Any, list[Any]]]:
    """Cities and their counties, both in administrative order; first the counties of no city."""
    counties = counties_of(request.user, timezone.localdate()).select_related("parent")
    found = sorted(counties, key=lambda county: _turn(county.parent))
    return [(city, list(some)) for city, some in groupby(found, key=lambda county: county.parent)]


def _turn(city: Organization | None) -> tuple[int, str]:
    return (city.position, city.code) if city else (-1, "")
