"""The year of a county as a heat strip: a column a week, four steps of one blue, what is to come outlined."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from dashboard.calendar.load import Load
from dashboard.markup import joined

WIDE, HIGH = 17, 13
STEP_X, STEP_Y = 19.6, 15
TOP = 18
NOTHING = Load()


def strip(year: int, days: Mapping[date, Load], today: date, name: str) -> SafeString:
    """`name` says it all in one sentence for those who do not see it."""
    first = date(year, 1, 1)
    monday = first - timedelta(days=first.weekday())
    columns = (date(year, 12, 31) - monday).days // 7 + 1
    cells = (_cell(first + timedelta(days=n), monday, days, today) for n in range((date(year + 1, 1, 1) - first).days))
    labels = (_label(date(year, month, 1), monday) for month in range(1, 13))
    wide = columns * STEP_X - (STEP_X - WIDE)
    return format_html(
        '<svg class="jf-heat-strip" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}{}</svg>',
        f"{wide:.1f}",
        TOP + 7 * STEP_Y,
        f"{wide:.0f}",
        TOP + 7 * STEP_Y,
        name,
        joined(labels),
        joined(cells),
    )


def _label(month: date, monday: date) -> SafeString:
    text = pgettext("month of the strip", "%(month)s月") % {"month": month.month}
    return format_html('<text x="{}" y="11">{}</text>', f"{(month - monday).days // 7 * STEP_X:.1f}", text)


def _cell(day: date, monday: date, days: Mapping[date, Load], today: date) -> SafeString:
    step = days.get(day, NOTHING).step
    look = (
        f"jf-heat-{step}" + (" jf-heat-next" if step and day > today else "") + (" jf-heat-now" if day == today else "")
    )
    column, row = divmod((day - monday).days, 7)
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>',
        look,
        f"{column * STEP_X:.1f}",
        TOP + row * STEP_Y,
        WIDE,
        HIGH,
    )
