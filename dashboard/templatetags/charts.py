"""Small charts as SVG on the server: seen without JavaScript, printed, read aloud (DESIGN.md §9)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboard.markup import joined
from dashboard.templatetags.figures import figure

register = template.Library()


class Judged(Protocol):
    """What a bullet bar draws: a Standing, or anything with its figures."""

    value: Decimal | None
    baseline: Decimal | None
    same_period: Decimal | None
    limit: Decimal | None
    stretch: Decimal | None
    forecast: Decimal | None


def _scale(judged: Judged) -> Decimal:
    """The figure at the right end: the whole baseline year, or whatever goes beyond it."""
    drawn = (judged.baseline, judged.limit, judged.value, judged.forecast, judged.same_period)
    return max((one for one in drawn if one is not None), default=Decimal(0)) or Decimal(1)


class Track:
    """Places on the track in percent of its width."""

    def __init__(self, full: Decimal) -> None:
        self.full = Decimal(full)

    def at(self, value: Decimal) -> str:
        return f"{min(max(value / self.full, Decimal(0)), Decimal(1)) * 100:.2f}%"

    def bar(self, start: Decimal, end: Decimal, y: float, height: float, look: str) -> SafeString:
        return format_html(
            '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>',
            self.at(start),
            y,
            self.at(max(end - start, Decimal(0))),
            height,
            look,
        )


@register.simple_tag
def bullet(judged: Judged, name: str = "") -> SafeString:
    """Track: the baseline year; tint: the target band; solid: so far; hatched: forecast; tick: ceiling; ▽: same period.

    Red only when the actual figure is past the ceiling; print the three figures below it.
    """
    track = Track(_scale(judged))
    value, limit = judged.value or Decimal(0), judged.limit
    over = limit is not None and value > limit
    look = "jf-bullet-over" if over else "jf-bullet-actual"
    parts: list[Any] = [track.bar(Decimal(0), track.full, 8, 10, "jf-bullet-track")]
    if judged.stretch is not None and limit is not None:
        parts.append(track.bar(judged.stretch, limit, 8, 10, "jf-bullet-zone"))
    if judged.forecast is not None and judged.forecast > value:
        parts.append(track.bar(value, judged.forecast, 10.5, 5, f"{look}-forecast"))
    parts.append(track.bar(Decimal(0), value, 9.5, 7, look))
    if limit is not None:
        parts.append(_mark(track.at(limit), "M-1 4v18", "jf-bullet-limit"))
    if judged.same_period is not None:
        parts.append(_mark(track.at(judged.same_period), "M-4 1.5h8l-4 6Z", "jf-bullet-same"))
    return _chart(parts, _spoken(judged, name))


def _mark(x: str, path: str, look: str) -> SafeString:
    return format_html('<svg x="{}" overflow="visible"><path d="{}" class="{}"/></svg>', x, path, look)


def _chart(parts: list[Any], spoken: str) -> SafeString:
    drawn = joined(parts)
    return format_html(
        '<svg class="jf-bullet" width="100%" height="26" role="img" aria-label="{}">{}</svg>', spoken, drawn
    )


def _spoken(judged: Judged, name: str) -> str:
    return _("%(name)s：累计%(value)s，同期%(same)s，上限%(limit)s，预测%(forecast)s") % {
        "name": name,
        "value": figure(judged.value),
        "same": figure(judged.same_period),
        "limit": figure(judged.limit),
        "forecast": figure(judged.forecast),
    }


@register.simple_tag
def stacked(*shares: Any) -> SafeString:
    """A bar of parts: figure, tone, figure, tone, … (tones: actual, second, over); empty parts are left out."""
    parts = [(Decimal(amount or 0), look) for amount, look in zip(shares[::2], shares[1::2], strict=True)]
    track = Track(sum((amount for amount, _look in parts), Decimal(0)) or Decimal(1))
    drawn, start = [track.bar(Decimal(0), track.full, 8, 10, "jf-bullet-track")], Decimal(0)
    for amount, look in parts:
        tall = look == "over"
        drawn.append(track.bar(start, start + amount, 5 if tall else 9.5, 16 if tall else 7, f"jf-bullet-{look}"))
        start += amount
    bar = joined(drawn)
    return format_html('<svg class="jf-bullet" width="100%" height="26" aria-hidden="true">{}</svg>', bar)


@register.simple_tag
def hatched() -> SafeString:
    """The place of a bar where there is nothing to draw."""
    return SafeString(
        '<svg class="jf-bullet" width="100%" height="26" aria-hidden="true">'
        '<rect x="0" y="8" width="100%" height="10" class="jf-bullet-nothing"/></svg>'
    )
