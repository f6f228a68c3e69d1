"""Coverage: for which days an organization's register is known to be complete (evaluation.md, Coverage)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from registers.models import Coverage

Span = tuple[date, date]
# (register, organization id) → spans, both ends included, in no order
Spans = Mapping[tuple[str, int], list[Span]]


def spans(registers: Iterable[str], years: Iterable[int], organizations: frozenset[int] | None = None) -> Spans:
    """The spans that touch any of the years, for the organizations given (None: all). One query."""
    wanted = sorted(set(years))
    if not wanted:
        return {}
    rows = Coverage.objects.filter(
        register__in=set(registers), starts__lte=date(wanted[-1], 12, 31), ends__gte=date(wanted[0], 1, 1)
    )
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    found: dict[tuple[str, int], list[Span]] = defaultdict(list)
    for register, organization, starts, ends in rows.values_list("register", "organization", "starts", "ends"):
        found[register, organization].append((starts, ends))
    return found


def touches(covered: Iterable[Span], year: int) -> bool:
    """Whether any day of the year is covered."""
    return any(starts.year <= year <= ends.year for starts, ends in covered)


def data_through(covered: Iterable[Span], year: int) -> date | None:
    """The last day up to which the year is covered without a hole; None when 1 January is not covered."""
    last = date(year, 1, 1) - timedelta(days=1)
    end = date(year, 12, 31)
    for starts, ends in sorted(covered):
        if starts > last + timedelta(days=1):
            break
        last = max(last, ends)
    return min(last, end) if last.year >= year else None
