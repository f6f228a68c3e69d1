"""Numbers of documents (发文字号), in whatever brackets they come."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from registers.values import shapes
from registers.values.bad import BadValue, shown
from registers.values.flags import flag_sentence
from registers.values.numerals import chinese_integer
from registers.values.series import AGENCY, NO_SERIES, is_series, kind_of, lacks_issuer, series_of, with_issuer
from registers.values.text import condensed, folded, is_blank

__all__ = ["Number", "document_number", "flag_sentence", "search_key"]

NOTHING = frozenset(["无文号", "无字号", "无号", "没有", "没有文号", "无发文字号", "暂无", "未编号", "白头"])
LABEL = re.compile(r"^[^\d:〔\[【(]{1,10}:")
JOINT = re.compile(r"(?P<before>(?:\S+ )+\S+?(?:公告|通告|令)?) ?(?P<year>(?:19|20)\d{2})年第(?P<serial>\d{1,9})号")
LONGEST_CELL = 300
YEARS = range(1900, 2100)
TURN = 50


@dataclass(frozen=True)
class Number:
    """冀办发〔2019〕12号 is series 冀办发, year 2019, serial 12, kind 号; `text` is how it is always shown.

    `kind` is 令, 公告 or 通告 for numbers of those. `year` is None for running numbers, `series` empty where none can
    be told (flag `no_series`). `raw` is the cell as it came, `flags` are keys of flags.FLAGS.
    """

    series: str
    year: int | None
    serial: int
    kind: str
    text: str
    raw: str
    flags: tuple[str, ...] = ()


def document_number(cell: object, *, issuer: str = "") -> Number | None:
    """The number in the cell; None for blank, 无 and 无文号. `issuer` completes 省政府令第219号 and 公告2018年第14号.

    Understood: any bracket or a mix, none at all, spaces and characters without width, full-width digits, a year of
    two digits, leading zeros, 第…号, 号 missing, a label before it, a title run into it, numerals. What was odd and may
    be wrong is flagged; what cannot be a number at all is a BadValue. Of several numbers the first counts.
    """
    if isinstance(cell, str) and (number := canonical(cell, cell)):
        return number
    if is_blank(cell) or condensed(cell) in NOTHING:
        return None
    if isinstance(cell, date):
        message = _("“%(value)s”被表格软件当成了日期；请把发文字号改为文本格式后重新填写。")
        raise BadValue(message % {"value": shown(cell)})
    line = LABEL.sub("", folded(cell)).strip()
    if len(line) > LONGEST_CELL:
        raise unreadable(cell)
    compact = line.replace(" ", "")
    number = canonical(compact, cell) or joint(line, cell) or read(compact, cell, issuer)
    if number.text != compact and not reads_back(number):
        raise unreadable(cell)
    return number


def reads_back(number: Number) -> bool:
    """What is shown must be read as the same number, or a second import of our own export would change it."""
    try:
        again = joint(number.text, number.text) or read(number.text.replace(" ", ""), number.text, "")
    except BadValue:
        return False
    return (again.text, again.series, again.serial) == (number.text, number.series, number.serial)


def canonical(text: str, cell: object) -> Number | None:
    """The usual case, at once: nothing to put right."""
    match = shapes.CANONICAL.fullmatch(text)
    if not match or not plain(match[1]):
        return None
    return Number(match[1], int(match[2]), int(match[3]), kind_of(match[1]), text, str(cell))


def plain(series: str) -> bool:
    """Nothing about the series that needs a second look."""
    return series not in NO_SERIES and "的" not in series and series[0] != "号" and not lacks_issuer(series)


def joint(line: str, cell: object) -> Number | None:
    """财政部 海关总署 税务总局 2023年第34号: several organs announce together, a space between their names."""
    match = JOINT.fullmatch(line)
    names = match["before"].split(" ") if match else []
    if not all(AGENCY.search(name) for name in names[:-1]) or not names:
        return None
    series = " ".join(names)
    if not series.endswith(("公告", "通告", "令")):
        if not AGENCY.search(series):
            return None
        series += "公告"
    year, serial = int(match["year"]), int(match["serial"])
    return Number(series, year, serial, kind_of(series), f"{series}{year}年第{serial}号", str(cell))


def read(text: str, cell: object, issuer: str) -> Number:
    """The first shape that fits."""
    flags: list[str] = []
    text = corrected(unwrapped(text), flags)
    for pattern, style in ((shapes.BRACKETED, bracketed), (shapes.YEARLY, yearly), (shapes.RUNNING, running)):
        match = pattern.fullmatch(text)
        if match:
            return style(match, flags, cell, issuer)
        if shapes.UNFINISHED.search(text):
            message = _("“%(value)s”缺少序号；请补全，如“冀办发〔2019〕12号”，没有编号的请留空。")
            raise BadValue(message % {"value": shown(cell)})
    raise unreadable(cell)


def unwrapped(text: str) -> str:
    """（冀办发〔2019〕12号） without the brackets around all of it."""
    while len(text) > 2 and text[0] + text[-1] in {"()", "[]", "【】", "《》", "“”", '""', "''"}:
        inner = text[1:-1]
        if text[0] in inner and inner.find(text[-1]) < inner.find(text[0]):
            break
        text = inner
    return text


def corrected(text: str, flags: list[str]) -> str:
    """〔2O19〕 with the letter O is 〔2019〕, and a year in front of the series goes behind it."""
    for pattern in (shapes.MISTYPED_YEAR, shapes.MISTYPED_SERIAL):
        better = pattern.sub(lambda match: match[0].translate(shapes.LETTERS), text)
        if better != text:
            flags.append("letters")
            text = better
    if match := shapes.YEAR_FIRST.fullmatch(text):
        flags.append("year_first")
        text = f"{match[2]}〔{match[1]}〕{match[3]}"
    return text


def bracketed(match: re.Match, flags: list[str], cell: object, issuer: str) -> Number:
    """冀办发〔2019〕12号."""
    year = match["year"] or match["year_after"] or match["year_before"]
    if not match["open"] or match["open"] + match["close"] not in shapes.PAIRS:
        flags.append("brackets")
    if not year.isascii() or not year.isdigit():
        year = str(chinese_integer(year) or 0)
    elif len(year) == 2:
        flags.append("short_year")
        year = str(int(year) + (1900 if int(year) >= TURN else 2000))
    return assembled(match, int(year), flags, cell, issuer, "{series}〔{year}〕{serial}号")


def yearly(match: re.Match, flags: list[str], cell: object, issuer: str) -> Number:
    """公告2018年第14号; 冀办发2019第12号 only lacks its brackets."""
    series, _fragment = series_of(match["before"])
    announced = kind_of(series) != "号" or (AGENCY.search(series) and match["shape"] == "年第")
    if announced:
        return assembled(match, int(match["year"]), flags, cell, issuer, "{series}{year}年第{serial}号")
    flags.append("no_brackets")
    return assembled(match, int(match["year"]), flags, cell, issuer, "{series}〔{year}〕{serial}号")


def running(match: re.Match, flags: list[str], cell: object, issuer: str) -> Number:
    """重庆市人民政府令第359号 goes on counting from year to year."""
    series, _fragment = series_of(match["before"])
    if series in NO_SERIES or series[-1].isdigit() or "关于" in match["before"] or "关于" in match["after"]:
        raise unreadable(cell)
    if kind_of(series) != "号":
        return assembled(match, None, flags, cell, issuer, "{series}第{serial}号")
    flags.append("no_year")
    return assembled(match, None, flags, cell, issuer, "{series}{serial}号")


def assembled(match: re.Match, year: int | None, flags: list[str], cell: object, issuer: str, form: str) -> Number:
    """The number from its parts, with what is odd about them."""
    found = match.groupdict()
    digits = found["serial"] or found.get("plain")
    serial = int(digits) if digits else chinese_integer(found["spelled"])
    if not serial or (year is not None and year not in YEARS):
        message = _("“%(value)s”的年份或序号不合理；请核对，如“冀办发〔2019〕12号”。")
        raise BadValue(message % {"value": shown(cell)})
    series, fragment = series_of(found["before"])
    if not is_series(series):
        raise unreadable(cell)
    if "年第" in form and AGENCY.search(series):
        series += "公告"
    series = with_issuer(series, issuer)
    flags += ["fragment"] * fragment + oddities(found, series, issuer)
    number = form.format(series=series, year=year, serial=f"{serial}-{found['sub']}" if found["sub"] else serial)
    known = "" if series in NO_SERIES else series
    return Number(known, year, serial, kind_of(series), number, str(cell), tuple(dict.fromkeys(flags)))


def oddities(found: dict[str, str | None], series: str, issuer: str) -> list[str]:
    """Flags for the series and for what stands behind the serial."""
    # 冀办发〔2019〕12号文 is how people speak
    after = found["after"].removeprefix("文件").removeprefix("文").strip(" 。.,;、)]】”》\"'")
    several = bool(shapes.ANOTHER.search(found["after"]))
    checks = {
        "no_series": series in NO_SERIES,
        "no_issuer": lacks_issuer(series) and not (issuer and series.startswith(issuer)),
        "sub_number": bool(found["sub"]),
        "no_suffix": not found["suffix"] and not several,
        "several": several,
        "trailing": bool(after) and not several,
    }
    return [flag for flag, present in checks.items() if present]


def unreadable(cell: object) -> BadValue:
    message = _("“%(value)s”看不出发文字号；请写成如“冀办发〔2019〕12号”，没有字号的请留空。")
    return BadValue(message % {"value": shown(cell)})


def search_key(words: object) -> str:
    """The loose key by which numbers are found in any bracket: 冀办发201912, and 冀办发2019 for 冀办发[2019].

    Stored numbers and what people type go through the same function; a part of a number is a part of its key.
    """
    try:
        number = document_number(words)
    except BadValue:
        number = None
    if number:
        return loose(number.text)
    return loose(condensed(words))


def loose(text: str) -> str:
    """Without brackets, 年 第 号, leading zeros and all that is no letter or digit; two digits of year as four."""
    text = shapes.SHORT_YEAR.sub(lambda match: century(match[1]), text)
    text = shapes.LEADING_ZEROS.sub(r"\1", text)
    return shapes.FURNITURE.sub("", text).lower()


def century(digits: str) -> str:
    return str(int(digits) + (1900 if int(digits) >= TURN else 2000)) + " "
