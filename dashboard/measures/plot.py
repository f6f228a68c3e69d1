"""Where figures stand on a drawing, with its axes: zero baseline, at most four grid lines (DESIGN.md §9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboard.templatetags.figures import figure


@dataclass(frozen=True)
class Plot:
    """The edges of what is plotted, in pixels of the drawing; `full` is the figure at the top edge."""

    left: float
    right: float
    top: float
    bottom: float
    full: Decimal

    def y(self, value: Decimal) -> float:
        share = float(value / self.full) if self.full else 0.0
        return round(self.bottom - (self.bottom - self.top) * share, 1)

    def x(self, share: float) -> float:
        return round(self.left + (self.right - self.left) * share, 1)

    def path(self, points: Iterable[tuple[float, Decimal]]) -> str:
        return "M" + "L".join(f"{self.x(share)} {self.y(value)}" for share, value in points)


def rounded_up(value: Decimal) -> Decimal:
    """A whole figure at or above the value that four grid lines divide evenly: 4, 8, 20, 40, 80, 120, 200, …"""
    step = Decimal(1)
    while True:
        for times in (1, 2, 3, 5):
            if step * times * 4 >= value:
                return step * times * 4
        step *= 10


def grid(plot: Plot) -> SafeString:
    lines = [(plot.full * part / 4) for part in range(5)]
    return format_html_join(
        "",
        '<path d="M{} {}H{}" class="jf-grid"/><text x="{}" y="{}" class="jf-axis jf-axis-y">{}</text>',
        ((plot.left, plot.y(one), plot.right, plot.left - 6, plot.y(one) + 4, figure(one)) for one in lines),
    )


def month_names(plot: Plot) -> SafeString:
    names = [_("1月"), *(str(month) for month in range(2, 13))]
    return format_html_join(
        "",
        '<text x="{}" y="{}" class="jf-axis jf-axis-x">{}</text>',
        ((plot.x((index + 0.5) / 12), plot.bottom + 16, name) for index, name in enumerate(names)),
    )


def framed(width: int, height: int, said: str, drawn: SafeString) -> SafeString:
    return format_html(
        '<svg class="jf-drawing" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>', width, height, said, drawn
    )
