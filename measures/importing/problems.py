"""Register 13: problems that the search for formalism found (问题清单)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import Problem
from organizations.models import Level
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Cell, Row, Values
from registers.values import BadValue, count

LEVELS = {
    "省级": Level.PROVINCE,
    "省直": Level.PROVINCE,
    "市级": Level.CITY,
    "县级": Level.COUNTY,
    "乡镇级": Level.TOWNSHIP,
    "乡级": Level.TOWNSHIP,
    "村级": Level.VILLAGE,
}


def measure(cell: Cell, context: Context) -> int | None:
    """The number of one of the 30 measures: 4, 第4条."""
    number = count(str(cell).replace("第", "").replace("条", "") if isinstance(cell, str) else cell)
    if number is not None and not 1 <= number <= 30:
        raise BadValue(_("措施号应在1到30之间。"))
    return number


COLUMNS = (
    Column("number", "编号", parsers.text(60), ("问题编号",), required=True, example="2019-001"),
    Column("text", "问题", parsers.text(), ("问题描述", "问题内容", "具体问题"), required=True, example="报表重复"),
    Column(
        "organization",
        "责任单位",
        parsers.organization,
        ("整改单位", "牵头单位"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column("source", "来源", parsers.text(100), ("问题来源",), example="大排查"),
    Column("root_level", "根源层级", parsers.choice(Level, LEVELS), ("问题根源层级",), example="省"),
    Column("measure", "措施号", measure, ("对应措施",), example="17"),
    Column("due", "整改时限", parsers.day, ("完成时限", "时限"), required=True, example="2019-06-30"),
    Column("finished_on", "完成日期", parsers.day, ("完成时间", "整改完成日期")),
    Column("closed_on", "销号日期", parsers.day, ("销号时间",)),
)


def derive(rows: Sequence[Row], context: Context) -> None:
    """A problem counts on the day of its deadline. Closed without a day of completion was completed that day."""
    for row in rows:
        values: Any = row.values
        values["day"], values["year"] = values["due"], values["due"].year
        finished, closed = values.get("finished_on"), values.get("closed_on")
        if closed and not finished:
            values["finished_on"] = finished = closed
            row.note(_("没有填完成日期，按销号日期计。"))
        for heading, day in (("完成日期", finished), ("销号日期", closed)):
            if day and day > context.today:
                row.reject(heading, day, _("%(heading)s在今天之后；请核对年份。") % {"heading": heading})
                break
        else:
            if closed and closed < finished:
                row.reject("销号日期", closed, _("销号日期早于完成日期；请核对两个日期。"))


def key(values: Values) -> str:
    """The number alone: it is the province's."""
    return str(values["number"])


PROBLEMS = registers.add(
    Register(
        name="problems",
        title=gettext_lazy("问题清单"),
        model=Problem,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("year", "day"),
    )
)
