"""Cells of the registers of inspections that are more than plain text, day or count."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from inspections.models import BasisLevel, Channel, ClearanceKind, Decision, InspectionKind, PlaceLevel, ResultKind
from registers import values
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.row import Cell
from registers.values import BadValue, document_number, parse_vague

YEARS = range(1949, 2100)
NO_WORDS = frozenset({"否", "没有", "无", "×", "不"})

kind = parsers.choice(
    InspectionKind,
    {
        "督导": "supervision",
        "督办": "supervision",
        "专项督查": "supervision",
        "综合督查": "supervision",
        "抽查": "inspection",
        "专项检查": "inspection",
        "综合检查": "inspection",
        "考评": "assessment",
        "考核评价": "assessment",
        "业务指导": "research",
        "调查研究": "research",
    },
)
basis_level = parsers.choice(
    BasisLevel,
    {
        "国家": "centre",
        "党中央国务院": "centre",
        "党中央、国务院": "centre",
        "中央级": "centre",
        "省级": "province",
        "省": "province",
        "省委": "province",
        "省政府": "province",
        "省委、省政府": "province",
        "部委": "department",
        "厅局": "department",
        "部门级": "department",
        "自行设立": "none",
        "无依据": "none",
    },
)
place_level = parsers.choice(
    PlaceLevel,
    {
        "市级": "city",
        "县级": "county",
        "县区": "county",
        "县（市、区）": "county",
        "县市区": "county",
        "乡": "township",
        "镇": "township",
        "街道": "township",
        "乡镇级": "township",
        "村级": "village",
        "社区": "village",
        "村（社区）": "village",
        "公司": "enterprise",
        "园区": "enterprise",
    },
)
channel = parsers.choice(
    Channel,
    {
        "系统": "platform",
        "网上": "platform",
        "纸质报表": "paper",
        "纸": "paper",
        "电子邮件": "mail",
        "邮箱": "mail",
        "微信": "chat",
        "QQ群": "chat",
        "App": "app",
        "政务APP": "app",
        "APP": "app",
    },
)
clearance_kind = parsers.choice(
    ClearanceKind,
    {
        "指标": "indicator",
        "考核": "indicator",
        "“一票否决”": "veto",
        "一票否决事项": "veto",
        "“一票否决”事项": "veto",
        "责任书": "letter",
        "目标责任状": "letter",
        "目标责任书": "letter",
        "创建": "creation",
        "示范创建": "creation",
        "创建活动": "creation",
        "评比": "award",
        "表彰": "award",
        "评比达标表彰": "award",
        "达标表彰": "award",
    },
)
decision = parsers.choice(
    Decision, {"继续执行": "keep", "取消执行": "cancel", "撤销": "cancel", "废止": "cancel", "待处理": "pending"}
)
result_kind = parsers.choice(
    ResultKind,
    {
        "审计成果": "audit",
        "统计数据": "statistics",
        "巡视": "inspection_tour",
        "巡察": "inspection_tour",
        "督查": "inspection",
        "检查": "inspection",
        "考核": "inspection",
        "督检考": "inspection",
    },
)


def year(cell: Cell, context: Context) -> int | None:
    """2019, 2019年, 2019年度; blank is the year of the import."""
    text = values.text(cell)
    if text is None:
        return context.year
    number = values.count(text.removesuffix("度").removesuffix("年"))
    if number not in YEARS:
        raise BadValue(_("“%(value)s”不是年度；请填写如 2019。") % {"value": text[:40]})
    return number


def comprehensive(cell: Cell, context: Context) -> bool | None:
    """综合 or 专项; 是 and 否 too."""
    text = values.text(cell)
    if text in ("综合", "综合性", "综合类"):
        return True
    if text in ("专项", "专项类", "单项", "日常"):
        return False
    return values.yes_no(cell)


def planned_time(cell: Cell, context: Context) -> str | None:
    """As written; what it may mean is read with the plan's year. 3.1 as a number may have been 3.10 and is refused."""
    if isinstance(cell, float | Decimal):
        parse_vague(cell, context.year or 2000)
    return values.text(cell, longest=120)


def number(cell: Cell, context: Context) -> str | None:
    """A filing number or the number of a plan, as written."""
    return values.text(cell, longest=60)


def letter(cell: Cell, context: Context) -> str | None:
    """The number of an official letter in any bracket; words that are no number (有) are kept as they are."""
    text = values.text(cell, longest=120)
    if text is None or text in NO_WORDS:
        return None
    try:
        found = document_number(text)
    except BadValue:
        return text
    return found.text[:120] if found and found.series and found.serial else text


def unless_no(longest: int) -> parsers.Parse:
    """Text; 否 and 没有 say nothing."""

    def parse(cell: Cell, context: Context) -> str | None:
        text = values.text(cell, longest=longest)
        return None if text in NO_WORDS else text

    return parse


def seen_only(cell: Cell, context: Context) -> None:
    """A column that is looked at for marks of secrecy and not kept."""
