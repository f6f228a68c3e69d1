"""The counts of classified documents: month by month, as far as months are over."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

from dashboard.demo.issued import last_day
from dashboard.demo.organs import Province
from documents.importing import CLASSIFIED_COUNTS
from documents.models import ClassifiedCount, Secrecy
from organizations.models import Organization
from registers.importing.writing import insert

ATTRIBUTES = (*CLASSIFIED_COUNTS.attributes, "key", "version", "corrected", "imported_by_id")
# has not reviewed what was due; makes more of them every year
UNREVIEWED, GROWING = "财税统筹厅", "健康服务厅"


def store(province: Province, imported: Mapping[int, int]) -> None:
    """Nothing where the unit counts no classified documents (CLASSIFIED_COUNTS=0)."""
    if CLASSIFIED_COUNTS.enabled():
        for year, by in imported.items():
            insert(ClassifiedCount, ATTRIBUTES, _rows(province, year, by))


def month_ends(year: int, until: date) -> list[date]:
    """The last days of the months of the year that are over with `until`."""
    ends = [date(year, month, monthrange(year, month)[1]) for month in range(1, 13)]
    return [day for day in ends if day <= until]


def _rows(province: Province, year: int, by: int) -> Iterator[tuple[Any, ...]]:
    for organ in province.issuers:
        until = last_day(organ, year, province.today)
        dice = Random(f"{organ.code} {year} classified")
        for day in month_ends(year, until) if until else ():
            row = _month(organ, day, dice, this_year=year == province.year) | {"imported_by_id": by}
            row["key"] = CLASSIFIED_COUNTS.key(row)
            yield tuple(row[name] for name in ATTRIBUTES)


def _month(organ: Organization, day: date, dice: Random, this_year: bool) -> dict[str, Any]:
    """Fewer this year than last, and all reviewed, but for the two of whom it is known."""
    due = max(dice.randint(0, 2), int(organ.name == UNREVIEWED))
    reviewed = 0 if this_year and organ.name == UNREVIEWED else due
    return {
        "organization_id": organ.pk,
        "owner_code": organ.code,
        "day": day,
        "year": day.year,
        "month": day.month,
        "secrecy": Secrecy.SECRET.value,
        "issued": dice.randint(0 if this_year else 1, 2) + 3 * (this_year and organ.name == GROWING),
        "due": due,
        "reviewed": reviewed,
        "declassified": reviewed // 2,
        "version": 1,
        "corrected": [],
    }
