"""Cells of the registers of documents that are more than plain text, day or count."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _

from documents.models import Document, Matter, Openness, Secrecy
from organizations.models import Form, InNameOf, Level
from registers import values
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.row import Cell
from registers.values import BadValue, Number, document_number

LONGEST_NUMBER = Document._meta.get_field("number").max_length
_MONTH = re.compile(r"^(\d{4})(?:年|[-/.])?(\d{1,2})月?(?:份)?$")

level = parsers.choice(
    Level,
    {
        "省级": Level.PROVINCE,
        "省直": Level.PROVINCE,
        "市级": Level.CITY,
        "设区市": Level.CITY,
        "县级": Level.COUNTY,
        "县区": Level.COUNTY,
        "县（市、区）": Level.COUNTY,
        "县市区": Level.COUNTY,
        "乡": Level.TOWNSHIP,
        "镇": Level.TOWNSHIP,
        "乡级": Level.TOWNSHIP,
        "乡镇级": Level.TOWNSHIP,
        "街道": Level.TOWNSHIP,
        "村级": Level.VILLAGE,
        "社区": Level.VILLAGE,
    },
)
name = parsers.choice(
    InNameOf,
    {
        "省委": InNameOf.PARTY,
        "市委": InNameOf.PARTY,
        "省政府": InNameOf.GOVERNMENT,
        "市政府": InNameOf.GOVERNMENT,
        "人民政府": InNameOf.GOVERNMENT,
        "省委办公厅": InNameOf.PARTY_OFFICE,
        "党委办公室": InNameOf.PARTY_OFFICE,
        "市委办公室": InNameOf.PARTY_OFFICE,
        "省政府办公厅": InNameOf.GOVERNMENT_OFFICE,
        "政府办公室": InNameOf.GOVERNMENT_OFFICE,
        "市政府办公室": InNameOf.GOVERNMENT_OFFICE,
        "领导小组": InNameOf.COORDINATION,
        "议事协调": InNameOf.COORDINATION,
        "部门名义": InNameOf.DEPARTMENT,
    },
)
form = parsers.choice(
    Form,
    {
        "红头文件": Form.RED_HEAD,
        "信函": Form.LETTER,
        "函件": Form.LETTER,
        "便函": Form.LETTER,
        "明电": Form.TELEGRAM,
        "传真": Form.TELEGRAM,
        "传真电报": Form.TELEGRAM,
        "白头文件": Form.WHITE_HEAD,
        "便笺": Form.WHITE_HEAD,
        "内部刊物": Form.INTERNAL,
        "简报": Form.INTERNAL,
    },
)
openness = parsers.choice(
    Openness,
    {"公开": Openness.OPEN, "依申请": Openness.ON_REQUEST, "不公开": Openness.CLOSED, "不予主动公开": Openness.CLOSED},
)
matter = parsers.choice(
    Matter,
    {
        "部门": Matter.DEPARTMENT,
        "议事协调机构": Matter.COORDINATION,
        "省委省政府": Matter.PROVINCE,
        "党政共同": Matter.SHARED,
    },
)
secrecy = parsers.choice(Secrecy, {"秘密级": "secret", "机密级": "confidential", "绝密级": "top_secret"})


def number(cell: Cell, context: Context) -> Number | None:
    """The number with its parts; derive keeps its text and its series."""
    found = document_number(cell)
    if found and len(found.text) > LONGEST_NUMBER:
        raise BadValue(_("发文字号最长%(longest)s个字；请核对这一格是否混入了标题。") % {"longest": LONGEST_NUMBER})
    return found


def title(cell: Cell, context: Context) -> str | None:
    return values.title(cell)


def doc_type(cell: Cell, context: Context) -> str | None:
    """One of the 15 types as written; 令 and 命令（令） are 命令. Other words are kept and said to be none."""
    text = values.text(cell, longest=12)
    return "命令" if text and re.fullmatch(r"令|命令[（(]令[）)]", text) else text


def seen_only(cell: Cell, context: Context) -> None:
    """A column that is looked at for marks of secrecy and not kept."""


def last_of_month(cell: Cell, context: Context) -> date | None:
    """年月 as the last day of its month: 2019-03, 2019年3月, 201903, any day in it, or 3月 of the import's year."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 190000 < cell < 210000:
        cell = str(int(cell))
    text = values.text(cell) if isinstance(cell, str) else None
    found = _MONTH.match(text.replace(" ", "")) if text else None
    if found:
        return _end(int(found[1]), int(found[2]), cell)
    short = re.fullmatch(r"(\d{1,2})月(?:份)?", text) if text else None
    if short and context.year:
        return _end(context.year, int(short[1]), cell)
    try:
        day = values.parse_date(cell, context.year)
    except BadValue as bad:
        raise BadValue(_("看不出年月；请写成如“2019-03”。")) from bad
    return _end(day.year, day.month, cell) if day else None


def _end(year: int, month: int, cell: Cell) -> date:
    if not 1 <= month <= 12:
        raise BadValue(_("“%(value)s”没有第%(month)s个月；请写成如“2019-03”。") % {"value": cell, "month": month})
    return date(year, month, monthrange(year, month)[1])
