"""The charts of a reduction: the whole of what the person sees, and each organization for itself, never ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboard.facts import change_shown
from dashboard.judged import Judged
from dashboard.measures.course import Course
from dashboard.measures.drawing import month_bars, small, trend
from dashboard.measures.months import Monthly, cumulative, monthly
from dashboard.measures.province import Totals, compared, totals
from dashboard.templatetags.figures import figure
from dashboard.year import Look
from measures.catalogue import Obligation
from measures.people import inheritance
from measures.rules.days import elapsed_share
from measures.status import Status

KEPT_SECONDS = 600


@dataclass(frozen=True)
class Small:
    """One of the small multiples."""

    row: Judged
    drawing: SafeString
    over: bool
    warns: bool


@dataclass(frozen=True)
class Charts:
    obligation: Obligation
    totals: Totals
    change: str
    base: int
    bars: SafeString
    trend: SafeString
    months: list[tuple[int, Decimal, Decimal | None, Decimal, Decimal | None]]
    small: list[Small]


def _monthly(obligation: Obligation, look: Look, mine: list[int]) -> Monthly | None:
    """The months of these organizations: three queries, kept for some minutes while no standing of the year changes."""
    key = f"monthly:{obligation.key}:{look.day}:{look.version}:{hash(tuple(mine))}"
    found: Monthly | None = cache.get(key)
    if found is None:
        found = monthly(obligation, look.year, look.day, inheritance(look.day), mine)
        cache.set(key, found, KEPT_SECONDS)
    return found


def charts(obligation: Obligation, look: Look, rows: Sequence[Judged]) -> Charts | None:
    """None where there is nothing to draw: nobody judged, or a register still to come."""
    whole = totals(obligation, rows)
    counted = _monthly(obligation, look, [row.organization.pk for row in rows]) if rows else None
    if whole is None or counted is None:
        return None
    taken = [row.organization.pk for row in compared(rows)]
    this, before = counted.of(taken, counted.this), counted.of(taken, counted.before)
    course = _course(look, this, before, whole)
    return Charts(
        obligation,
        whole,
        change_shown(obligation, whole.value, whole.same_period),
        counted.base,
        month_bars(this, before, look.day.month, _bars_said(look, counted, this, before)),
        trend(course, counted.base, _trend_said(look, whole)),
        _table(look, this, before),
        _small(look, rows, counted),
    )


def _course(look: Look, this: list[Decimal], before: list[Decimal], bounds: Any) -> Course:
    """`bounds`: totals or one standing; both have baseline, limit, stretch and forecast."""
    return Course(
        this=cumulative(this),
        before=cumulative(before) if any(before) else [],
        elapsed=float(elapsed_share(look.day)),
        baseline=bounds.baseline,
        limit=bounds.limit,
        stretch=bounds.stretch,
        forecast=bounds.forecast,
    )


def _table(
    look: Look, this: list[Decimal], before: list[Decimal]
) -> list[tuple[int, Decimal, Decimal | None, Decimal, Decimal | None]]:
    """Month, baseline year, this year (None when it has not come), and both added up."""
    rows = []
    sums = zip(cumulative(before), cumulative(this), strict=True)
    for index, (then, now) in enumerate(sums):
        come = index < look.day.month
        rows.append((index + 1, before[index], this[index] if come else None, then, now if come else None))
    return rows


def _small(look: Look, rows: Sequence[Judged], counted: Monthly) -> list[Small]:
    courses = [
        (
            row,
            _course(
                look,
                counted.of([row.organization.pk], counted.this),
                counted.of([row.organization.pk], counted.before),
                row.standing,
            ),
        )
        for row in rows
    ]
    full = max(course.highest for _row, course in courses)
    return [
        Small(row, small(course, full, over, _small_said(row)), over, row.standing.status == Status.AT_RISK)
        for row, course in courses
        for over in [row.standing.status == Status.BREACHED]
    ]


def _small_said(row: Judged) -> str:
    return _("%(name)s：累计%(value)s，上限%(limit)s") % {
        "name": row.organization,
        "value": figure(row.standing.value),
        "limit": figure(row.standing.limit),
    }


def _bars_said(look: Look, counted: Monthly, this: list[Decimal], before: list[Decimal]) -> str:
    return _("逐月数量：%(year)s年至今%(this)s，%(base)s年全年%(before)s") % {
        "year": look.year,
        "base": counted.base,
        "this": figure(sum(this, Decimal(0))),
        "before": figure(sum(before, Decimal(0))),
    }


def _trend_said(look: Look, whole: Totals) -> str:
    return _("%(year)s年累计%(value)s，上限%(limit)s，推算全年%(forecast)s") % {
        "year": look.year,
        "value": figure(whole.value),
        "limit": figure(whole.limit),
        "forecast": figure(whole.forecast),
    }
