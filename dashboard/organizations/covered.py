"""Which days of the year each register covers, and the holes between (evaluation.md, Coverage)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard.registers import register_name
from organizations.models import Organization
from registers.coverage import Span, data_through
from registers.models import Coverage

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Covered:
    """`spans` joined where they touch; `holes` between 1 January and the last covered day."""

    register: str
    spans: list[Span]
    holes: list[Span]
    through: date | None


def covered(user: Any, organization: Organization, year: int) -> list[Covered]:
    """The organization's own registers. One query."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = Coverage.objects.visible_to(user).filter(organization=organization, starts__lte=last, ends__gte=first)
    found: dict[str, list[Span]] = defaultdict(list)
    for register, starts, ends in rows.order_by("starts").values_list("register", "starts", "ends"):
        found[register].append((max(starts, first), min(ends, last)))
    return [
        Covered(register_name(register), joined(spans), holes(joined(spans), first), data_through(spans, year))
        for register, spans in sorted(found.items())
    ]


def joined(spans: list[Span]) -> list[Span]:
    """Spans in order, overlapping and neighbouring ones as one."""
    whole: list[Span] = []
    for starts, ends in sorted(spans):
        if whole and starts <= whole[-1][1] + ONE_DAY:
            whole[-1] = (whole[-1][0], max(whole[-1][1], ends))
        else:
            whole.append((starts, ends))
    return whole


def holes(whole: list[Span], first: date) -> list[Span]:
    """The days before and between joined spans."""
    found, wanted = [], first
    for starts, ends in whole:
        if starts > wanted:
            found.append((wanted, starts - ONE_DAY))
        wanted = ends + ONE_DAY
    return found
