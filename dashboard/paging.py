"""Keyset pages: the address names the row after which the page goes on, so that page 2,000 costs as much as page 1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

SIZE = 50


@dataclass(frozen=True)
class Page:
    """`next` and `previous` are marks for the address (`after`, `before`), empty where there is nothing more."""

    rows: list[Any]
    next: str = ""
    previous: str = ""


def mark(day: date, pk: int) -> str:
    return f"{day.isoformat()}.{pk}"


def read_mark(text: str) -> tuple[date, int] | None:
    """None for what is no mark: the page then begins at the first row."""
    day, _dot, pk = text.partition(".")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def page(rows: QuerySet[Any], column: str, *, newest_first: bool, after: str = "", before: str = "") -> Page:
    """`SIZE` rows in the order of a column of days and the primary key. One query."""
    behind, ahead = read_mark(after), read_mark(before)
    backwards = ahead is not None and behind is None
    place = ahead if backwards else behind
    falling = newest_first != backwards
    if place is not None:
        beyond = "lt" if falling else "gt"
        rows = rows.filter(Q(**{f"{column}__{beyond}": place[0]}) | Q(**{column: place[0], f"pk__{beyond}": place[1]}))
    sign = "-" if falling else ""
    found = list(rows.order_by(f"{sign}{column}", f"{sign}pk")[: SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    if backwards:
        found.reverse()
    if not found:
        return Page([])
    first, last = found[0], found[-1]
    goes_on, goes_back = (True, more) if backwards else (more, place is not None)
    return Page(
        found,
        mark(getattr(last, column), last.pk) if goes_on else "",
        mark(getattr(first, column), first.pk) if goes_back else "",
    )
