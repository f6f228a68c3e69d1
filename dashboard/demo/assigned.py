"""The division of work of both years: done and proved, done late, or still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from dashboard.demo.organs import Province
from measures.models import Assignment
from organizations.models import Kind, Organization

# obligation → deliverable, due day, and how many of ten organs have done it well before
DELIVERABLES = {
    "1.1": ("党组（党委）学习部署减负工作", (6, 30), 10),
    "2.1": ("列入年度理论学习计划并开展学习", (12, 31), 6),
    "26.4": ("当年表彰奖励", (12, 31), 4),
}
EARLY_DAYS = 100
BOUND = frozenset({Kind.LEADING, Kind.DEPARTMENT, Kind.CITY})


def store(province: Province) -> None:
    """Last year everything was done; this year what is not done by today is still to come."""
    Assignment.objects.bulk_create(
        _assignment(organ, key, year, province.today)
        for year in (province.year - 1, province.year)
        for organ in _bound(province)
        for key in DELIVERABLES
    )


def _bound(province: Province) -> Iterator[Organization]:
    return (organ for organ in province.issuers if organ.kind in BOUND and organ.ends is None)


def _assignment(organ: Organization, key: str, year: int, today: date) -> Assignment:
    deliverable, due, of_ten = DELIVERABLES[key]
    dice = Random(f"{organ.code} {key} {year}")
    last = date(year, *due)
    done = last - timedelta(days=dice.randint(10, EARLY_DAYS))
    is_done = done <= today and (year < today.year or dice.randint(1, 10) <= of_ten)
    return Assignment(
        organization=organ,
        key=f"{key} {organ.code} {year} {deliverable}",
        obligation=key,
        year=year,
        day=date(year, 1, 1),
        part=Assignment.Part.LEAD,
        deliverable=deliverable,
        due=last,
        done_on=done if is_done else None,
        proof=f"党组会议纪要〔{year}〕{dice.randint(1, 40)}号" if is_done else "",
    )
