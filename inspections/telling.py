"""What a department sees of counties' words: a month and how many times, by the visits that were made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from inspections.models import Came, Origin, ReportState, UnplannedReport, Visit
from inspections.told import is_told, month_of
from organizations.models import Organization
from organizations.roles import Power


@dataclass(frozen=True)
class Told:
    """Counties' words about one organ in one month. `times` adds up whoever spoke."""

    organization: Organization
    month: date
    unplanned: int
    beyond: int
    meetings: int


def told_to(user: Any, today: date) -> list[Told]:
    """By organ and month, the newest month first; of meetings only where the month can be told. Three queries."""
    visits = Visit.objects.visible_to(user).filter(origin=Origin.COUNTY_REPORT).order_by()
    found: dict[tuple[int, date], Counter[str]] = {}
    rows = visits.values("organization", "day", "beyond_plan").annotate(times=Count("pk"))
    for row in rows:
        counts = found.setdefault((row["organization"], month_of(row["day"])), Counter())
        counts["beyond" if row["beyond_plan"] else "unplanned"] += row["times"]
    for department, day in _meetings(user):
        if is_told(day, today):
            found.setdefault((department, month_of(day)), Counter())["meetings"] += 1
    organs = Organization.objects.in_bulk({department for department, _month in found})
    told = [
        Told(organs[department], month, counts["unplanned"], counts["beyond"], counts["meetings"])
        for (department, month), counts in found.items()
    ]
    return sorted(told, key=lambda one: (-one.month.toordinal(), one.organization.position, one.organization.code))


def _meetings(user: Any) -> list[tuple[int, date]]:
    """(department, day) of confirmed meetings of organs whose records the person may see; the county is not read."""
    organs = Organization.objects.reached_by(user, Power.SEE_RECORDS)
    confirmed = UnplannedReport.objects.filter(state=ReportState.CONFIRMED, kind=Came.MEETING, department__in=organs)
    return list(confirmed.values_list("department", "day"))
