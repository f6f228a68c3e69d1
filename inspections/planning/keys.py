"""The natural key of a planned inspection and the day on which it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from metrics.period import clamp


def planned_key(code: str, year: int, name: str) -> str:
    """Code of the lead, year and name, spaces aside."""
    return f"{code} {year} {''.join(name.split())}"[:255]


def replaced_key(key: str, pk: int) -> str:
    """The key under which a line goes on that a changed one took the place of: its own key is free again."""
    return f"{key[:230]}#{pk}"


def counted_day(item: Any) -> date:
    """The first day on which it may take place, inside its year."""
    return clamp(item.planned_from, item.year) if item.planned_from else date(item.year, 1, 1)


def request_key(code: str, day: date, name: str) -> str:
    """Of a form asked for: unit, first day and name, spaces aside."""
    return f"{code} {day:%Y-%m-%d} {''.join(name.split())}"[:255]
