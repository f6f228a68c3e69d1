"""How long a meeting takes: minutes and half days from whatever was given."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from math import ceil

from django.utils.translation import gettext as _

from registers.values import BadValue, decimal

# a half day has at most so many minutes (measure 13)
HALF_DAY = 240
# a meeting of more days than that is a slip of the pen
LONGEST_DAYS = 60
_CLOCK = re.compile(r"(?:(\d{1,3}(?:\.\d{1,2})?)(?:个)?(半)?小?时(半)?)?(?:(\d{1,5})分钟?)?")
_APPROXIMATE = re.compile(r"^(?:一般不超过|不超过|大约|约|近|共|计|拟)+|(?:左右|以内|以下|上下)$")
_HALF_AN_HOUR = 30


@dataclass(frozen=True, slots=True)
class Duration:
    """`minutes` is None where only days are known, `half_days` where nothing is."""

    minutes: int | None = None
    half_days: int | None = None


UNKNOWN = Duration()


def of_minutes(minutes: int) -> Duration:
    """240 minutes are one half day, 241 are two."""
    return Duration(minutes, max(ceil(minutes / HALF_DAY), 1))


def of_days(days: Decimal) -> Duration:
    """半天 (0.5) is one half day, 1天 two; how many minutes that were, nobody knows."""
    return Duration(None, max(ceil(days * 2), 1))


def read_duration(cell: object, *, plain: str) -> Duration:
    """90分钟, 1.5小时, 2小时30分, 半天, 1天, 2天半; a bare number is in `plain`: "minutes" or "days".

    Blank is unknown. Raises BadValue with a sentence for what is no duration.
    """
    text = _APPROXIMATE.sub("", unicodedata.normalize("NFKC", str(cell)).replace(" ", "")) if cell is not None else ""
    clock = _CLOCK.fullmatch(text)
    if text and clock and (clock[1] or clock[4]):
        minutes = Decimal(clock[1] or 0) * 60 + int(clock[4] or 0)
        return of_minutes(int(minutes) + (_HALF_AN_HOUR if clock[2] or clock[3] else 0))
    amount = decimal(cell)
    if amount is None:
        return UNKNOWN
    if plain == "days" or any(word in text for word in ("天", "日")):
        if amount > LONGEST_DAYS:
            raise BadValue(_too_long(cell))
        return of_days(amount) if amount else UNKNOWN
    if amount != amount.to_integral_value() or amount > LONGEST_DAYS * 24 * 60:
        raise BadValue(_too_long(cell))
    return of_minutes(int(amount)) if amount else UNKNOWN


def _too_long(cell: object) -> str:
    return _("“%(value)s”不像会议的时长；请填分钟数，如 90。") % {"value": str(cell)[:40]}


def duration(
    stated: Duration, held_on: date, ended_on: date | None, starts_at: time | None, ends_at: time | None
) -> Duration:
    """What was stated stands; else the times of a meeting of one day; else the days of one of several.

    Of a meeting on one day without times or duration nothing is known. Times that turn back say nothing.
    """
    if stated.minutes is not None or stated.half_days is not None:
        return stated
    days = ((ended_on or held_on) - held_on).days + 1
    if days > 1:
        return of_days(Decimal(days))
    if starts_at is None or ends_at is None or ends_at <= starts_at:
        return UNKNOWN
    return of_minutes((ends_at.hour - starts_at.hour) * 60 + ends_at.minute - starts_at.minute)
