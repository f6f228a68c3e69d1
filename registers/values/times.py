"""Times of day."""

import re
from datetime import datetime, time

from django.utils.translation import gettext as _

from registers.values.bad import BadValue, shown
from registers.values.dates import spelled_out
from registers.values.text import condensed, is_blank

CLOCK = re.compile(r"(上午|下午|晚上|晚|中午)?(\d{1,2})(?::|[时点])(?:(\d{1,2})分?|(半)|整)?(?::\d{2})?")
AFTERNOON = {"下午", "晚上", "晚"}
MINUTES_OF_DAY = 24 * 60


def parse_time(cell: object) -> time | None:
    """Hour and minute: 9:00, 09:00:00, 14时30分, 下午3点半, a date with a time, the day's fraction in a sheet."""
    if is_blank(cell):
        return None
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, float) and 0 <= cell < 1:
        minutes = round(cell * MINUTES_OF_DAY) % MINUTES_OF_DAY
        return time(minutes // 60, minutes % 60)
    match = CLOCK.fullmatch(spelled_hours(condensed(cell)))
    if match:
        hour, minute = int(match[2]), 30 if match[4] else int(match[3] or 0)
        hour += 12 if match[1] in AFTERNOON and hour < 12 else 0
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise BadValue(_("“%(value)s”不是时间；请写成如 9:00 或 14:30。") % {"value": shown(cell)})


def spelled_hours(text: str) -> str:
    """三点 is 3点."""
    return spelled_out(text.replace("点", "号").replace("时", "号")).replace("号", "点")
