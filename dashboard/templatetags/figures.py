"""Figures and days as officials write them: true minus, no trailing zeros, a dash where nothing is known."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.formats import date_format
from django.utils.translation import pgettext

from measures.rules import percent_shown

register = template.Library()

UNKNOWN = "—"
TENTH = Decimal("0.1")


@register.filter
def figure(value: Decimal | int | None) -> str:
    """A count or sum, to one decimal where it is not whole: 427, 9.5; “—” for None."""
    if value is None:
        return UNKNOWN
    exact = Decimal(value)
    if exact != exact.to_integral_value():
        exact = exact.quantize(TENTH, ROUND_HALF_UP)
    whole = exact == exact.to_integral_value()
    return f"{int(exact) if whole else exact}".replace("-", "−")


@register.filter
def beside(value: Decimal | None, limit: Decimal | None) -> str:
    """A figure next to its limit, with as many places as it takes to stay on its own side: 19.04 beside 19."""
    if value is None or limit is None or value == limit:
        return figure(value)
    step = TENTH
    while (rounded := value.quantize(step, ROUND_HALF_UP)) == limit or (rounded > limit) != (value > limit):
        step /= 10
    return figure(value) if step == TENTH else f"{rounded}".replace("-", "−")


def percent(share: Decimal | None, thresholds: tuple[Decimal, ...] = ()) -> str:
    """A share as percent to one decimal, signed, never rounded across one of the thresholds: −38.6%."""
    if share is None:
        return UNKNOWN
    shown = percent_shown(share, thresholds)
    return f"{shown:+}%".replace("-", "−")


@register.filter
def change(reduction: Decimal | None) -> str:
    """A reduction (0.386 is 38.6 % fewer) as the change that people speak of: −38.6%."""
    return percent(None if reduction is None else -reduction)


@register.filter
def day(value: date | None) -> str:
    """10月15日; 15 Oct."""
    return UNKNOWN if value is None else date_format(value, pgettext("day format", "n月j日"))


@register.filter
def full_day(value: date | None) -> str:
    """2019年10月15日; 15 Oct 2019."""
    return UNKNOWN if value is None else date_format(value, pgettext("full day format", "Y年n月j日"))


@register.filter
def short_day(value: date | None) -> str:
    """10-15, for lists of one year."""
    return UNKNOWN if value is None else f"{value:%m-%d}"
