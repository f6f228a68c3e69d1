"""Register 12: results that are shared (成果共享)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.derive import item_key
from inspections.importing import parsers as own
from inspections.importing.owners import owner_code
from inspections.models import SharedResult
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values

COLUMNS = (
    Column("name", "成果名称", parsers.text(300), ("名称", "成果"), required=True, example="示例专项审计报告"),
    Column(
        "organization",
        "形成单位",
        parsers.organization,
        ("单位", "成果单位", "提供单位"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column("kind", "类别", own.result_kind, ("成果类别", "类型"), required=True, example="审计"),
    Column("formed_on", "形成日期", parsers.day, ("形成时间", "日期"), required=True, example="2019-03-05"),
    Column("shared_on", "共享日期", parsers.day, ("共享时间",)),
    Column("source_item", "来源事项", parsers.text(300), ("来源",)),
    Column("shared_with", "共享范围", parsers.text(300), ("共享对象",)),
    Column("secrecy", "密级", own.seen_only, ("保密等级", "秘密等级", "密级和保密期限"), kept=False),
)


def derive(rows: Sequence[Row], context: Context) -> None:
    """A result counts on the day it was formed."""
    for row in rows:
        _derive(row, context)


def _derive(row: Row, context: Context) -> None:
    values = row.values
    formed, shared = values["formed_on"], values["shared_on"]
    for heading, day in (("形成日期", formed), ("共享日期", shared)):
        if day is not None and day > context.today:
            row.reject(heading, day, _("%(column)s在今天之后；请核对年份。") % {"column": heading})
            return
    if shared is not None and shared < formed:
        row.reject("共享日期", shared, _("共享日期早于形成日期；请核对。"))
        return
    values |= {
        "year": formed.year,
        "day": formed,
        "name_search": item_key(values["name"]),
        "owner_code": owner_code(values, context),
    }


def key(values: Values) -> str:
    """Unit, day and name, spaces aside."""
    return f"{values['owner_code']} {values['formed_on']:%Y-%m-%d} {''.join(values['name'].split())}"


RESULTS = registers.add(
    Register(
        name="results",
        title=gettext_lazy("成果共享"),
        model=SharedResult,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("year", "day"),
        silent=("name_search",),
        classified_column="secrecy",
    )
)
