"""Counts, amounts and shares as offices write them."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from registers.values.bad import BadValue, shown
from registers.values.numerals import CHINESE_ONLY, chinese_integer
from registers.values.text import condensed, is_blank

# the largest whole number that both databases keep in an integer column
LARGEST = 2_147_483_647
NONE = {"没有", "零", "无", "0"}
PREFIX = re.compile(
    r"^(?:一般不超过|不超过|不少于|不低于|总计|合计|共计|共有|大约|大概|预计|至少|最多|约|近|共|计|拟|超|逾|≤|≥|<|>|~)+"
)
DIGITS = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,17})?")
CHINESE = re.compile(f"[{CHINESE_ONLY}]+")
# 余人, 多家, (份), 天左右, 万元: what may follow a number
# the last part is a remark in brackets, as long as it holds no other number
SUFFIX = re.compile(
    r"(?:余|多|来)?\(?(?:余|多)?[\u4e00-\u9fff]{0,6}?\)?(?:以上|以下|以内|左右|上下)?(?:\([^()\d]{1,60}\))?[。.]?"
)
LOOKS_LIKE_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "〇": "0", "○": "0"})
PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,8})?)%")


def count(cell: object) -> int | None:
    """A whole number from 0: 约27家 is 27, 100余人 is 100, 十二 is 12, 3+1 is 4, 1.2万 is 12000.

    无 says that there are none and is 0; a dash or a slash says nothing and is None, like a blank cell.
    """
    value = decimal(cell)
    if value is None:
        return None
    if value != value.to_integral_value():
        raise BadValue(_("“%(value)s”不是整数；请填写整数，如 12。") % {"value": shown(cell)})
    return int(value)


def decimal(cell: object) -> Decimal | None:
    """A number from 0, fractions allowed: 0.5, 半天 is 0.5, 1天半 is 1.5. Blank and 无 as for counts."""
    if isinstance(cell, bool):
        raise not_a_number(cell)
    if isinstance(cell, str) and condensed(cell) in NONE:
        return Decimal(0)
    if is_blank(cell):
        return None
    text = PREFIX.sub("", condensed(cell))
    total = sum((part(piece, cell) for piece in text.split("+")), Decimal(0))
    if total > LARGEST:
        raise BadValue(_("“%(value)s”太大；请核对后填写。") % {"value": shown(cell)})
    return rounded(total)


def rounded(value: Decimal) -> Decimal:
    """Eight places at most: a third that a sheet computed has sixteen."""
    return round(value, 8) if value.as_tuple().exponent < -8 else value


def share(cell: object) -> Decimal | None:
    """A part of a whole: 40% and 0.4 are 0.4, 百分之四十 too; from 0 to 1."""
    if isinstance(cell, bool):
        raise not_a_number(cell)
    if is_blank(cell):
        return None
    text = condensed(cell)
    percent = PERCENT.fullmatch(text)
    spoken = chinese_integer(text.removeprefix("百分之")) if text.startswith("百分之") else None
    if percent or spoken is not None:
        value = Decimal(percent[1] if percent else spoken) / 100
    else:
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal(-1)
    if not value.is_finite() or not 0 <= value <= 1:
        message = _("“%(value)s”不是比例；请填写 0 到 1 之间的小数或百分数，如 0.4 或 40%%。")
        raise BadValue(message % {"value": shown(cell)})
    return rounded(value)


def part(text: str, cell: object) -> Decimal:
    """One number with what is written around it."""
    if text.startswith("半"):
        return Decimal("0.5")
    digits, chinese = DIGITS.match(text), CHINESE.match(text)
    if digits:
        value, rest = Decimal(digits[0].replace(",", "")), text[digits.end() :]
    elif chinese and chinese_integer(chinese[0]) is not None:
        value, rest = Decimal(chinese_integer(chinese[0])), text[chinese.end() :]
    else:
        raise not_a_number(cell)
    if rest.startswith("万"):
        value, rest = value * 10_000, rest[1:]
    if rest.endswith("半"):
        value, rest = value + Decimal("0.5"), rest[:-1]
    if value < 0 or not SUFFIX.fullmatch(rest):
        raise not_a_number(cell)
    return value


def not_a_number(cell: object) -> BadValue:
    """With the number that was probably meant, where letters stand for digits."""
    guess = condensed(cell).translate(LOOKS_LIKE_DIGITS)
    if guess != condensed(cell) and DIGITS.fullmatch(guess):
        message = _("“%(value)s”里有字母，不是数字；如果是 %(guess)s，请改为 %(guess)s。")
        return BadValue(message % {"value": shown(cell), "guess": guess})
    return BadValue(_("“%(value)s”不是数字；请只填写一个数，如 12。") % {"value": shown(cell)})
