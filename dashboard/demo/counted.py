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
        if until is None:
            continue
        dice = Random(f"{organ.code} {year} classified")
        more = 3 * (organ.name == GROWING and year == province.year)
        for day in month_ends(year, until):
            due = dice.randint(0, 2)
            row: dict[str, Any] = {
                "organization_id": organ.pk,
                "owner_code": organ.code,
                "day": day,
                "year": year,
                "month": day.month,
                "secrecy": Secrecy.SECRET.value,
                "issued": dice.randint(0 if year == province.year else 1, 2) + more,
                "due": due,
                "reviewed": 0 if organ.name == UNREVIEWED and year == province.year else due,
                "declassified": due // 2,
                "version": 1,
                "corrected": [],
                "imported_by_id": by,
            }
            if organ.name == UNREVIEWED:
                row["due"] += 1 - (due > 0)
            row["declassified"] = min(row["declassified"], row["reviewed"])
            row["key"] = CLASSIFIED_COUNTS.key(row)
            yield tuple(row[name] for name in ATTRIBUTES)
