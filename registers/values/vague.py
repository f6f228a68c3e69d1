"""Times of a plan, which may be as vague as 4月中旬: the first and the last day that they may mean."""

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from registers.values.bad import BadValue, shown
from registers.values.dates import checked, day_of, full_year, known_year, parse_date, prepared, refuse_lost_zero
from registers.values.numerals import chinese_integer
from registers.values.text import is_blank

Span = tuple[date, date]

LONGEST = 40
PREFIX = re.compile(r"^(?:拟于|拟在|定于|暂定|初定|预计|计划|大约|拟|约|于|在)+")
SUFFIX = re.compile(r"(?:左右|前后|期间|召开|举行|开展|进行|完成)+$")
BEFORE = re.compile(r"(?:以前|之前|前)$")
DASHES = re.compile(r"-+|—+|–+|~+|至|到")
COMMAS = re.compile(r"[、,;和及]")
WHOLE_YEAR = {
    "",
    "全年",
    "年内",
    "常年",
    "全年度",
    "年度内",
    "每月",
    "每季度",
    "每季",
    "每年",
    "每周",
    "每半年",
    "长期",
}
YEAR = re.compile(r"(\d{4}|\d{2})年度?(?!月)")
YEAR_MONTH = re.compile(r"((?:19|20)\d{2})(?:[-/.](\d{1,2})|(\d{2}))月?")
MONTH = re.compile(r"(\d{1,2})(?:月份|月)(?:的?(上旬|中旬|下旬|上中旬|中下旬|上半月|下半月|初|中|底|末))?")
BARE_MONTH = re.compile(r"\d{1,2}")
QUARTER = re.compile(r"(?:第?(\d)季度?|[qQ](\d))")
# first and last day within a month; 0 stands for its end
THIRDS = {
    None: (1, 0),
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 0),
    "上中旬": (1, 20),
    "中下旬": (11, 0),
    "底": (21, 0),
    "末": (21, 0),
    "上半月": (1, 15),
    "下半月": (16, 0),
}
# first and last month
PARTS = {"上半年": (1, 6), "下半年": (7, 12), "年初": (1, 1), "年底": (12, 12), "年末": (12, 12)}


def parse_vague(cell: object, year: int | None = None) -> Span | None:
    """(first, last) day; the same twice for a day. `year` is the year of the plan, for values that have none.

    Understood: every day of `parse_date`; 3月, 2019年3月, 2019.03, 4月中旬, 月底, 一季度, 上半年, 年底, 全年, 拟4月,
    6月底前; from-to with any dash or 至, the end taking year, month and unit from the start or the other way round
    (3-5月, 3月5日至7日).
    根据需要, 待定 are refused: a plan needs a time.
    """
    if is_blank(cell):
        return None
    if isinstance(cell, date):
        day = parse_date(cell)
        return day, day
    if isinstance(cell, float | Decimal):
        refuse_lost_zero(cell)
        refuse_lost_month(cell)
    text = "" if isinstance(cell, bool) else SUFFIX.sub("", PREFIX.sub("", prepared(cell)))
    found = whole(text, year, cell) if 0 < len(text) <= LONGEST else None
    if found is None:
        message = _("“%(value)s”看不出时间；请写日期、月份或季度，如 3月5日、4月中旬、一季度。")
        raise BadValue(message % {"value": shown(cell)})
    return found


def refuse_lost_month(cell: float | Decimal) -> None:
    """2019.10 typed as a number is shown as 2019.1."""
    if re.fullmatch(r"(?:19|20)\d{2}\.1", str(cell)):
        raise BadValue(_("“%(value)s”可能是1月，也可能是10月；请写成如“2019年1月”。") % {"value": cell})


def whole(text: str, year: int | None, cell: object) -> Span | None:
    """A single time, one with an end, or several."""
    if BEFORE.search(text):
        limit = simple(BEFORE.sub("", text), year, cell)
        return limit and (date(limit[0].year, 1, 1), last_before(text, limit))
    return simple(text, year, cell) or from_to(text, year, cell) or several(text, year, cell)


def last_before(text: str, limit: Span) -> date:
    """6月底前 and 6月30日前 include that time, 6月前 ends with May; never before the year begins."""
    inclusive = re.search(r"(?:底|末|日|号|旬|年)(?:以前|之前|前)$", text)
    return limit[1] if inclusive else max(limit[0] - timedelta(days=1), date(limit[0].year, 1, 1))


def simple(text: str, year: int | None, cell: object) -> Span | None:
    """One day, month, part of a month, quarter, half or year."""
    if day := day_of(text, year, cell):
        return day, day
    if match := YEAR_MONTH.fullmatch(text):
        return months(int(match[1]), int(match[2] or match[3]), int(match[2] or match[3]), cell)
    if match := YEAR.match(text):
        year, text = full_year(match[1]), text[match.end() :]
        if BARE_MONTH.fullmatch(text):
            return None
    if text in WHOLE_YEAR:
        return months(known_year(year, cell), 1, 12, cell)
    if text in PARTS:
        return months(known_year(year, cell), *PARTS[text], cell)
    if match := QUARTER.fullmatch(text):
        quarter = int(match[1] or match[2])
        return months(known_year(year, cell), quarter * 3 - 2, quarter * 3, cell)
    if match := MONTH.fullmatch(text):
        return third(known_year(year, cell), int(match[1]), match[2], cell)
    if BARE_MONTH.fullmatch(text) and 1 <= int(text) <= 12:
        return months(known_year(year, cell), int(text), int(text), cell)
    return None


def months(year: int, first: int, last: int, cell: object) -> Span:
    """From the first day of one month to the last day of another."""
    start, end = third(year, first, None, cell), third(year, last, None, cell)
    return start[0], end[1]


def third(year: int, month: int, part: str | None, cell: object) -> Span:
    """A part of a month, or all of it."""
    if not 1 <= month <= 12:
        figures = {"value": shown(cell), "month": month}
        raise BadValue(_("“%(value)s”里的%(month)s月不存在；请改正。") % figures)
    checked(date(year, month, 1), cell)
    first, last = THIRDS[part]
    return date(year, month, first), date(year, month, last or monthrange(year, month)[1])


def from_to(text: str, year: int | None, cell: object) -> Span | None:
    """Both ends, wherever the dash is that leaves a time on either side."""
    for dash in DASHES.finditer(text):
        left, right = text[: dash.start()], text[dash.end() :]
        start = attempt(with_unit_of(left, right), year, cell)
        end = start and attempt(right_end(right, start[0]), start[0].year + (right[:2] in NEXT_YEAR), cell)
        if end and start[0] <= end[1]:
            return start[0], end[1]
    return None


NEXT_YEAR = {"次年", "翌年", "明年"}


def attempt(text: str, year: int | None, cell: object) -> Span | None:
    """As `simple`, but a side that is no time is only a wrong place for the dash."""
    try:
        return simple(text, year, cell)
    except BadValue:
        if year is None:
            raise
        return None


def with_unit_of(left: str, right: str) -> str:
    """3 in 3-5月 is 3月; 一 in 一至三季度 is 1季度."""
    number = re.search(r"(?:^|年)(\d{1,2}|[一二三四五六七八九十]{1,2})$", left)
    unit = re.search(r"月|季度|季|日", right)
    if not number or not unit:
        return left
    return f"{left[: number.start(1)]}{chinese_integer(number[1])}{unit[0]}"


def right_end(right: str, start: date) -> str:
    """7日 after 3月5日 is 3月7日."""
    right = right[2:] if right[:2] in NEXT_YEAR else right
    if match := re.fullmatch(r"(\d{1,2})[日号]", right):
        return f"{start.month}月{match[1]}日"
    return right


def several(text: str, year: int | None, cell: object) -> Span | None:
    """3月、9月: from the first to the last."""
    pieces = COMMAS.split(text)
    if len(pieces) < 2:
        return None
    found = [attempt(with_unit_of(piece, pieces[-1]), year, cell) for piece in pieces]
    if not all(found):
        return None
    return min(first for first, _last in found), max(last for _first, last in found)
