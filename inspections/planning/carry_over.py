"""Last year's items in this year's plan: the same item, a year later."""

from __future__ import annotations

import re
from typing import Any

from inspections.models import PlannedInspection
from metrics.period import same_day
from registers.values.vague import Span

# what is the same next year as it was this year
SAME = (
    "name",
    "kind",
    "comprehensive",
    "basis",
    "basis_level",
    "object_level",
    "objects_text",
    "partners_text",
    "planned_visits",
    "days",
    "people",
    "manner",
    "papers",
    "indicators",
)


def carried(item: PlannedInspection, year: int) -> dict[str, Any]:
    """The fields of next year's line: names, times and days a year later, nothing of what was decided."""
    fields = {name: getattr(item, name) for name in SAME}
    ahead = year - item.year
    fields["name"] = later(item.name, item.year, ahead)
    fields["time_text"] = later(item.time_text, item.year, ahead)
    span = moved((item.planned_from, item.planned_to), ahead) if item.planned_from and item.planned_to else None
    fields["planned_from"], fields["planned_to"] = span or (None, None)
    return fields


def later(text: str, year: int, ahead: int) -> str:
    """2019年度… in a plan of 2019 is 2020年度… in that of 2020; other years (2018年底前) move along as well."""
    return re.sub(
        rf"(?<!\d)({year - 1}|{year}|{year + 1})(?=\s*(?:年|[-/.]))", lambda match: str(int(match[1]) + ahead), text
    )


def moved(span: Span, ahead: int) -> Span:
    first, last = span
    return same_day(first, first.year + ahead), same_day(last, last.year + ahead)
