"""Parameters of rules as a catalogue writes them, turned into exact, valid values or refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from measures.rules.days import MonthDay

METRIC_NAME = re.compile(r"[a-z][a-z_]*\.[a-z][a-z0-9_]*")
FIRST_YEAR, LAST_YEAR = 1990, 2100

Parser = Callable[[object], Any]


class ParameterError(ValueError):
    """A rule that does not exist, or a parameter that it cannot take; the message says which and why."""


def number(value: object) -> Decimal:
    """Whole or decimal, 0 or more; never a float, which is not exact."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ParameterError(_("应为数字"))
    exact = Decimal(value)
    if not exact.is_finite() or exact < 0:
        raise ParameterError(_("应为不小于0的数"))
    return exact


def share(value: object) -> Decimal:
    """0 … 1: 0.30 is 30 %."""
    exact = number(value)
    if exact > 1:
        raise ParameterError(_("应在0到1之间（30%写作0.30）"))
    return exact


def whole(value: object) -> int:
    exact = number(value)
    if exact != int(exact):
        raise ParameterError(_("应为整数"))
    return int(exact)


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ParameterError(_("应为 true 或 false"))
    return value


def metric_name(value: object) -> str:
    """`register_app.what_counts`."""
    if not isinstance(value, str) or not METRIC_NAME.fullmatch(value):
        raise ParameterError(_("应为指标名，如 documents.to_grassroots"))
    return value


def baseline(value: object) -> str | int:
    """`previous_year`, a year, or the name of a metric of the same year."""
    if value == "previous_year":
        return "previous_year"
    if isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR:
        return value
    if isinstance(value, str) and METRIC_NAME.fullmatch(value):
        return value
    raise ParameterError(_("应为 previous_year、一个年份或同年的指标名"))


def month_day(value: object) -> MonthDay:
    """`06-30`."""
    try:
        return MonthDay.parse(value if isinstance(value, str) else "")
    except ValueError as error:
        raise ParameterError(_("应为存在的日期，写作“月-日”，如 06-30")) from error


def month_days(value: object) -> tuple[MonthDay, ...]:
    """One day, or a list of days, in the order of the year."""
    days = value if isinstance(value, list | tuple) else [value]
    if not days:
        raise ParameterError(_("至少要有一个日期"))
    return tuple(sorted({month_day(day) for day in days}))
