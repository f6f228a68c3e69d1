"""The trend as SVG: last year grey, band between the edges, ceiling black, this year blue, forecast dashed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboard.markup import joined
from dashboard.overview.trend import MONTHS, Trend
from dashboard.templatetags.figures import figure

WIDTH, HEIGHT = 382, 190
LEFT, RIGHT, TOP, BOTTOM = 36, 96, 12, 24
LINES = 4
LABEL_GAP = 15


class Plane:
    """Where a month and a figure lie. Zero is always at the bottom."""

    def __init__(self, highest: Decimal) -> None:
        self.step = _round_step(highest)
        self.top = self.step * LINES

    def x(self, month: Decimal | int) -> float:
        return round(float(LEFT + (WIDTH - LEFT - RIGHT) * (Decimal(month) - 1) / 11), 1)

    def y(self, value: Decimal | int) -> float:
        return round(float(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Decimal(value) / self.top), 1)

    def points(self, values: Iterable[Decimal], first: int = 1) -> str:
        return " ".join(f"{self.x(first + place)},{self.y(value)}" for place, value in enumerate(values))


def _round_step(highest: Decimal) -> int:
    """The distance between gridlines: 1, 2, 3 or 5 times a power of ten, at most four of them."""
    size = 1
    while True:
        for factor in (1, 2, 3, 5):
            if factor * size * LINES >= highest:
                return factor * size
        size *= 10


def drawn(trend: Trend) -> SafeString:
    plane = Plane(trend.top)
    low, high = trend.edge(trend.stretch), trend.edge(trend.limit)
    parts = [_grid(plane)]
    if low and high:
        band = f"{plane.points(high)} " + " ".join(reversed(plane.points(low).split()))
        parts += [format_html('<polygon class="jf-trend-band" points="{}"/>', band), _path(plane, low, "low")]
    parts += [_path(plane, trend.before, "before")]
    if high:
        parts.append(_path(plane, high, "limit"))
    parts += [_path(plane, trend.now, "now"), *_ahead(plane, trend), _today(plane, trend), _labels(plane, trend)]
    return format_html(
        '<svg class="jf-trend" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        HEIGHT,
        in_words(trend),
        joined(parts),
    )


def _grid(plane: Plane) -> SafeString:
    values = [plane.step * line for line in range(LINES + 1)]
    lines = format_html_join(
        "",
        '<line class="jf-trend-grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>'
        '<text x="{3}" y="{4}" text-anchor="end">{5}</text>',
        ((LEFT, WIDTH - RIGHT, plane.y(v), LEFT - 6, plane.y(v) + 4, v) for v in values),
    )
    months = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((plane.x(m), HEIGHT - 6, _("%(month)s月") % {"month": m} if m == 1 else m) for m in range(1, 13, 2)),
    )
    return lines + months


def _path(plane: Plane, values: Sequence[Decimal], look: str) -> SafeString:
    return format_html('<polyline class="jf-trend-line jf-trend-{}" points="{}"/>', look, plane.points(values))


def _ahead(plane: Plane, trend: Trend) -> list[SafeString]:
    if trend.forecast is None or len(trend.now) == len(MONTHS):
        return []
    months = len(trend.now)
    points = f"{plane.x(months)},{plane.y(trend.now[-1])} {plane.x(12)},{plane.y(trend.forecast)}"
    return [format_html('<polyline class="jf-trend-line jf-trend-ahead" points="{}"/>', points)]


def _today(plane: Plane, trend: Trend) -> SafeString:
    x, y = plane.x(len(trend.now)), plane.y(trend.now[-1])
    return format_html(
        '<circle class="jf-trend-dot" cx="{0}" cy="{1}" r="3.5"/>'
        '<text class="jf-trend-figure" x="{0}" y="{2}" text-anchor="middle">{3}</text>',
        x,
        y,
        min(y + 18, HEIGHT - BOTTOM - 3),
        figure(trend.now[-1]),
    )


def _labels(plane: Plane, trend: Trend) -> SafeString:
    """Names at the ends of the lines, pushed apart so that none covers another."""
    ends: list[tuple[str, str, Decimal | None]] = [
        (
            "before",
            _("%(year)s年 %(figure)s") % {"year": trend.baseline_year, "figure": figure(trend.before[-1])},
            trend.before[-1],
        ),
        ("limit", _("上限 %(figure)s") % {"figure": figure(trend.limit)}, trend.limit),
        ("low", _("下沿 %(figure)s") % {"figure": figure(trend.stretch)}, trend.stretch),
    ]
    if len(trend.now) < len(MONTHS):
        ends.append(("ahead", _("预测 %(figure)s") % {"figure": figure(trend.forecast)}, trend.forecast))
    placed = sorted((plane.y(value) + 4, look, text) for look, text, value in ends if value is not None)
    rows, floor = [], float(TOP)
    for y, look, text in placed:
        floor = max(y, floor)
        rows.append((look, WIDTH - RIGHT + 6, floor, text))
        floor += LABEL_GAP
    overflow = max(rows[-1][2] - (HEIGHT - 4), 0) if rows else 0
    return format_html_join(
        "",
        '<text class="jf-trend-end jf-trend-end-{}" x="{}" y="{}">{}</text>',
        ((look, x, round(y - overflow, 1), text) for look, x, y, text in rows),
    )


def in_words(trend: Trend) -> str:
    """One sentence in place of the picture."""
    return _(
        "%(name)s累计：%(earlier)s年全年%(before)s%(unit)s，%(year)s年到%(month)s月%(now)s%(unit)s，上限%(limit)s%(unit)s，预测%(forecast)s%(unit)s"
    ) % {
        "name": trend.name,
        "unit": trend.unit,
        "earlier": trend.baseline_year,
        "before": figure(trend.before[-1]),
        "year": trend.year,
        "month": trend.as_of.month,
        "now": figure(trend.now[-1]),
        "limit": figure(trend.limit),
        "forecast": figure(trend.forecast),
    }


def series(trend: Trend) -> dict[str, Any]:
    """The same lines for the chart with hovering (static/js/trend.js)."""
    numbers = {
        "before": trend.before,
        "now": trend.now,
        "limit": trend.edge(trend.limit),
        "low": trend.edge(trend.stretch),
    }
    words = {
        "before": _("%(year)s年") % {"year": trend.baseline_year},
        "now": _("%(year)s年") % {"year": trend.year},
        "limit": _("上限"),
        "low": _("下沿"),
        "month": _("月"),
        "label": in_words(trend),
    }
    return {"words": words} | {name: [round(float(value), 1) for value in values] for name, values in numbers.items()}
