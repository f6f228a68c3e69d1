"""Days as offices write them."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from registers.values.bad import BadValue, shown
from registers.values.numerals import CHARACTERS, chinese_integer
from registers.values.text import condensed, folded, is_blank

SHANGHAI = ZoneInfo("Asia/Shanghai")
# day 0 of sheet programs, once their 29 February 1900 is left behind
DAY_ZERO = date(1899, 12, 30)
# day numbers of 1950-01-01 and 2099-12-31
SERIALS = range(18_264, 73_051)
YEARS = range(1949, 2100)
# two digits of a year: 50 to 99 are the last century
TURN = 50

ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
LABEL = re.compile(r"^[^\d:]{1,10}:")
CLOCK = re.compile(
    r"(?<=[\d日号])[T ]?(?:上午|下午|晚上?)? ?\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d{1,9})?)?|[时点](?:\d{1,2}分?|半|整)?)$"
)
ZONED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})")
WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?$")
SPELLED = re.compile(f"[{CHARACTERS}\\d]+(?=[年月日号季])")
YEAR_MONTH_DAY = re.compile(r"(\d{4}|\d{2})(?:年|([-/.]))(\d{1,2})[月\-/.](\d{1,2})[日号]?\.?")
MONTH_DAY = re.compile(r"(\d{1,2})[月\-/.](\d{1,2})[日号]?")
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


def parse_date(cell: object, year: int | None = None) -> date | None:
    """The day; `year` is the year of the import, for 3月5日 and 3.5. Blank is None.

    Understood: real dates, 2019-03-05 and the same with / or ., 19.3.5, 20190305, 2019年3月5日, 二〇一九年三月五日, a
    label before it, a weekday or a time of day after it (a time with a zone becomes the day in Shanghai), the day
    numbers of sheet programs. A number such as 3.1 is refused: it may have been 3.10.
    """
    if is_blank(cell):
        return None
    if isinstance(cell, datetime):
        return checked((cell.astimezone(SHANGHAI) if cell.tzinfo else cell).date(), cell)
    if isinstance(cell, date):
        return checked(cell, cell)
    if isinstance(cell, float | Decimal):
        refuse_lost_zero(cell)
    day = None if isinstance(cell, bool) else day_of(prepared(cell), year, cell)
    if day is None:
        raise BadValue(_("“%(value)s”看不出是哪一天；请写成如 2019-03-05。") % {"value": shown(cell)})
    return day


def prepared(cell: object) -> str:
    """The date alone: no label, no time of day, no weekday, Chinese numerals as digits."""
    line = folded(cell)
    if ISO.fullmatch(line):
        return line
    line = LABEL.sub("", line).strip()
    if ZONED.fullmatch(line):
        return datetime.fromisoformat(line).astimezone(SHANGHAI).date().isoformat()
    return spelled_out(condensed(CLOCK.sub("", WEEKDAY.sub("", line).strip())))


def spelled_out(text: str) -> str:
    """Chinese numerals before 年, 月, 日, 号, 季 as digits."""

    def digits(match: re.Match) -> str:
        number = chinese_integer(match[0])
        return match[0] if number is None or (match[0].isascii() and match[0].isdigit()) else str(number)

    return SPELLED.sub(digits, text)


def day_of(text: str, year: int | None, cell: object) -> date | None:
    """The day that a prepared text names; None when it has no such form, BadValue when that day does not exist."""
    if match := YEAR_MONTH_DAY.fullmatch(text):
        refuse_foreign_order(match, cell)
        return made(full_year(match[1]), match[3], match[4], cell)
    if match := COMPACT.fullmatch(text):
        return made(int(match[1]), match[2], match[3], cell)
    if (match := SERIAL.fullmatch(text)) and int(match[1]) in SERIALS:
        return DAY_ZERO + timedelta(days=int(match[1]))
    if match := MONTH_DAY.fullmatch(text):
        return made(known_year(year, cell), match[1], match[2], cell)
    return None


def full_year(digits: str) -> int:
    """19 is 2019, 98 is 1998."""
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= TURN else 2000)


def known_year(year: int | None, cell: object) -> int:
    """The year of the import, where the value has none."""
    if year is None:
        raise BadValue(_("“%(value)s”没有年份；请写全，如 2019-03-05。") % {"value": shown(cell)})
    return year


def made(year: int, month: str, day: str, cell: object) -> date:
    """The day, or what about it does not exist."""
    figures = {"value": shown(cell), "year": year, "month": int(month), "day": int(day)}
    if not 1 <= int(month) <= 12:
        raise BadValue(_("“%(value)s”里的%(month)s月不存在；请写成如 2019-03-05。") % figures)
    try:
        made_day = date(year, int(month), int(day))
    except ValueError:
        raise BadValue(_("“%(value)s”里的日期不存在：%(year)s年%(month)s月没有%(day)s日；请改正。") % figures) from None
    return checked(made_day, cell)


def checked(day: date, cell: object) -> date:
    if day.year not in YEARS:
        raise BadValue(_("“%(value)s”的年份 %(year)s 不合理；请核对。") % {"value": shown(cell), "year": day.year})
    return day


def refuse_lost_zero(cell: float | Decimal) -> None:
    """A sheet shows 3.10 that was typed as a number as 3.1; both are days, so nobody can tell which."""
    match = re.fullmatch(r"(\d{1,2})\.([123])", str(cell))
    if match and 1 <= int(match[1]) <= 12 and not (match[2] == "3" and match[1] == "2"):
        figures = {"value": cell, "month": match[1], "day": match[2]}
        message = _(
            "“%(value)s”可能是%(month)s月%(day)s日，也可能是%(month)s月%(day)s0日；请写成如“%(month)s月%(day)s日”。"
        )
        raise BadValue(message % figures)


def refuse_foreign_order(match: re.Match, cell: object) -> None:
    """03/05/19 is a day of 2003 here and of 2019 abroad."""
    if match[2] == "/" and len(match[1]) == 2 and int(match[1]) <= 12 and len(match[4]) == 2:
        raise BadValue(_("“%(value)s”看不出哪个是年份；请写成如 2019-03-05。") % {"value": shown(cell)})
