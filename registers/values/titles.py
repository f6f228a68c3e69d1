"""Titles of documents, with what web pages and copying leave in them taken off."""

import html
import re

from registers.values.bad import BadValue
from registers.values.numbers import document_number
from registers.values.text import text

TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>|<!--.{0,300}?-->")
# the end of a tag whose beginning was cut off: everything up to "> in front of the title
REST_OF_TAG = re.compile(r"^[^<>]{0,200}[\"'] ?/?>")
VALID = "已失效|已废止|已宣布失效|宣布失效|部分失效|失效|废止|现行有效|有效|已修改|已修订"
MARK = re.compile(rf"^[（(\[【]({VALID})[）)\]】]|[（(\[【]({VALID})[）)\]】]$")
# the fifteen types of the 条例 of 2012, and 命令's second name
TYPES = frozenset(
    [
        "决议",
        "决定",
        "命令",
        "令",
        "公报",
        "公告",
        "通告",
        "意见",
        "通知",
        "通报",
        "报告",
        "请示",
        "批复",
        "议案",
        "函",
        "纪要",
    ]
)


def title(cell: object, *, longest: int | None = 500) -> str | None:
    """The title without tags, rests of tags and marks of validity (（已失效）); （试行） belongs to it and stays."""
    line = text(TAG.sub("", html.unescape(str(cell)))) if isinstance(cell, str) else text(cell)
    if line is None:
        return None
    line = REST_OF_TAG.sub("", line)
    while (shorter := MARK.sub("", line).strip()) != line:
        line = shorter
    return text(line, longest=longest)


def title_flags(name: str) -> tuple[str, ...]:
    """`type_only` for a title such as 通知, `is_number` for one that is nothing but a document's number."""
    if name in TYPES:
        return ("type_only",)
    try:
        number = document_number(name)
    except BadValue:
        return ()
    return ("is_number",) if number and number.series and not number.flags else ()
