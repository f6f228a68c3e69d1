"""A morning in November 2026, and items that reach the county around it."""

from datetime import date, datetime, timedelta

from django.utils.timezone import get_default_timezone

from tests import make

TODAY = date(2026, 11, 25)


def at(day, hour=9):
    """A moment of a day in Shanghai."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=get_default_timezone())


def approved(department, *counties, name="食品经营检查", first=TODAY, days=1, **fields):
    last = first + timedelta(days=days - 1)
    fields = {
        "state": "approved",
        "filing_number": f"示督检〔{first.year}〕{name}{first:%m%d}号",
        "planned_from": first,
        "planned_to": last,
        "day": first,
        "days": days,
        "decided_at": at(date(first.year, 1, 31)),
    } | fields
    return make.planned_inspection(department, year=first.year, counties=counties, name=name, **fields)
