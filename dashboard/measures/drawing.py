"""Monthly bars, the cumulative trend and small multiples as SVG on the server (DESIGN.md §9).

No legend where a line can carry its own label; the figures stand in a table beside the drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboard.markup import joined
from dashboard.measures.course import Course
from dashboard.measures.plot import Plot, framed, grid, month_names, rounded_up
from dashboard.templatetags.figures import figure


def month_bars(this: Sequence[Decimal], before: Sequence[Decimal], last_month: int, said: str) -> SafeString:
    """Grey: the baseline year; blue: this year up to its last month."""
    plot = Plot(34, 470, 12, 180, rounded_up(max([*this, *before, Decimal(4)])))
    width = (plot.right - plot.left) / 12
    bars = []
    for index, (now, then) in enumerate(zip(this, before, strict=True)):
        start = plot.left + width * index
        bars.append((start + width * 0.16, plot.y(then), width * 0.3, plot.bottom - plot.y(then), "jf-bar-before"))
        if index < last_month:
            bars.append((start + width * 0.5, plot.y(now), width * 0.3, plot.bottom - plot.y(now), "jf-bar-this"))
    drawn = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>',
        ((round(x, 1), y, round(w, 1), round(h, 1), look) for x, y, w, h, look in bars),
    )
    return framed(480, 204, said, grid(plot) + drawn + month_names(plot))


def trend(course: Course, base: int, said: str) -> SafeString:
    plot = Plot(34, 370, 12, 180, rounded_up(course.highest))
    parts = [grid(plot)]
    labels: list[tuple[Decimal, str, str]] = []
    if course.limit is not None and course.stretch is not None:
        band = plot.path([*course.edge(course.limit), *reversed(course.edge(course.stretch))])
        parts.append(format_html('<path d="{}Z" class="jf-band"/>', band))
        labels.append((course.stretch, _("下沿%(value)s") % {"value": figure(course.stretch)}, "jf-end-ok"))
    if course.limit is not None:
        parts.append(format_html('<path d="{}" class="jf-line-limit"/>', plot.path(course.edge(course.limit))))
        labels.append((course.limit, _("上限%(value)s") % {"value": figure(course.limit)}, "jf-end-limit"))
    if course.before and course.before[-1]:
        before = [(0.0, Decimal(0)), *(((m + 1) / 12, value) for m, value in enumerate(course.before))]
        parts.append(format_html('<path d="{}" class="jf-line-before"/>', plot.path(before)))
        said_before = _("%(year)s年%(value)s") % {"year": base, "value": figure(course.before[-1])}
        labels.append((course.before[-1], said_before, "jf-end-before"))
    parts.append(_now(plot, course, labels))
    parts.append(_labelled(plot, labels))
    parts.append(month_names(plot))
    return framed(480, 204, said, joined(parts))


def _now(plot: Plot, course: Course, labels: list[tuple[Decimal, str, str]]) -> SafeString:
    line = course.line
    share, value = line[-1]
    drawn = format_html('<path d="{}" class="jf-line-this"/>', plot.path(line))
    if course.forecast is not None and share < 1:
        ahead = plot.path([(share, value), (1.0, course.forecast)])
        drawn += format_html('<path d="{}" class="jf-line-forecast"/>', ahead)
        over = course.limit is not None and course.forecast > course.limit
        said = _("推算%(value)s") % {"value": figure(course.forecast)}
        labels.append((course.forecast, said, "jf-end-warn" if over else "jf-end-this"))
    x, y = plot.x(share), plot.y(value)
    drawn += format_html('<circle cx="{}" cy="{}" r="3" class="jf-dot-this"/>', x, y)
    label = '<text x="{}" y="{}" class="jf-end jf-end-now">{}</text>'
    # on the side of the line where the ceiling is not
    ahead_of_limit = course.limit is not None and value > course.edge(course.limit)[len(line) - 1][1]
    return drawn + format_html(label, x, y - 8 if ahead_of_limit else y + 16, figure(value))


def _labelled(plot: Plot, labels: list[tuple[Decimal, str, str]]) -> SafeString:
    """Labels at the line ends, moved apart so that none covers another."""
    placed, above = [], -100.0
    for value, text, look in sorted(labels, key=lambda label: -label[0]):
        above = max(plot.y(value) + 4, above + 15)
        placed.append((plot.right + 6, above, look, text))
    return format_html_join("", '<text x="{}" y="{}" class="jf-end {}">{}</text>', placed)


def small(course: Course, full: Decimal, over: bool, said: str) -> SafeString:
    """One organization; the scale is that of all of them."""
    plot = Plot(0, 146, 4, 54, full)
    parts = [SafeString('<path d="M0 54H146" class="jf-grid"/>')]
    if course.baseline is not None:
        parts.append(format_html('<path d="M0 {}H146" class="jf-line-baseline"/>', plot.y(course.baseline)))
    if course.limit is not None:
        parts.append(format_html('<path d="M0 {}H146" class="jf-line-limit"/>', plot.y(course.limit)))
    line, look = course.line, "over" if over else "this"
    share, value = line[-1]
    parts.append(format_html('<path d="{}" class="jf-line-{}"/>', plot.path(line), look))
    if course.forecast is not None and share < 1:
        ahead = plot.path([(share, value), (1.0, min(course.forecast, full))])
        parts.append(format_html('<path d="{}" class="jf-line-{} jf-dashed"/>', ahead, look))
    parts.append(format_html('<circle cx="{}" cy="{}" r="2.6" class="jf-dot-{}"/>', plot.x(share), plot.y(value), look))
    return framed(146, 58, said, joined(parts))
