"""Which county, month and day a calendar shows: all of it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from organizations.models import Kind, Organization
from organizations.roles import Power

VIEWS = ("list", "month", "year")
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Place:
    """`county`: None while one of several is still to be chosen. `view`: which part a phone shows."""

    county: Organization | None
    several: bool
    month: date
    day: date | None
    view: str

    def query(self, **changes: Any) -> str:
        """The address of this page with some of its state changed."""
        said = {
            "county": self.county.code if self.county and self.several else "",
            "month": f"{self.month:%Y-%m}",
            "day": self.day.isoformat() if self.day else "",
            "view": self.view if self.view != VIEWS[0] else "",
        } | changes
        return "?" + urlencode({name: value for name, value in said.items() if value})


def counties_of(user: Any, today: date) -> Any:
    """Counties whose calendar the person may see, in administrative order."""
    seen = Organization.objects.reached_by(user, Power.SEE_CALENDAR)
    return seen.filter(kind=Kind.COUNTY).existing_on(today).in_order()


def place(request: HttpRequest, today: date) -> Place:
    """Http404 for a county out of reach, as for none; a month or day that is none is today's."""
    counties = counties_of(request.user, today)
    some = list(counties[:2])
    code = request.GET.get("county", "")
    county = some[0] if len(some) == 1 else None
    if code:
        county = counties.filter(code=code).first()
        if county is None:
            raise Http404
    day = _day(request.GET.get("day", ""))
    month = _day(f"{request.GET.get('month', '')}-01") or (day or today).replace(day=1)
    view = request.GET.get("view", "")
    return Place(county, len(some) > 1, month, day, view if view in VIEWS else VIEWS[0])


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
