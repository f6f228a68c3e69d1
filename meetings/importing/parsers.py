"""Cells of the registers of meetings that are more than plain text, day or count."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from meetings.derive.duration import Duration, read_duration
from meetings.models import ApproverKind, MeetingClass, MeetingForm
from organizations.models import InNameOf, Level, Matter
from registers import values
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.row import Cell
from registers.values import BadValue, parse_vague

_BETWEEN = re.compile(r"[、,，;；/]|联合|会同|和(?=[^平])")

category = parsers.choice(
    MeetingClass,
    {
        "一类会议": MeetingClass.ONE,
        "二类会议": MeetingClass.TWO,
        "三类会议": MeetingClass.THREE,
        "四类会议": MeetingClass.FOUR,
        "1类": MeetingClass.ONE,
        "2类": MeetingClass.TWO,
        "3类": MeetingClass.THREE,
        "4类": MeetingClass.FOUR,
        "第一类": MeetingClass.ONE,
        "第二类": MeetingClass.TWO,
        "第三类": MeetingClass.THREE,
        "第四类": MeetingClass.FOUR,
    },
)
form = parsers.choice(
    MeetingForm,
    {
        "现场会": MeetingForm.ON_SITE,
        "现场会议": MeetingForm.ON_SITE,
        "集中": MeetingForm.ON_SITE,
        "集中开会": MeetingForm.ON_SITE,
        "线下": MeetingForm.ON_SITE,
        "视频会": MeetingForm.VIDEO,
        "视频会议": MeetingForm.VIDEO,
        "网络视频": MeetingForm.VIDEO,
        "线上": MeetingForm.VIDEO,
        "电视电话会议": MeetingForm.TELEPHONE,
        "电视电话会": MeetingForm.TELEPHONE,
        "电视会议": MeetingForm.TELEPHONE,
        "电话会议": MeetingForm.TELEPHONE,
        "电话": MeetingForm.TELEPHONE,
    },
)
name_of = parsers.choice(
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
        "本部门": InNameOf.DEPARTMENT,
    },
)
level = parsers.choice(
    Level,
    {
        text: found
        for found, texts in {
            Level.PROVINCE: ("省级", "省直", "省直单位", "本级", "省本级"),
            Level.CITY: ("市级", "设区市", "开到市", "各市"),
            Level.COUNTY: ("县级", "县区", "县（市、区）", "县市区", "开到县", "各县"),
            Level.TOWNSHIP: ("乡", "镇", "乡级", "乡镇级", "街道", "开到乡镇"),
            Level.VILLAGE: ("村级", "社区", "开到村"),
        }.items()
        for text in texts
    },
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

approver = parsers.choice(ApproverKind, {"党委政府": ApproverKind.BODY, "主要负责同志": ApproverKind.PRINCIPAL})


def lead(cell: Cell, context: Context) -> int | None:
    """召开单位. Of several units that meet together (甲厅、乙厅) the first one leads, and the meeting is its own."""
    try:
        return parsers.organization(cell, context)
    except BadValue:
        first, *others = _BETWEEN.split(str(cell), maxsplit=1)
        found = context.organs.find(first.strip()) if others else None
        if found is None:
            raise
        return found.id


def lasting(cell: Cell, context: Context) -> Duration | None:
    """时长(分钟), also as 1.5小时 or 半天."""
    return _known(read_duration(cell, plain="minutes"))


def days(cell: Cell, context: Context) -> str | None:
    """会期 as it is written; a bare number is in days. Raises for what is no duration."""
    text = values.text(cell, longest=40) if isinstance(cell, str) else None if cell is None else str(cell)
    if text is not None:
        read_duration(text, plain="days")
    return text


def clock(cell: Cell, context: Context) -> time | None:
    return values.parse_time(cell)


def planned_time(cell: Cell, context: Context) -> str | None:
    """拟开时间 as it is written; its days are found with the year of the plan. Digits that lost a zero are refused."""
    if isinstance(cell, float | Decimal):
        parse_vague(cell, 2000)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return values.text(cell, longest=60) if isinstance(cell, str) else None if cell is None else str(cell)


def agreed(cell: Cell, context: Context) -> str | None:
    """主要领导批准: who, or the number; 否 and 无 are none."""
    text = values.text(cell, longest=200) if isinstance(cell, str) else cell
    if text is None:
        return None
    try:
        said: Any = values.yes_no(text)
    except BadValue:
        return str(text)
    return "是" if said else None


def year(cell: Cell, context: Context) -> int | None:
    """年度: 2020, 2020年, 2020年度."""
    found = values.count(cell.replace("年度", "").replace("年", "") if isinstance(cell, str) else cell)
    if found is not None and not 2000 <= found <= 2099:
        raise BadValue(_("“%(value)s”不是年度；请填四位数字，如 2020。") % {"value": str(cell)[:40]})
    return found


def seen_only(cell: Cell, context: Context) -> None:
    """A column that is looked at for marks of secrecy and not kept."""


def money(cell: Cell, context: Context) -> Decimal | None:
    """经费(万元)."""
    found = values.decimal(cell)
    return None if found is None else round(found, 4)


def _known(found: Duration) -> Duration | None:
    return found if found != Duration() else None
