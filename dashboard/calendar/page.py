"""Everything on the page of one county's calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dashboard.calendar.address import Place
from dashboard.calendar.load import by_month, inspected, loads
from dashboard.calendar.month import month_after, month_before, weeks
from dashboard.calendar.sources import reaching
from dashboard.calendar.strip import strip
from dashboard.calendar.tapping import AHEAD, BACK, listing, marks_of
from inspections.entries import INSPECTION, CalendarEntry
from inspections.models import CalendarFeed, Mark, UnplannedReport, VisitMark
from organizations.models import Organization
from organizations.roles import Power
from registers.models import Holiday

# unplanned visits that the page still lists
REPORTED_LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Count:
    """What the month holds: items and their days, meetings."""

    items: int
    days: int
    meetings: int


def page(user: Any, place: Place, county: Organization, now: datetime) -> dict[str, Any]:
    """About ten queries, whatever the county has."""
    today, month = localdate(now), place.month
    first = min(date(month.year - 1, 1, 1), today - BACK)
    last = max(date(month.year, 12, 31), month_after(month) + timedelta(days=6), today + AHEAD)
    entries = reaching(user, county, first, last)
    marks = marks_of(user, county, entries)
    taps = Organization.objects.reached_by(user, Power.MARK_VISITS).filter(pk=county.pk).exists()
    shown = [entry for entry in entries if entry.starts < month_after(month) and entry.ends >= month]
    return {
        "county": county,
        "place": place,
        "today": today,
        "now": now,
        "taps": taps,
        "weeks": weeks(month, entries, _signs(month), today, place.day),
        "otherwise": _otherwise(marks),
        "floating": [entry for entry in shown if entry.floating],
        "count": _count(shown, month),
        "list": listing(entries, marks, taps, now, today),
        "chosen": [one for one in entries if place.day and one.starts <= place.day <= one.ends],
        "reports": _reports(user, county, today) if taps else [],
        "feed": CalendarFeed.objects.visible_to(user).filter(organization=county, owner=user).first(),
        "marks": [(one.value, one.label) for one in Mark],
        **_year(entries, month.year, today, county),
        **_around(place),
    }


def _signs(month: date) -> dict[date, bool]:
    """休 and 班 of the month and the days around it that its weeks show."""
    days = (month - timedelta(days=6), month_after(month) + timedelta(days=6))
    return dict(Holiday.objects.filter(day__range=days).values_list("day", "works"))


def _otherwise(marks: Mapping[int, VisitMark]) -> frozenset[int]:
    """Items that did not go as planned."""
    return frozenset(item for item, mark in marks.items() if mark.mark != Mark.PLANNED)


def _count(shown: Sequence[CalendarEntry], month: date) -> Count:
    days = loads(shown, month, month_after(month) - timedelta(days=1))
    return Count(
        items=sum(entry.kind == INSPECTION for entry in shown),
        days=sum(load.inspections > 0 for load in days.values()),
        meetings=sum(entry.kind != INSPECTION for entry in shown),
    )


def _year(entries: Sequence[CalendarEntry], year: int, today: date, county: Organization) -> dict[str, Any]:
    """The strip, and days with inspections so far against the same days of the year before."""
    end = min(max(today, date(year, 1, 1)), date(year, 12, 31))
    days = loads(entries, date(year, 1, 1), date(year, 12, 31))
    before = loads(entries, date(year - 1, 1, 1), date(year - 1, 12, 31))
    so_far = inspected(days, date(year, 1, 1), end)
    same_day = date(year - 1, end.month, min(end.day, 28) if end.month == 2 else end.day)
    said = _("%(county)s%(year)s年每日负荷：截至%(month)s月%(day)s日迎检%(days)s天") % {
        "county": county,
        "year": year,
        "month": end.month,
        "day": end.day,
        "days": so_far,
    }
    return {
        "strip": strip(year, days, today, said),
        "months": by_month(days, year),
        "so_far": so_far,
        "same_period": inspected(before, date(year - 1, 1, 1), same_day) if before else None,
        "this_year": year == today.year,
    }


def _around(place: Place) -> dict[str, Any]:
    before, after = month_before(place.month), month_after(place.month)
    names = {"list": _("日程"), "month": _("月历"), "year": _("全年")}
    return {
        "previous": place.query(month=f"{before:%Y-%m}", day=""),
        "next": place.query(month=f"{after:%Y-%m}", day=""),
        "no_day": place.query(day=""),
        "views": [
            {"text": text, "address": place.query(view=name), "current": place.view == name}
            for name, text in names.items()
        ],
    }


def _reports(user: Any, county: Organization, today: date) -> list[UnplannedReport]:
    """The county's own words on visits that nobody announced, the newest first."""
    own = UnplannedReport.objects.visible_to(user).filter(county=county, day__gte=today - REPORTED_LATELY)
    return list(own.select_related("department"))
