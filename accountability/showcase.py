"""Exposures and good examples as the public finds them: approved, not taken down, and their day has come."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from accountability.models import Exposure

# words of a search that are looked at, and how long they may be
MOST_WORDS, LONGEST = 5, 40


def published(today: date) -> QuerySet[Exposure]:
    return Exposure.objects.public().filter(published_on__lte=today)


def found(rows: QuerySet[Exposure], *, words: str = "", kind: str = "", year: int | None = None) -> QuerySet[Exposure]:
    """By every one of the words, in title or text."""
    for word in words.split()[:MOST_WORDS]:
        rows = rows.filter(Q(title__icontains=word[:LONGEST]) | Q(body__icontains=word[:LONGEST]))
    if kind:
        rows = rows.filter(kind=kind)
    return rows if year is None else rows.filter(day__range=(date(year, 1, 1), date(year, 12, 31)))


def years_of(rows: QuerySet[Exposure]) -> list[int]:
    """The years in which there is something, the newest first."""
    return sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
